"""Where every head, box and card of a panorama stands: pure geometry, in pixels of a 1270 wide sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import ceil

from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import Stage
from visual.panorama.columns import Block, Pitch, blocks_by_stage, latest_tiers, share_columns
from visual.panorama.untangle import Links, Stacks, untangled

WIDTH = 1270.0
MARGIN = 16.0
TOP = 68.0
HEAD = 30.0
UNDER_HEAD = 9.0
GUTTER = 16.0
PAD = 5.0
TITLE = 21.0
BELOW = 9.0
FOOT = 40.0
SCREEN = 800.0
"""Height of a 1600 × 900 screen under the page's own bars: the sheet is set as loose as fits in it."""
WIDEST = 260.0

FRAME = TITLE + PAD - 4 + BELOW
DENSITIES = (
    *((6, Pitch(card, 6, FRAME)) for card in (54, 50, 48)),
    *((7, Pitch(card, 6, FRAME)) for card in (54, 50, 48)),
    *((8, Pitch(card, gap, FRAME)) for card, gap in ((50, 6), (48, 5), (46, 4), (45, 4))),
    *((7, Pitch(card, gap, FRAME)) for card, gap in ((42, 6), (40, 6), (38, 5), (36, 5))),
    *((8, Pitch(card, gap, FRAME)) for card, gap in ((44, 6), (42, 6), (40, 6), (38, 5), (36, 5))),
)
"""Columns at least, and heights, from loose to tight; from 45 pixels on a card has room for what would close the gap.
A lower card than the last would be unreadable, so a large chain gets wider."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One segment on the sheet."""

    state: SegmentState
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A branch, or a part of it, with its cards."""

    block: Block
    stage: Stage
    x: float
    y: float
    width: float
    height: float
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageHead:
    """The head over the columns of a stage."""

    stage: Stage
    x: float
    y: float
    width: float
    states: tuple[SegmentState, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A panorama laid out."""

    width: float
    height: float
    heads: tuple[StageHead, ...]
    boxes: tuple[Box, ...]

    @property
    def cards(self) -> dict[str, Card]:
        """Cards by segment key."""
        return {card.state.segment.key: card for box in self.boxes for card in box.cards}


Columns = dict[Stage, list[list[Block]]]


def lay_out(coverage: Coverage, graph: ChainGraph) -> Sheet:
    """The sheet of a chain in a place: as loose as fits a screen, else as tight as stays readable."""
    tiers = latest_tiers(graph)
    stages = blocks_by_stage(coverage.states, tiers)
    support = stages.pop(Stage.SUPPORT, ()) if len(stages) > 1 else ()
    if not stages:
        return Sheet(width=WIDTH, height=TOP + HEAD + FOOT, heads=(), boxes=())
    for count, pitch in DENSITIES:
        packed = share_columns(stages, max(count, len(stages)), tiers, pitch)
        sheet = _arranged(packed, support, pitch)
        if sheet.height <= SCREEN:
            break
    return _arranged(_in_order(packed, untangled(stacks_of(packed), links_of(graph))), support, pitch)


def stacks_of(packed: Columns) -> Stacks:
    """The columns as segment numbers only."""
    columns = (column for stage in packed.values() for column in stage)
    return tuple(tuple(tuple(state.index for state in block.states) for block in column) for column in columns)


def links_of(graph: ChainGraph) -> Links:
    """The links of a chain as pairs of segment numbers."""
    return tuple((graph.index[edge.input], graph.index[edge.output]) for edge in graph.inputs)


def _in_order(packed: Columns, stacks: Stacks) -> Columns:
    """The same boxes in the same columns, boxes and cards in the order of the stacks."""
    blocks = [block for stage in packed.values() for column in stage for block in column]
    block_of = {frozenset(state.index for state in block.states): block for block in blocks}
    state_of = {state.index: state for block in blocks for state in block.states}
    left = iter(stacks)

    def ordered(stack: tuple[tuple[int, ...], ...]) -> list[Block]:
        return [replace(block_of[frozenset(box)], states=tuple(state_of[card] for card in box)) for box in stack]

    return {stage: [ordered(next(left)) for _ in columns] for stage, columns in packed.items()}


def _arranged(packed: Columns, support: Sequence[Block], pitch: Pitch) -> Sheet:
    """Columns side by side; the supporting stage as a band below the run of stages where it costs least height."""
    columns = [column for stage in packed.values() for column in stage]
    slot = (WIDTH - 2 * MARGIN + GUTTER) / len(columns)
    start = TOP + HEAD + UNDER_HEAD
    heights = [pitch.of_column(column) for column in columns]
    first, last, height = _cheapest_run(packed, heights, support, pitch)
    heads = list(_heads(packed, slot))
    boxes = list(_column_boxes(packed, slot, start, pitch))
    if support:
        needed = _band_height(support, last - first, pitch)
        y = start + height - needed
        x, width = MARGIN + first * slot, (last - first) * slot - GUTTER
        states = tuple(state for block in support for state in block.states)
        heads.append(StageHead(stage=Stage.SUPPORT, x=x, y=y, width=width, states=states))
        boxes.extend(_band_boxes(support, x, y + HEAD + UNDER_HEAD, last - first, slot, pitch))
    return Sheet(width=WIDTH, height=start + height + FOOT - BELOW, heads=tuple(heads), boxes=tuple(boxes))


def _heads(packed: Columns, slot: float) -> Iterator[StageHead]:
    edges = [0, *accumulate(len(columns) for columns in packed.values())]
    for (stage, columns), (low, high) in zip(packed.items(), pairwise(edges), strict=True):
        states = tuple(state for column in columns for block in column for state in block.states)
        yield StageHead(stage=stage, x=MARGIN + low * slot, y=TOP, width=(high - low) * slot - GUTTER, states=states)


def _column_boxes(packed: Columns, slot: float, start: float, pitch: Pitch) -> Iterator[Box]:
    width = min(slot - GUTTER, WIDEST)
    x = MARGIN + (slot - GUTTER - width) / 2
    for stage, columns in packed.items():
        for column in columns:
            y = start
            for block in column:
                yield _box(block, stage, x, y, width, 1, width + GUTTER, pitch)
                y += pitch.of(block)
            x += slot


def _box(block: Block, stage: Stage, x: float, y: float, width: float, across: int, slot: float, pitch: Pitch) -> Box:
    """A box with its cards ``across`` in a row, row by row."""
    inner = slot - GUTTER - 2 * PAD
    cards = tuple(
        Card(
            state=state,
            x=x + PAD + (number % across) * slot,
            y=y + TITLE + (number // across) * (pitch.card + pitch.gap),
            width=inner,
            height=pitch.card,
        )
        for number, state in enumerate(block.states)
    )
    rows = ceil(len(block.states) / across)
    height = FRAME - BELOW + rows * (pitch.card + pitch.gap)
    return Box(block=block, stage=stage, x=x, y=y, width=width, height=height, cards=cards)


# the band of the supporting stage


def _cheapest_run(
    packed: Columns, heights: Sequence[float], support: Sequence[Block], pitch: Pitch
) -> tuple[int, int, float]:
    """First and past-the-last column of the run of stages to put the band under, and the height of it all."""
    main = max(heights)
    if not support:
        return 0, len(heights), main
    edges = [0, *accumulate(len(columns) for columns in packed.values())]
    runs = [(low, high) for low in edges for high in edges if low < high]
    costs = {
        (low, high): max(main, max(heights[low:high]) + _band_height(support, high - low, pitch)) for low, high in runs
    }
    low, high = min(runs, key=lambda run: (costs[run], run[0] - run[1], run))
    return low, high, costs[low, high]


def _shelves(support: Sequence[Block], columns: int) -> Iterator[list[tuple[Block, int]]]:
    """Rows of boxes, each with the columns it takes: one each, then one more to the tallest."""
    for start in range(0, len(support), columns):
        shelf = support[start : start + columns]
        across = [1] * len(shelf)
        for _ in range(columns - len(shelf)):
            rows = [ceil(len(block.states) / wide) for block, wide in zip(shelf, across, strict=True)]
            if max(rows) == 1:
                break
            across[rows.index(max(rows))] += 1
        yield list(zip(shelf, across, strict=True))


def _shelf_height(shelf: Sequence[tuple[Block, int]], pitch: Pitch) -> float:
    return FRAME + max(ceil(len(block.states) / across) for block, across in shelf) * (pitch.card + pitch.gap)


def _band_height(support: Sequence[Block], columns: int, pitch: Pitch) -> float:
    return HEAD + UNDER_HEAD + sum(_shelf_height(shelf, pitch) for shelf in _shelves(support, columns))


def _band_boxes(
    support: Sequence[Block], left: float, top: float, columns: int, slot: float, pitch: Pitch
) -> Iterator[Box]:
    y = top
    for shelf in _shelves(support, columns):
        x = left
        for block, across in shelf:
            yield _box(block, Stage.SUPPORT, x, y, across * slot - GUTTER, across, slot, pitch)
            x += across * slot
        y += _shelf_height(shelf, pitch)
