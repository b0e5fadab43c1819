"""One segment of a pair as the drawer shows it: state, neighbours, local firms, targets."""

from collections.abc import Sequence
from dataclasses import dataclass

from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from chaingraph.model.chain import Segment, SegmentInput
from chaingraph.model.enterprise import Enterprise
from chaingraph.units import percent


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A segment next to this one, and what the link is like."""

    state: SegmentState
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentView:
    """Everything the drawer says of a segment."""

    segment: Segment
    state: SegmentState
    suppliers: tuple[Neighbour, ...]
    buyers: tuple[Neighbour, ...]
    firms: tuple[Enterprise, ...]
    targets: tuple[tuple[Target, Enterprise], ...]


def segment_view(
    snapshot: Snapshot, graph: ChainGraph, cover: Coverage, key: str, targets: Sequence[Target]
) -> SegmentView:
    """The drawer of one segment. O(edges + local firms)."""
    number = graph.index[SegmentKey(key)]
    state = cover.states[number]
    return SegmentView(
        segment=graph.segments[number],
        state=state,
        suppliers=tuple(Neighbour(cover.states[graph.index[e.input]], _note(e)) for e in graph.suppliers(number)),
        buyers=tuple(Neighbour(cover.states[graph.index[e.output]], _note(e)) for e in graph.buyers(number)),
        firms=tuple(snapshot.enterprises[firm] for firm in state.local),
        targets=tuple((target, snapshot.enterprises[target.firm]) for target in targets),
    )


def _note(edge: SegmentInput) -> str:
    """What the link between two segments says, in words."""
    share = f"成本占比 {percent(edge.middle_share)}" if edge.middle_share is not None else "成本占比不详"
    marks = ("必需" if edge.required else "", f"可替代组 {edge.substitutes}" if edge.substitutes else "")
    kinds = ("设备投入" if edge.capital else "", "回收回流" if edge.recycle else "")
    return "，".join(word for word in (share, *marks, *kinds) if word)
