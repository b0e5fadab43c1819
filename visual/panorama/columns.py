"""Which branch goes into which column: read off the chain itself, packed so that the tallest column is short."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from statistics import median

from chaingraph.findings.place.gap import SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import Stage
from visual.kit.look import STAGE_ORDER

WHOLE = 9
"""A branch of up to so many segments stays in one box."""
SLACK = 1.3
"""A box may be so many times as tall as a fair column before it is split."""


@dataclass(frozen=True, slots=True)
class Block:
    """Segments of one branch that are drawn in one box; ``part`` counts from 1 when a branch needs several."""

    title: str | None
    states: tuple[SegmentState, ...]
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Pitch:
    """Heights in pixels: a card with the gap below it, and all that a box adds to its cards."""

    card: float
    gap: float
    frame: float

    def of(self, block: Block) -> float:
        """Height of a box with the space below it."""
        return self.frame + len(block.states) * (self.card + self.gap)

    def of_column(self, blocks: Sequence[Block]) -> float:
        """Height of boxes on top of one another."""
        return sum(map(self.of, blocks))


def latest_tiers(graph: ChainGraph) -> list[int]:
    """The latest tier at which each segment still serves its first buyer, so that parts stand beside what uses them.

    A part without known inputs is "raw" by the longest path from the left, though it may go straight into the
    finished pack; counted back from its buyers it stands where an officer looks for it. What nobody in the chain buys
    is finished and stands last, unless it buys nothing either. O(S log S + E).
    """
    tiers = [int(tier) for tier in graph.tiers]
    last = max(tiers, default=0)
    latest: dict[int, int] = {}
    buyers: dict[int, list[int]] = {}
    for edge in graph.inputs:
        source, target = graph.index[edge.input], graph.index[edge.output]
        if not edge.recycle and tiers[source] < tiers[target]:
            buyers.setdefault(source, []).append(target)
    for segment in sorted(range(len(tiers)), key=lambda s: -tiers[s]):
        alone = last if tiers[segment] else 0
        latest[segment] = min((latest[buyer] - 1 for buyer in buyers.get(segment, ())), default=alone)
    return [latest[segment] for segment in range(len(tiers))]


def blocks_by_stage(states: Sequence[SegmentState], tiers: Sequence[int]) -> dict[Stage, tuple[Block, ...]]:
    """One block a branch, by stage, from the raw end to the finished end (median tier, then the chain's order)."""
    grouped: dict[Stage, dict[str | None, list[SegmentState]]] = {stage: {} for stage in STAGE_ORDER}
    for state in sorted(states, key=lambda s: s.index):
        grouped[state.stage].setdefault(state.segment.branch, []).append(state)
    return {
        stage: tuple(
            Block(title, tuple(members))
            for title, members in sorted(
                branches.items(), key=lambda pair: (median(tiers[s.index] for s in pair[1]), pair[1][0].index)
            )
        )
        for stage, branches in grouped.items()
        if branches
    }


def split(block: Block, parts: int, tiers: Sequence[int]) -> list[Block]:
    """The block in so many parts of about equal size, raw segments first."""
    parts = min(parts, len(block.states))
    if parts <= 1:
        return [block]
    ordered = sorted(block.states, key=lambda s: (tiers[s.index], s.index))
    bounds = [round(len(ordered) * part / parts) for part in range(parts + 1)]
    return [
        Block(block.title, tuple(sorted(ordered[low:high], key=lambda s: s.index)), part, parts)
        for part, (low, high) in enumerate(pairwise(bounds), start=1)
    ]


def pack(blocks: Sequence[Block], columns: int, tiers: Sequence[int], pitch: Pitch) -> list[list[Block]]:
    """The blocks in order over at most ``columns`` columns; blocks taller than a fair column are split."""
    fair = max(pitch.of_column(blocks) / columns, pitch.frame + WHOLE * (pitch.card + pitch.gap) / SLACK)
    pieces = [
        piece for block in blocks for piece in split(block, max(1, ceil(pitch.of(block) / (SLACK * fair))), tiers)
    ]
    return _contiguous([pitch.of(piece) for piece in pieces], pieces, columns)


def _contiguous(heights: Sequence[float], blocks: Sequence[Block], columns: int) -> list[list[Block]]:
    """Cut a row of blocks into at most ``columns`` runs so that the tallest run is as short as can be.

    Within a run the blocks stand in the chain's own order.
    """
    size = len(blocks)
    before = [0.0]
    for height in heights:
        before.append(before[-1] + height)
    best: list[tuple[float, int]] = [(before[end], 0) for end in range(size + 1)]
    cuts = [[0] * (size + 1)]
    for _ in range(1, columns):
        best = [
            min((max(best[start][0], before[end] - before[start]), start) for start in range(end + 1))
            for end in range(size + 1)
        ]
        cuts.append([start for _, start in best])
    runs, end = [], size
    for layer in reversed(cuts):
        start = layer[end]
        runs.append(sorted(blocks[start:end], key=lambda block: block.states[0].index))
        end = start
    return [run for run in reversed(runs) if run]


def share_columns(
    stages: dict[Stage, tuple[Block, ...]], columns: int, tiers: Sequence[int], pitch: Pitch
) -> dict[Stage, list[list[Block]]]:
    """Columns of each stage: one each, then to the tallest stage always as few more as make it shorter."""
    packed = {stage: pack(blocks, 1, tiers, pitch) for stage, blocks in stages.items()}
    counts = dict.fromkeys(stages, 1)
    while (left := columns - sum(counts.values())) > 0:
        tallest = max(packed, key=lambda stage: _height(packed[stage], pitch))
        now = _height(packed[tallest], pitch)
        tried = ((count, pack(stages[tallest], count, tiers, pitch)) for count in _more(counts[tallest], left))
        shorter = next(((count, wider) for count, wider in tried if _height(wider, pitch) < now), None)
        if shorter is None:
            break
        counts[tallest], packed[tallest] = shorter
    return packed


def _more(count: int, left: int) -> range:
    """One column more, or several: four boxes of one height may be no shorter in three columns than in two."""
    return range(count + 1, count + 1 + left)


def _height(columns: list[list[Block]], pitch: Pitch) -> float:
    return max(pitch.of_column(column) for column in columns)
