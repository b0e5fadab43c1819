"""What changed in a month: place by place firms, leads, projects and the status of segments."""

from dataclasses import dataclass

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId
from chaingraph.model.promotion import Lead, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadMove:
    """A lead that is new or stands differently; ``before`` is its earlier stage, None when it is new."""

    enterprise: str
    lead: Lead
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectMove:
    """A project that is new or stands differently; ``before`` is the project as it was, None when it is new."""

    project: Project
    before: Project | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMove:
    """A segment whose status in the place changed: a gap closed when missing no more, opened when it became so."""

    chain: ChainId
    segment: str
    before: SegmentStatus
    after: SegmentStatus

    @property
    def closed(self) -> bool:
        """Whether the place has a firm where it had none."""
        return self.before is SegmentStatus.MISSING

    @property
    def opened(self) -> bool:
        """Whether the place lost its last firm."""
        return self.after is SegmentStatus.MISSING


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMonth:
    """A place's month; ``arrived`` and ``left`` are names of firms. ``firms`` counts those there at its end."""

    place: Place
    firms: int
    arrived: tuple[str, ...]
    left: tuple[str, ...]
    leads: tuple[LeadMove, ...]
    projects: tuple[ProjectMove, ...]
    statuses: tuple[StatusMove, ...]

    @property
    def quiet(self) -> bool:
        """Whether nothing changed."""
        return not (self.arrived or self.left or self.leads or self.projects or self.statuses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulletin:
    """A month of all places; ``first`` says that there was nothing before it, so that nothing can be compared."""

    month: str
    places: tuple[PlaceMonth, ...]
    first: bool
    as_of: str | None
    data_version: str
