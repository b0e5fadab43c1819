"""Projects under way and risks at each segment of a chain in a place: the layers that can be laid over a panorama."""

from collections.abc import Iterable, Mapping, Sequence

from chaingraph.analysis.gaps.pipeline import pipeline
from chaingraph.findings.place.gap import Coverage, Gap, GapKind
from chaingraph.findings.place.marks import Marks
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey

RISKS = (GapKind.SINGLE_SOURCE, GapKind.OUTFLOW, GapKind.HIDDEN)


def segment_marks(
    snapshot: Snapshot, cover: Coverage, chain: ChainGraph, gaps: Iterable[Gap]
) -> Mapping[SegmentKey, Marks]:
    """Marks of the segments that have any, by key.

    A project counts where it names the segment or would fill it; a risk is a chokepoint that local firms buy, a single
    source, purchases that flow out, or firms that lag. O(projects + S).
    """
    coming = pipeline(snapshot, cover.place, chain)
    kinds = {gap.key: gap.kinds for gap in gaps}
    found = {}
    for state in cover.states:
        key = state.segment.key
        stuck = state.segment.chokepoint and state.wanted > 0
        risks = (*(("卡脖子环节，本地有需求",) if stuck else ()), *_named(kinds.get(key, ())))
        marks = Marks(projects=coming.get(state.index, ()), risks=risks)
        if marks.projects or marks.risks:
            found[key] = marks
    return found


def _named(kinds: Sequence[GapKind]) -> tuple[str, ...]:
    return tuple(kind.value for kind in kinds if kind in RISKS)
