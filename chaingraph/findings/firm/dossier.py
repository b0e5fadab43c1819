"""What one firm means for a place: where it stands, what its chain lacks here, who would fill it, what to do next."""

from dataclasses import dataclass

from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.park.care import FirmPlan
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Stage
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.promotion import Lead, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A segment of the chain that the firm stands on; ``status`` is that of the place, ``score`` of the tag, 0 to 1."""

    key: SegmentKey
    segment: str
    stage: Stage
    branch: str | None
    status: SegmentStatus
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A segment next to the firm's own that the place lacks or is short of, with the best firm to fill it.

    ``side`` is 上游 or 下游 as seen from the firm, or 本企业 where the firm itself could fill it. ``score`` is 0 to 1,
    None without a candidate; ``basis`` says what the suggestion rests on, ``mark`` that only the shipped list knows the
    candidate (内置名录).
    """

    side: str
    segment: str
    status: SegmentStatus
    severity: float
    target: str | None
    target_region: str
    score: float | None
    basis: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything a report on one firm says; ``local`` is whether the firm sits in the place.

    ``neighbours`` counts segments next to the firm's own by (side, status). ``plan`` is who answers for a firm that is
    looked after; ``package`` says what a firm from elsewhere could be offered here: land, plants and funds, facts only.
    """

    firm: Enterprise
    place: Place
    chain: ChainId
    local: bool
    products: tuple[str, ...]
    positions: tuple[Position, ...]
    neighbours: dict[tuple[str, SegmentStatus], tuple[str, ...]]
    needs: tuple[Need, ...]
    ecosystem: Ecosystem
    leads: tuple[Lead, ...]
    projects: tuple[Project, ...]
    advice: tuple[str, ...]
    as_of: str | None
    data_version: str
    plan: FirmPlan | None = None
    package: tuple[str, ...] = ()

    def beside(self, side: str, *statuses: SegmentStatus) -> tuple[str, ...]:
        """Names of the segments on a side that have one of the statuses, or any when none is named."""
        wanted = statuses or tuple(SegmentStatus)
        return tuple(name for status in wanted for name in self.neighbours.get((side, status), ()))
