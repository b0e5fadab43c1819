"""All that is known of one firm."""

from dataclasses import dataclass

from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.model.promotion import Lead, Project


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTag:
    """A segment an enterprise stands on, with the segment's name."""

    tag: Tag
    segment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFirm:
    """All that is known of one enterprise; its tags best first."""

    enterprise: Enterprise
    offerings: tuple[Offering, ...]
    tags: tuple[NamedTag, ...]
    links: tuple[SupplyLink, ...]
    leads: tuple[Lead, ...]
    projects: tuple[Project, ...]
    data_version: str

    @classmethod
    def of(cls, snapshot: Snapshot, firm: int) -> "KnownFirm":
        """What the snapshot knows of the firm."""
        enterprise = snapshot.enterprises[firm]
        return cls(
            enterprise=enterprise,
            offerings=snapshot.offerings_of[firm],
            tags=named_tags(snapshot, firm),
            links=tuple(snapshot.links_of.get(enterprise.id, ())),
            leads=tuple(lead for lead in snapshot.leads if lead.enterprise == enterprise.id),
            projects=tuple(project for project in snapshot.projects if project.enterprise == enterprise.id),
            data_version=snapshot.version,
        )


def named_tags(snapshot: Snapshot, firm: int) -> tuple[NamedTag, ...]:
    """Segments of a firm, best first; a segment of a chain no longer known is named by its key."""
    return tuple(NamedTag(tag=tag, segment=_name(snapshot, tag)) for tag in snapshot.tags.of_firm(firm))


def _name(snapshot: Snapshot, tag: Tag) -> str:
    graph = snapshot.chains.get(tag.chain)
    return next((s.name for s in graph.segments if s.key == tag.key), tag.key) if graph else tag.key
