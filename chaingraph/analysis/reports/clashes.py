"""What several places chase at once: leads and projects on one enterprise, or on one segment."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from chaingraph.analysis.gaps.pipeline import place_names
from chaingraph.analysis.targets.apart import apart
from chaingraph.findings.place.compare import Chase, Clash, ClashKind
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Lead, Project
from chaingraph.units import percent

OVER = ("放弃", "投产")
"""Stages of a lead from which on nobody chases any more."""

Found = dict[str, list[Chase]]


def clashes(snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph) -> tuple[Clash, ...]:
    """Enterprises, then segments, that at least two of the places chase; most places first, then by name.

    A lead that is not dropped nor in production, or a project, counts for the chain it names, or, without one, for
    the chain its enterprise stands on; for the segment it names, or else its enterprise's segments there. A segment
    that two places chase by the same enterprise alone is told once, as the enterprise. O(P · (leads + projects)).
    """
    by_firm: Found = {}
    by_segment: dict[str, dict[str, list[Chase]]] = {}
    for place in places:
        for firm, segments, chase in _chases(snapshot, place, chain):
            if firm is not None:
                by_firm.setdefault(firm, []).append(chase)
            for segment in segments:
                by_segment.setdefault(segment, {}).setdefault(firm or chase.what, []).append(chase)
    same_firm = [_of_firm(snapshot, firm, chases) for firm, chases in by_firm.items() if _rivals(chases)]
    merged = {s: [c for chases in firms.values() for c in chases] for s, firms in by_segment.items() if len(firms) > 1}
    same_segment = [_of_segment(chain, segment, chases) for segment, chases in merged.items() if _rivals(chases)]
    return tuple(sorted(same_firm, key=_order)) + tuple(sorted(same_segment, key=_order))


def _order(clash: Clash) -> tuple[int, str]:
    return -len({chase.place.name for chase in clash.chases}), clash.subject


def _rivals(chases: Sequence[Chase]) -> bool:
    return any(apart(one.place, other.place) for one, other in combinations(chases, 2))


def _chases(
    snapshot: Snapshot, place: Place, chain: ChainGraph
) -> Iterator[tuple[EnterpriseId | None, tuple[str, ...], Chase]]:
    names = place_names(snapshot, place)
    for lead in snapshot.leads:
        if lead.place in names and lead.stage not in OVER:
            segments = _segments(snapshot, chain, lead.chain, lead.segment, lead.enterprise)
            if segments or lead.chain == chain.chain.name:
                yield lead.enterprise, segments, _of_lead(snapshot, place, lead)
    for project in snapshot.projects:
        if project.park in names:
            segments = _segments(snapshot, chain, project.chain, project.segment, project.enterprise)
            if segments or project.chain == chain.chain.name:
                yield project.enterprise, segments, _of_project(place, project)


def _segments(
    snapshot: Snapshot,
    chain: ChainGraph,
    named: ChainId | None,
    segment: SegmentKey | None,
    enterprise: EnterpriseId | None,
) -> tuple[str, ...]:
    """Keys of the chain's segments the lead or project is after."""
    if named not in (None, chain.chain.name):
        return ()
    if segment is not None:
        return (segment,) if segment in chain.index else ()
    firm = snapshot.index.get(enterprise) if enterprise is not None else None
    tags = snapshot.tags.of_firm(firm) if firm is not None else ()
    return tuple(tag.key for tag in tags if tag.chain == chain.chain.name and tag.key in chain.index)


def _of_lead(snapshot: Snapshot, place: Place, lead: Lead) -> Chase:
    firm = snapshot.index.get(lead.enterprise)
    name = snapshot.enterprises[firm].name if firm is not None else lead.enterprise
    return Chase(place=place, what=f"线索：{name}", stage=lead.stage, owner=lead.owner, on=lead.next_on)


def _of_project(place: Place, project: Project) -> Chase:
    progress = f"，进度 {percent(project.progress)}" if project.progress is not None else ""
    stage = f"{project.batch or '项目'}{progress}"
    return Chase(place=place, what=f"项目：{project.name}", stage=stage, owner=None, on=project.due_on)


def _of_firm(snapshot: Snapshot, enterprise: str, chases: list[Chase]) -> Clash:
    firm = snapshot.index.get(EnterpriseId(enterprise))
    name = snapshot.enterprises[firm].name if firm is not None else enterprise
    return Clash(
        kind=ClashKind.ENTERPRISE,
        subject=name,
        key=None,
        chases=tuple(chases),
        reason=f"{_places(chases)} 都在跟进 {name}，宜商定由一家牵头，避免相互抬价",
    )


def _of_segment(chain: ChainGraph, segment: str, chases: list[Chase]) -> Clash:
    key = SegmentKey(segment)
    name = chain.segments[chain.index[key]].name
    return Clash(
        kind=ClashKind.SEGMENT,
        subject=name,
        key=key,
        chases=tuple(dict.fromkeys(chases)),
        reason=f"{_places(chases)} 都在补“{name}”，先核对本地需求是否容得下各自的项目",
    )


def _places(chases: Sequence[Chase]) -> str:
    return "、".join(dict.fromkeys(chase.place.label for chase in chases))
