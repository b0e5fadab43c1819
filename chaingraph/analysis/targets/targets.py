"""Enterprises outside a place that could close its gaps, scored in named parts, with reasons and evidence."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from chaingraph.analysis.targets.candidates import DIGITS, Candidates, candidates
from chaingraph.analysis.targets.parts import Scene
from chaingraph.analysis.targets.reasons import tell
from chaingraph.arrays import Floats, Numbers
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Coverage, Gap
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Proposals
from chaingraph.ids import SegmentKey
from chaingraph.settings import Settings

NONE_LIKELY: Mapping[SegmentKey, Proposals] = {}
BASE_URGENCY = 0.2
"""What a gap counts in the order of targets beside its severity, unless it need not be chased."""
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

    The order is the priority, which each target carries: score · (.2 + severity), without the .2 where the gap need
    not be chased, and each further target of the same
    segment counts ``SAME_SEGMENT_DECAY`` of the one before, so that the list covers the gaps; for one segment that is
    the order of the scores. A firm stands once, for the segment where it ranks best. ``likely`` are firms without a
    tag that may belong to a segment, their own fit being 0, and the relevance of all. The place's name plays no part
    in fit. O(tags + links).
    """
    severity = {gap.key: gap.severity - BASE_URGENCY * (gap.not_worth is not None) for gap in found_gaps}
    purposes = {gap.key: gap.purpose for gap in found_gaps}
    wanted = tuple(dict.fromkeys(segments)) or tuple(severity)
    scene = Scene.of(snapshot, cover, rules)
    states = [cover.states[chain.index[key]] for key in wanted]
    found = [candidates(snapshot, scene, chain, state, rules, likely=likely.get(state.segment.key)) for state in states]
    out = []
    for number, position, worth in _spread(found, severity, top) if found else ():
        told = tell(
            snapshot, cover, found[number].told(snapshot, scene, position), rules, after=scene.after, purposes=purposes
        )
        out.append(replace(told, priority=round(worth, DIGITS)))
    return tuple(out)


def _spread(
    found: Sequence[Candidates], severity: Mapping[SegmentKey, float], top: int
) -> list[tuple[int, int, float]]:
    """(segment asked, position, worth) best first over all segments, the next of a segment counting less, each firm
    once.
    """
    orders = [one.best_first() for one in found]
    worth = np.concatenate([_worth(one, order, severity) for one, order in zip(found, orders, strict=True)])
    firms = np.concatenate([one.firms[order] for one, order in zip(found, orders, strict=True)])
    asked = np.repeat(np.arange(len(found)), [len(order) for order in orders])
    drawn = np.array([one.state.index for one in found], dtype=np.int64)[asked]
    ranked = np.lexsort((drawn, firms, -worth))
    once = np.sort(np.unique(firms[ranked], return_index=True)[1])[:top]
    positions = np.concatenate(orders)
    return [(int(asked[n]), int(positions[n]), float(worth[n])) for n in ranked[once].tolist()]


def _worth(found: Candidates, order: Numbers, severity: Mapping[SegmentKey, float]) -> Floats:
    urgency = BASE_URGENCY + severity.get(found.state.segment.key, 0.0)
    return np.asarray(found.scores[order] * urgency * SAME_SEGMENT_DECAY ** np.arange(len(order)))
