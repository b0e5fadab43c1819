"""Projects as a board: batches, milestones, what is overdue, and the urgent gaps that no project fills."""

from dataclasses import dataclass

from chaingraph.ids import ChainId, EnterpriseId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A milestone; ``late_days`` is how long it has been overdue, 0 where it is not."""

    name: str
    due_on: str | None
    done_on: str | None
    late_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCard:
    """One project with what it is bound to.

    Attributes
    ----------
    id
        Short digest of name and park.
    landed
        Whether its enterprise sits in the park already.
    hundred_million
        Whether its investment is at least 亿元; None where it is not known.
    late_days
        Days since its own due day, or of its most overdue milestone; 0 where nothing is late.
    """

    id: str
    name: str
    park: str
    batch: str | None
    status: str | None
    enterprise: str | None
    enterprise_id: EnterpriseId | None
    chain: ChainId | None
    key: SegmentKey | None
    segment: str | None
    invest_yuan: float | None
    hundred_million: bool | None
    progress: float | None
    owner: str | None
    supervised: bool
    start_on: str | None
    due_on: str | None
    landed: bool
    next_step: Step | None
    steps: tuple[Step, ...]
    late_days: int
    source: str | None
    as_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnfilledGap:
    """An urgent gap of a park's own chain; ``projects`` are those that would fill it, in words."""

    park: str
    chain: ChainId
    key: SegmentKey
    segment: str
    severity: float
    projects: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCount:
    """One batch in a few numbers; ``invest_yuan`` adds up what is known."""

    batch: str
    projects: int
    invest_yuan: float
    hundred_million: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetProgress:
    """A yearly target: what is reached, by whom said or counted from the projects."""

    place: str
    year: int
    indicator: str
    target: float | None
    achieved: float | None
    unit: str | None
    counted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectBoard:
    """Projects of the places asked, by batch, the most overdue first; ``as_of`` is the day it is seen from."""

    place: str | None
    on: str
    cards: tuple[ProjectCard, ...]
    batches: tuple[BatchCount, ...]
    targets: tuple[TargetProgress, ...]
    unfilled: tuple[UnfilledGap, ...]
    filling: tuple[UnfilledGap, ...]
    data_version: str
