"""The explorer's model: what stands where, and what the drawer and the search say about it; no drawing library here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Coverage, SegmentState, SegmentStatus
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from visual.explorer_firms import MAX_NODES, Bench, benches
from visual.look import STAGE_COLOURS, STATUS_TONES, Tone
from visual.measure import Face
from visual.sheet import Box, lay_out
from visual.svg import plain

COLUMN_STEP = 226.0
SEGMENT_WIDTH = 176
FIRM_WIDTH = 158
INDENT = 14.0
SEGMENT_FACE = Face("segment", 13, bold=True)
FIRM_FACE = Face("firm", 11)
LABEL_FACE = Face("label", 14, bold=True)
LOCAL_TONE = Tone("#5b87c8", "#eef4fd")
OUTSIDE_TONE = Tone("#a3abb6", "#f6f7f8")
STEPS = {"label": 30.0, "segment": 27.0, "firm": 23.0, "rest": 23.0}
BETWEEN = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One node: its place, its words and its look. ``segment`` is the key of the segment it belongs to."""

    id: str
    kind: str
    label: str
    hover: str
    x: float
    y: float
    width: int
    face: Face
    tone: Tone
    dashed: bool = False
    segment: str | None = None
    status: str | None = None
    firm: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One edge, hidden until a node it touches is chosen; ``observed`` is a link between firms with evidence."""

    source: str
    target: str
    recycle: bool
    observed: bool
    hover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explorer:
    """All nodes and edges of an explorer, and the firms behind each segment."""

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    benches: Mapping[str, Bench]


def explorer_model(coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, rules: Settings) -> Explorer:
    """Segments in the columns of the panorama, their firms below them, at most MAX_NODES nodes where segments allow."""
    boxes = lay_out(coverage, graph).boxes
    taken = len(boxes) + len(coverage.states)
    seated = benches(coverage, graph, snapshot, rules, taken=taken)
    with_rest = taken + sum(bool(b.local or b.outside) for b in seated.values()) <= MAX_NODES
    dots = tuple(_dots(boxes, seated, snapshot, with_rest=with_rest))
    return Explorer(dots=dots, ties=(*_inputs(graph), *_supply(dots, snapshot)), benches=seated)


def _dots(
    boxes: tuple[Box, ...], seated: Mapping[str, Bench], snapshot: Snapshot, *, with_rest: bool
) -> Iterator[Dot]:
    """Column by column, top to bottom. A box that lies across several columns is stacked in the one it starts in."""
    ordered = sorted(boxes, key=lambda box: (round(box.x), box.y))
    for column, (_, stack) in enumerate(groupby(ordered, key=lambda box: round(box.x))):
        x, y = column * COLUMN_STEP, 0.0
        for number, box in enumerate(stack):
            y += BETWEEN if number else 0
            for dot in _box_dots(box, f"b{column}-{number}", seated, snapshot, with_rest=with_rest):
                yield _moved(dot, x, y)
                y += STEPS[dot.kind]


def _moved(dot: Dot, x: float, y: float) -> Dot:
    shift = INDENT if dot.kind in ("firm", "rest") else 0.0
    return Dot(
        id=dot.id, kind=dot.kind, label=dot.label, hover=dot.hover, x=x + shift, y=y, width=dot.width, face=dot.face,
        tone=dot.tone, dashed=dot.dashed, segment=dot.segment, status=dot.status, firm=dot.firm,
    )  # fmt: skip


def _box_dots(
    box: Box, identity: str, seated: Mapping[str, Bench], snapshot: Snapshot, *, with_rest: bool
) -> Iterator[Dot]:
    title = f"{box.stage.value} · {plain(box.block.title or '全部环节')}"
    tone = Tone(STAGE_COLOURS[box.stage], "#ffffff")
    yield Dot(id=identity, kind="label", label=LABEL_FACE.cut(title, COLUMN_STEP - 16), hover=title, x=0, y=0,
              width=int(COLUMN_STEP - 10), face=LABEL_FACE, tone=tone)  # fmt: skip
    for card in box.cards:
        state = card.state
        yield _segment_dot(state)
        bench = seated[state.segment.key]
        for firm in bench.named:
            yield _firm_dot(state, firm, snapshot, local=firm in bench.local)
        if with_rest and any(bench.rest):
            yield _rest_dot(state, bench)


def _segment_dot(state: SegmentState) -> Dot:
    count = f"（{len(state.local)}）"
    name = plain(state.segment.name)
    room = SEGMENT_WIDTH - 14 - SEGMENT_FACE.width(f"{state.status.letter} {count}")
    return Dot(
        id=f"s:{state.segment.key}",
        kind="segment",
        label=f"{state.status.letter} {SEGMENT_FACE.cut(name, room)}{count}",
        hover=f"{name}\n{state.stage.value} · {state.status.value} · 本地 {len(state.local)} 家 / 名录 {state.known} 家",
        x=0,
        y=0,
        width=SEGMENT_WIDTH,
        face=SEGMENT_FACE,
        tone=STATUS_TONES[state.status],
        dashed=state.status is SegmentStatus.MISSING,
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
        x=0,
        y=0,
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
    return Dot(
        id=f"r:{state.segment.key}",
        kind="rest",
        label=FIRM_FACE.cut(words, FIRM_WIDTH - 12),
        hover=f"{plain(state.segment.name)}：{words}，点开看名单",
        x=0,
        y=0,
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
        yield Tie(source=f"s:{edge.input}", target=f"s:{edge.output}", recycle=edge.recycle, observed=False, hover=hover)


def _supply(dots: tuple[Dot, ...], snapshot: Snapshot) -> Iterator[Tie]:
    """Known supply links between firms that have a node, between the first node of each."""
    first: dict[int, str] = {}
    for dot in dots:
        if dot.firm is not None:
            first.setdefault(dot.firm, dot.id)
    for link in snapshot.links:
        source, target = snapshot.index.get(link.supplier), snapshot.index.get(link.buyer)
        if source in first and target in first:
            yield Tie(source=first[source], target=first[target], recycle=False, observed=True,
                      hover=link.evidence.caption)  # fmt: skip
