"""Which segments projects and signed leads of a place are about to fill, in words."""

from collections.abc import Iterator

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Project
from chaingraph.units import percent

SIGNED = ("签约", "落地")
"""Stages of a lead from which on its segment counts as being filled."""


def pipeline(snapshot: Snapshot, place: Place, chain: ChainGraph) -> dict[int, tuple[str, ...]]:
    """Segment index -> projects and signed leads that would fill it, sorted. O(projects + leads).

    A project counts for the segment it names, or, when it names none, for those its enterprise stands on; an
    enterprise that already sits in the place is capability already and fills nothing more.
    """
    here = place_names(snapshot, place)
    found: dict[int, set[str]] = {}
    for project in snapshot.projects:
        if project.park in here:
            for segment in _segments(snapshot, place, chain, (project.chain, project.segment, project.enterprise)):
                found.setdefault(segment, set()).add(_words(project))
    for lead in snapshot.leads:
        if lead.place in here and lead.stage in SIGNED:
            firm = snapshot.index.get(lead.enterprise)
            name = snapshot.enterprises[firm].label if firm is not None else lead.enterprise
            for segment in _segments(snapshot, place, chain, (lead.chain, lead.segment, lead.enterprise)):
                found.setdefault(segment, set()).add(f"招商线索 {name}（{lead.stage}）")
    return {segment: tuple(sorted(words)) for segment, words in sorted(found.items())}


def place_names(snapshot: Snapshot, place: Place) -> frozenset[str]:
    """Every name under which a project or lead may speak of the place: its own, and those of parks inside it."""
    around = () if place.park is not None else snapshot.parks
    inside = (park.name for park in around if Place.of_park(park).within(place))
    return frozenset((place.name, place.label, *inside))


def _segments(
    snapshot: Snapshot,
    place: Place,
    chain: ChainGraph,
    named: tuple[ChainId | None, SegmentKey | None, EnterpriseId | None],
) -> Iterator[int]:
    on_chain, segment, enterprise = named
    firm = snapshot.index.get(enterprise) if enterprise is not None else None
    if on_chain not in (None, chain.chain.name) or (firm is not None and snapshot.members(place)[firm]):
        return
    if segment is not None:
        if segment in chain.index:
            yield chain.index[segment]
    elif firm is not None:
        for tag in snapshot.tags.of_firm(firm):
            if tag.chain == chain.chain.name and tag.key in chain.index:
                yield chain.index[tag.key]


def _words(project: Project) -> str:
    parts = (
        project.batch or project.status or "",
        f"进度 {percent(project.progress)}" if project.progress is not None else "",
        f"{project.due_on} 到期" if project.due_on else "",
    )
    told = "，".join(part for part in parts if part)
    return f"项目“{project.name}”" + (f"（{told}）" if told else "")
