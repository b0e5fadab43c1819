"""One segment of a pair as the drawer shows it: state, neighbours, local firms, targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chaingraph.analysis.gaps.closing import closing
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, Gap, SegmentState
from chaingraph.findings.place.marks import Marks
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from chaingraph.model.chain import Segment, SegmentInput
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.park.platforms import serving_here
from chaingraph.service.workspace import Study
from chaingraph.settings import Settings
from chaingraph.units import percent
from visual.panorama.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A segment next to this one, and what the link is like."""

    state: SegmentState
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    """Everything the sheet of a segment says: why, who is here, who could come, whom to ask.

    ``gap`` is None where the segment is none; ``wanting`` are local firms that buy it, largest first; ``letter``,
    ``name`` and ``classes`` are those of its card, ``closing`` says what would lift it.
    """

    segment: Segment
    state: SegmentState
    gap: Gap | None
    letter: str
    name: str
    classes: str
    closing: str
    marks: Marks
    unserved: bool
    wanting: tuple[Enterprise, ...]
    suppliers: tuple[Neighbour, ...]
    buyers: tuple[Neighbour, ...]
    firms: tuple[Enterprise, ...]
    targets: tuple[tuple[Target, Enterprise], ...]


def segment_view(study: Study, key: str, targets: Sequence[Target], rules: Settings) -> SegmentView:
    """The sheet of one segment. O(edges + local firms)."""
    snapshot, graph, cover = study.snapshot, study.graph, study.coverage
    number = graph.index[SegmentKey(key)]
    state = cover.states[number]
    platforms = serving_here(snapshot, rules, cover.place, cover.chain)
    over = Overlay.of(snapshot, cover, graph, study.gaps, platforms)
    return SegmentView(
        segment=graph.segments[number],
        state=state,
        gap=next((gap for gap in study.gaps if gap.key == key), None),
        letter=over.letter(state),
        name=over.name(state),
        classes=over.classes(state),
        closing=closing(state, over.weight(state), rules),
        marks=over.of_state(state),
        unserved=_unserved(snapshot, state, platforms),
        wanting=_wanting(snapshot, graph, cover, number),
        suppliers=tuple(Neighbour(cover.states[graph.index[e.input]], _note(e)) for e in graph.suppliers(number)),
        buyers=tuple(Neighbour(cover.states[graph.index[e.output]], _note(e)) for e in graph.buyers(number)),
        firms=tuple(snapshot.enterprises[firm] for firm in state.local),
        targets=tuple((target, snapshot.enterprises[target.firm]) for target in targets),
    )


def _unserved(snapshot: Snapshot, state: SegmentState, platforms: Mapping[SegmentKey, object]) -> bool:
    """Whether the segment is critical and no platform serves it, where a list of platforms is there at all."""
    weighty = state.segment.critical or state.segment.chokepoint
    return bool(snapshot.facts["platforms"]) and weighty and state.segment.key not in platforms


def _wanting(snapshot: Snapshot, graph: ChainGraph, cover: Coverage, number: int) -> tuple[Enterprise, ...]:
    """Local firms on the segments that buy this one, recycling left out, once each; largest stated revenue first."""
    buying = (graph.index[edge.output] for edge in graph.buyers(number) if not edge.recycle)
    firms = {firm for other in buying for firm in cover.states[other].local}
    found = [snapshot.enterprises[firm] for firm in firms]
    return tuple(sorted(found, key=lambda firm: (-(firm.revenue_yuan or 0), firm.name)))


def _note(edge: SegmentInput) -> str:
    """What the link between two segments says, in words."""
    share = f"成本占比 {percent(edge.middle_share)}" if edge.middle_share is not None else "成本占比不详"
    marks = ("必需" if edge.required else "", f"可替代组 {edge.substitutes}" if edge.substitutes else "")
    kinds = ("设备投入" if edge.capital else "", "回收回流" if edge.recycle else "")
    return "，".join(word for word in (share, *marks, *kinds) if word)
