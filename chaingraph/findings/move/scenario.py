"""What changes when firms land in a place or leave it: every measure before and after."""

from dataclasses import dataclass

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.supply import Completeness, SupplyRate
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A chain in a place in a few numbers; ``severity`` is the sum over its gaps, without unit."""

    firms: int
    completeness: Completeness
    supply: SupplyRate
    gaps: int
    severity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentChange:
    """One segment before and after; severity is 0 where it is no gap, supply rates are None without demand."""

    key: SegmentKey
    segment: str
    stage: Stage
    status_before: SegmentStatus
    status_after: SegmentStatus
    severity_before: float
    severity_after: float
    firms_before: int
    firms_after: int
    local_supply_rate_before: float | None
    local_supply_rate_after: float | None

    @property
    def changed(self) -> bool:
        """Whether status, severity or number of firms moved."""
        return (self.status_before, self.severity_before, self.firms_before) != (
            self.status_after,
            self.severity_after,
            self.firms_after,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A chain in a place before and after firms land or leave.

    ``segments`` holds every segment in drawing order; ``closed`` and ``opened`` name the gaps that went and came.
    """

    place: Place
    chain: ChainId
    landed: tuple[str, ...]
    left: tuple[str, ...]
    before: Measures
    after: Measures
    segments: tuple[SegmentChange, ...]
    closed: tuple[str, ...]
    opened: tuple[str, ...]
    data_version: str

    @property
    def changed(self) -> tuple[SegmentChange, ...]:
        """The segments that moved, largest fall of severity first."""
        moved = [change for change in self.segments if change.changed]
        return tuple(sorted(moved, key=lambda c: (c.severity_after - c.severity_before, c.key)))
