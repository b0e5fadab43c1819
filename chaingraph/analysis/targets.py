"""Enterprises outside a place that could close its gaps, scored in named parts, with reasons and evidence."""

from collections.abc import Iterable, Mapping, Sequence

from chaingraph.analysis.target_parts import Scene, Scored, score_segment
from chaingraph.analysis.target_reasons import tell
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Coverage, Gap
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Proposals
from chaingraph.graph.target_findings import Target
from chaingraph.ids import SegmentKey
from chaingraph.settings import Settings

NONE_LIKELY: Mapping[SegmentKey, Proposals] = {}
SAME_SEGMENT_DECAY = 0.85
"""Each further target of a segment counts this much less when several segments are asked at once."""


def targets(
    snapshot: Snapshot,
    cover: Coverage,
    chain: ChainGraph,
    found_gaps: Sequence[Gap],
    rules: Settings,
    *,
    segments: Iterable[SegmentKey] = (),
    likely: Mapping[SegmentKey, Proposals] = NONE_LIKELY,
    top: int = 50,
) -> tuple[Target, ...]:
    """The best candidates for the segments asked, or for all gaps of the place; never a firm of the place.

        score = Σ weight(part) · part / Σ weights;  own = tag score · (.4 + .6 · share^.4)
        fit = own;  with ``likely``: (1 - w)·own + w·relevance, w = ``fit_relevance``

    and score · ``conflict_factor`` where another place follows the firm already or has its project.

    For one segment the order is the score. For several it is score · (.2 + severity), and each further target of the
    same segment counts ``SAME_SEGMENT_DECAY`` of the one before, so that the list covers the gaps; a firm stands once,
    for the segment where it ranks best. ``likely`` are firms without a tag that may belong to a segment, their own
    fit being 0, and the relevance of all. The place's name plays no part in fit. O(tags + links).
    """
    severity = {gap.key: gap.severity for gap in found_gaps}
    purposes = {gap.key: gap.purpose for gap in found_gaps}
    wanted = tuple(dict.fromkeys(segments)) or tuple(severity)
    scene = Scene.of(snapshot, cover, rules)
    scored: list[Scored] = []
    for key in wanted:
        state = cover.states[chain.index[key]]
        scored += score_segment(snapshot, scene, chain, state, rules, likely=likely.get(key))
    if len(wanted) > 1:
        scored = _spread(scored, severity)
    else:
        scored.sort(key=_order)
    return tuple(tell(snapshot, cover, s, rules, after=scene.after, purposes=purposes) for s in scored[:top])


def _order(scored: Scored) -> tuple[float, str]:
    return -scored.score, scored.enterprise.id


def _spread(scored: list[Scored], severity: Mapping[SegmentKey, float]) -> list[Scored]:
    """Best first over all segments, the next of a segment counting less, each firm once."""
    by_segment: dict[SegmentKey, list[Scored]] = {}
    for entry in scored:
        by_segment.setdefault(entry.state.segment.key, []).append(entry)
    ranked: list[tuple[float, str, Scored]] = []
    for key, entries in by_segment.items():
        entries.sort(key=_order)
        for rank, entry in enumerate(entries):
            worth = entry.score * (0.2 + severity.get(key, 0.0)) * SAME_SEGMENT_DECAY**rank
            ranked.append((-worth, entry.enterprise.id, entry))
    ranked.sort(key=lambda r: (r[0], r[1], r[2].state.index))
    seen: set[int] = set()
    out = []
    for *_, entry in ranked:
        if entry.firm not in seen:
            seen.add(entry.firm)
            out.append(entry)
    return out
