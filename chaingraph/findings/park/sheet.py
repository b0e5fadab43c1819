"""A park on one sheet, and parks side by side."""

from dataclasses import dataclass

from chaingraph.findings.park.budget import ParkBudget
from chaingraph.findings.park.care import FirmPlan, Ring
from chaingraph.findings.park.factor import FactorStanding
from chaingraph.findings.park.project import BatchCount, ProjectCard, TargetProgress, UnfilledGap
from chaingraph.ids import ChainId
from chaingraph.model.parks.standing import ParkStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainHere:
    """One of the park's own chains: firms on it, the share of its segments with a firm, its leading firms."""

    chain: ChainId
    firms: int
    completeness: float
    leading: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trio:
    """One of 一台两器: the best state any has, all names, and those of each state."""

    kind: str
    state: str | None
    names: tuple[str, ...]
    planned: tuple[str, ...]
    building: tuple[str, ...]
    running: tuple[str, ...]
    incubated: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckEntry:
    """One entry of a checklist."""

    entry: str
    done_on: str | None
    proof: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckBlock:
    """五个一 or 三制: entries, done ones first by day."""

    checklist: str
    done: int
    entries: tuple[CheckEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkLine:
    """One park in a table of parks.

    ``lags`` says in words where it is behind; ``late`` counts overdue needs, visits, milestones, projects and tasks.
    """

    park: str
    province: str | None
    city: str | None
    district: str | None
    status: str | None
    chains: tuple[ChainId, ...]
    firms: int
    factors: tuple[FactorStanding, ...]
    trio: tuple[Trio, ...]
    projects: int
    hundred_million: int
    late: int
    lags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkTable:
    """Parks side by side, by name."""

    on: str
    parks: tuple[ParkLine, ...]
    data_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkSheet:
    """A park as a leader reads it in a minute.

    ``firms`` are its firms looked after, ``decisions`` at most three things only a leader can settle, in words.
    """

    line: ParkLine
    on: str
    since: str | None
    history: tuple[ParkStanding, ...]
    chains: tuple[ChainHere, ...]
    checks: tuple[CheckBlock, ...]
    budget: ParkBudget
    batches: tuple[BatchCount, ...]
    targets: tuple[TargetProgress, ...]
    unfilled: tuple[UnfilledGap, ...]
    projects: tuple[ProjectCard, ...]
    firms: tuple[FirmPlan, ...]
    rings: tuple[Ring, ...]
    decisions: tuple[str, ...]
    as_of: str | None
    data_version: str
