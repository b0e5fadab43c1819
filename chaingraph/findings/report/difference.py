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
class MovedGap:
    """A gap that opened, closed or moved: its severity, None where it was none."""

    key: str
    segment: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedLead:
    """A lead that is new or stands differently; ``before`` is None when it is new."""

    enterprise: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedProject:
    """A project that is new or stands differently."""

    project: str
    new: bool
    batch: str | None
    progress: float | None


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
    since
        The day or month that was asked from, empty for two snapshots.
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
    since: str = ""

    @property
    def gaps(self) -> tuple[MovedGap, ...]:
        """Gaps that opened, then those that closed, then those whose severity moved."""
        opened = (MovedGap(key=g.key, segment=g.segment, before=None, after=g.severity) for g in self.opened)
        closed = (MovedGap(key=g.key, segment=g.segment, before=g.severity, after=None) for g in self.closed)
        moved = (MovedGap(key=g.key, segment=g.segment, before=g.before, after=g.after) for g in self.moved)
        return (*opened, *closed, *moved)

    @property
    def leads(self) -> tuple[MovedLead, ...]:
        """The place's leads that moved, whatever their chain."""
        moves = self.everything.leads
        return tuple(MovedLead(enterprise=m.enterprise, before=m.before, after=m.lead.stage) for m in moves)

    @property
    def projects(self) -> tuple[MovedProject, ...]:
        """The place's projects that moved, whatever their chain."""
        moves = ((move.project, move.before is None) for move in self.everything.projects)
        return tuple(MovedProject(project=p.name, new=new, batch=p.batch, progress=p.progress) for p, new in moves)

    @property
    def quiet(self) -> bool:
        """Whether nothing on the chain, nor any lead or project, changed."""
        moves = (self.arrived, self.left, self.statuses, self.opened, self.closed, self.moved)
        return not any(moves) and self.everything.quiet
