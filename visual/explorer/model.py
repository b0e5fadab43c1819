"""The explorer's model: what stands where, and what the drawer and the search say about it; no drawing library here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.link_columns import current_links
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from visual.explorer.firms import MAX_NODES, Bench, benches
from visual.kit.look import PATTERNS, STAGE_COLOURS, STATUS_TONES, Tone
from visual.kit.measure import Face
from visual.kit.svg import plain
from visual.panorama.sheet import Box, lay_out

COLUMN_STEP = 212.0
SEGMENT_WIDTH = 186
FIRM_WIDTH = 162
INDENT = 15.0
SEGMENT_FACE = Face("segment", 13)
FIRM_FACE = Face("firm", 11)
LABEL_FACE = Face("label", 14, bold=True)
LOCAL_TONE = Tone("#5b87c8", "#eef4fd")
OUTSIDE_TONE = Tone("#a3abb6", "#f6f7f8")
STEPS = {"label": 30.0, "segment": 26.0, "firm": 22.0, "rest": 22.0}
BETWEEN = 14.0
BEFORE_SEGMENT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One node: its place, its words and its look. ``segment`` is the key of the segment it belongs to."""

    id: str
    kind: str
    label: str
    hover: str
    width: int
    face: Face
    tone: Tone
    x: float = 0.0
    y: float = 0.0
    dashed: bool = False
    segment: str | None = None
    status: str | None = None
    firm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One edge, hidden until a node it touches is chosen.

    ``observed`` is a link between firms with evidence; ``bowed`` runs within one column and goes around it.
    """

    source: str
    target: str
    recycle: bool
    observed: bool
    hover: str
    bowed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """All nodes and edges of an explorer, and the firms behind each segment."""

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    benches: Mapping[str, Bench]


def explorer_model(coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, rules: Settings) -> Explorer:
    """Segments in the columns of the panorama, their firms below them, at most MAX_NODES nodes where segments allow."""
    boxes = lay_out(coverage, graph).boxes
    labels = len({(number, round(card.x)) for number, box in enumerate(boxes) for card in box.cards})
    taken = labels + len(coverage.states)
    seated = benches(coverage, graph, snapshot, rules, taken=taken)
    with_rest = taken + sum(bool(b.local or b.outside) for b in seated.values()) <= MAX_NODES
    dots = tuple(_dots(boxes, seated, snapshot, with_rest=with_rest))
    column = {dot.id: round(dot.x / COLUMN_STEP) for dot in dots}
    ties = tuple(
        replace(tie, bowed=column[tie.source] == column[tie.target])
        for tie in (*_inputs(graph), *_supply(dots, snapshot))
        if tie.source in column and tie.target in column
    )
    return Explorer(dots=dots, ties=ties, benches=seated)


def _dots(boxes: tuple[Box, ...], seated: Mapping[str, Bench], snapshot: Snapshot, *, with_rest: bool) -> Iterator[Dot]:
    """Column by column, top to bottom; a box that lies across columns is continued in each."""
    cards = [(round(card.x), box.y, number, card) for number, box in enumerate(boxes) for card in box.cards]
    cards.sort(key=lambda entry: (*entry[:3], entry[3].y))
    for column, (left, stack) in enumerate(groupby(cards, key=lambda entry: entry[0])):
        y = 0.0
        for number, members in groupby(stack, key=lambda entry: entry[2]):
            y += BETWEEN if y else 0
            states = [card.state for _, _, _, card in members]
            for dot in _stack_dots(boxes[number], f"b:{number}-{left}", states, seated, snapshot, with_rest):
                y += BEFORE_SEGMENT if dot.kind == "segment" else 0
                yield replace(dot, x=column * COLUMN_STEP + (INDENT if dot.kind in ("firm", "rest") else 0), y=y)
                y += STEPS[dot.kind]


def _stack_dots(
    box: Box,
    identity: str,
    states: Sequence[SegmentState],
    seated: Mapping[str, Bench],
    snapshot: Snapshot,
    with_rest: bool,
) -> Iterator[Dot]:
    yield _label_dot(box, identity)
    for state in states:
        bench = seated[state.segment.key]
        yield _segment_dot(state)
        for firm in bench.named:
            yield _firm_dot(state, firm, snapshot, local=firm in bench.local)
        if with_rest and any(bench.rest):
            yield _rest_dot(state, bench)


def _label_dot(box: Box, identity: str) -> Dot:
    title = f"{box.stage.value} · {plain(box.block.title or '全部环节')}"
    return Dot(
        id=identity,
        kind="label",
        label=LABEL_FACE.cut(title, COLUMN_STEP - 20),
        hover=title,
        width=int(COLUMN_STEP - 12),
        face=LABEL_FACE,
        tone=Tone(STAGE_COLOURS[box.stage], "#ffffff"),
    )


def _segment_dot(state: SegmentState) -> Dot:
    count = f" ({len(state.local)})"
    name = plain(state.segment.name)
    counts = f"本地 {len(state.local)} 家 / 名录 {state.known} 家"
    room = SEGMENT_WIDTH - 8 - SEGMENT_FACE.width(f"{state.status.letter} {count}")
    return Dot(
        id=f"s:{state.segment.key}",
        kind="segment",
        label=f"{state.status.letter} {SEGMENT_FACE.cut(name, room)}{count}",
        hover=f"{name}\n{state.stage.value} · {state.status.value} · {counts}",
        width=SEGMENT_WIDTH,
        face=SEGMENT_FACE,
        tone=STATUS_TONES[state.status],
        dashed=state.status in PATTERNS,
        segment=state.segment.key,
        status=state.status.letter,
    )


def _firm_dot(state: SegmentState, firm: int, snapshot: Snapshot, *, local: bool) -> Dot:
    enterprise = snapshot.enterprises[firm]
    where = "本地" if local else f"外地 · {enterprise.region or '地区不详'}"
    return Dot(
        id=f"f:{firm}@{state.segment.key}",
        kind="firm",
        label=FIRM_FACE.cut(plain(enterprise.label), FIRM_WIDTH - 12),
        hover=f"{plain(enterprise.name)}\n{where}",
        width=FIRM_WIDTH,
        face=FIRM_FACE,
        tone=LOCAL_TONE if local else OUTSIDE_TONE,
        segment=state.segment.key,
        status=state.status.letter,
        firm=firm,
    )


def _rest_dot(state: SegmentState, bench: Bench) -> Dot:
    local, outside = bench.rest
    parts = [f"本地另有 {local} 家" if local else "", f"外地 {outside} 家" if outside else ""]
    words = " · ".join(filter(None, parts))
    brief = words if not (local and outside) else f"本地另 {local} · 外地 {outside} 家"
    return Dot(
        id=f"r:{state.segment.key}",
        kind="rest",
        label=FIRM_FACE.cut(brief, FIRM_WIDTH - 12),
        hover=f"{plain(state.segment.name)}：{words}，点开看名单",
        width=FIRM_WIDTH,
        face=FIRM_FACE,
        tone=Tone("#c7ced8", "#ffffff"),
        dashed=True,
        segment=state.segment.key,
        status=state.status.letter,
    )


def _inputs(graph: ChainGraph) -> Iterator[Tie]:
    for edge in graph.inputs:
        share = edge.middle_share
        hover = f"约占成本 {share:.0%}" if share is not None else "成本占比未注明"
        yield Tie(
            source=f"s:{edge.input}", target=f"s:{edge.output}", recycle=edge.recycle, observed=False, hover=hover
        )


def _supply(dots: tuple[Dot, ...], snapshot: Snapshot) -> Iterator[Tie]:
    """Known supply links between firms that have a node, between the first node of each."""
    first: dict[int, str] = {}
    for dot in dots:
        if dot.firm is not None:
            first.setdefault(dot.firm, dot.id)
    for number in np.flatnonzero(current_links(snapshot)).tolist():
        link = snapshot.links[number]
        source, target = snapshot.index.get(link.supplier), snapshot.index.get(link.buyer)
        if source in first and target in first:
            yield Tie(source=first[source], target=first[target], recycle=False, observed=True,
                      hover=link.evidence.caption)  # fmt: skip
