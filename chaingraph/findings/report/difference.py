"""What changed on a chain in a place between two moments."""

from dataclasses import dataclass

from chaingraph.findings.place.gap import Gap
from chaingraph.findings.place.supply import Completeness, SupplyRate
from chaingraph.findings.report.bulletin import PlaceMonth, StatusMove
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId


@dataclass(frozen=True, slots=True, kw_only=True)
class GapMove:
    """A gap at both moments whose severity changed by more than rounding."""

    key: str
    segment: str
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A chain in a place, before and after.

    Attributes
    ----------
    arrived, left
        Names of firms on the chain in the place after and not before, and the reverse.
    everything
        Firms, leads and projects of the place whatever their chain.
    statuses
        Segments of the chain whose status changed, in drawing order.
    opened, closed
        Gaps that are new, and those that are gone, most severe first.
    moved
        Gaps of both moments whose severity changed, largest change first.
    """

    place: Place
    chain: ChainId
    firms_before: int
    firms_after: int
    arrived: tuple[str, ...]
    left: tuple[str, ...]
    completeness_before: Completeness
    completeness_after: Completeness
    supply_before: SupplyRate
    supply_after: SupplyRate
    statuses: tuple[StatusMove, ...]
    opened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    moved: tuple[GapMove, ...]
    everything: PlaceMonth
    version_before: str
    version_after: str

    @property
    def quiet(self) -> bool:
        """Whether nothing on the chain, nor any lead or project, changed."""
        moves = (self.arrived, self.left, self.statuses, self.opened, self.closed, self.moved)
        return not any(moves) and self.everything.quiet
