"""The panorama of a chain in a place: every segment on one sheet, what is strong, what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import chain as chained

from chaingraph.errors import UnknownName
from chaingraph.findings.place.gap import Coverage, SegmentState, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.settings import Settings, settings
from chaingraph.units import percent
from visual.kit.look import (
    ACCENT,
    INK,
    LINE,
    OUTWARD,
    PANEL,
    SOFT,
    STAGE_COLOURS,
    STATUS_TONES,
    WEIGHT_TONES,
    Tone,
    backbone_rule,
)
from visual.kit.measure import Face
from visual.kit.svg import Markup, arrow, document, dots, faces, group, hatch, path, plain, rect, text
from visual.panorama.cards import CARD_FACES, card_markup
from visual.panorama.heading import HEADING_FACES, SUBTITLE, heading
from visual.panorama.links import links
from visual.panorama.overlay import LAYERS, NOTHING_OVER, Overlay
from visual.panorama.sheet import HEAD, MARGIN, WIDTH, Box, Sheet, StageHead, lay_out

SCOPE = "panorama"
STAGE = Face("stage", 14.5, bold=True)
STAGE_COUNT = Face("stage-count", 11)
BOX = Face("box", 12, bold=True)
BOX_COUNT = Face("box-count", 10)
FOOT = Face("foot", 10)
FACES = (*HEADING_FACES, STAGE, STAGE_COUNT, BOX, BOX_COUNT, FOOT, *CARD_FACES)


def panorama_svg(
    coverage: Coverage,
    graph: ChainGraph,
    *,
    selected: str | None = None,
    rules: Settings | None = None,
    over: Overlay = NOTHING_OVER,
) -> str:
    """The panorama as an SVG file.

    ``selected`` is the key of a segment to draw with its suppliers and buyers lit and all else faded; raises
    UnknownName when the chain has no such segment. ``rules`` are the settings quoted in the legend, ``over``
    what is laid over the cards: without it every certain gap weighs the same. O(S log S + E).
    """
    if selected is not None and selected not in graph.index:
        raise UnknownName("环节", selected, tuple(get_close_matches(selected, list(graph.index), n=4, cutoff=0.3)))
    rules = rules or settings()
    sheet = lay_out(coverage, graph)
    title = f"{coverage.chain}产业链全景图 · {coverage.place.label}"
    return document(
        *heading(coverage, title, rules, over, SCOPE),
        *chained.from_iterable(_stage_head(head, over) for head in sheet.heads),
        group(*(rect(box.x, box.y, box.width, box.height, rx=6, class_="panel") for box in sheet.boxes)),
        group(*links(sheet, graph, SCOPE, selected), class_="links"),
        *chained.from_iterable(_box_title(box) for box in sheet.boxes),
        group(*_cards(sheet, graph, selected, over, rules), class_="cards"),
        *_nothing(sheet),
        *_footer(sheet, coverage, graph, rules),
        scope=SCOPE,
        width=sheet.width,
        height=sheet.height,
        title=title,
        style=faces(SCOPE, FACES) + _style(),
        defs=_defs(),
    )


def _style() -> str:
    tones = "".join(_toned(kind.name, tone) for kind, tone in (*STATUS_TONES.items(), *WEIGHT_TONES.items()))
    rules = (
        ".stage,.stage-count{fill:#fff}",
        ".letter{text-anchor:middle}",
        f".panel{{fill:{PANEL};stroke:{LINE}}}",
        ".card{cursor:pointer;outline:none}",
        ".face{stroke-width:1.2}",
        ".missing .face{stroke-dasharray:4 2.5}.unsurveyed .face{stroke-dasharray:1.5 2.5}",
        ".strong .face{stroke-width:1.8}",
        ".urgent .face{stroke-width:2.6;stroke-dasharray:none}",
        ".urgent .closing{fill:#a8121f;font-weight:700}",
        ".let-be .face{stroke-width:.8;stroke-dasharray:none}",
        ".let-be text{fill:#5b6675}",
        ".let-be .pill{stroke:#b9c1cb}",
        ".ring{fill:none;stroke:#16202e;stroke-width:1.3}",
        ".ring.thick{stroke-width:3}",
        ".ring.none{stroke:#8a95a3;stroke-width:1;stroke-dasharray:1.5 1.7}",
        ".layer path{stroke:#16202e;stroke-width:1.1;fill:#fff}",
        ".platforms path{fill:#4b2f8a;stroke:#4b2f8a}",
        ".risks path{stroke:#8a4b00}",
        ".badge,.badge-initial{text-anchor:middle}",
        ".pill{fill:#fff}",
        ".link{display:none;fill:none;stroke:" + ACCENT + ";stroke-width:1.5}",
        ".link.lit{display:inline}",
        f".link.outward{{stroke:{OUTWARD}}}",
        ".link.recycle{stroke-dasharray:6 4}",
        ".faded{opacity:.26}",
        ".lit .face{stroke-width:2.4}",
        f".chosen .face{{stroke:{ACCENT};stroke-width:3.2;stroke-dasharray:none}}",
        f".box{{paint-order:stroke;stroke:{PANEL};stroke-width:3px;stroke-linejoin:round}}",
    )
    switched = [f".{SCOPE}.without-{layer} .{layer}{{display:none}}" for layer, _ in LAYERS]
    switched.append(f".{SCOPE}.all-links .link{{display:inline}}")
    return f".{SCOPE}{{fill:{INK}}}" + tones + "".join(_scoped(rule) for rule in rules) + "".join(switched)


def _toned(name: str, tone: Tone) -> str:
    """The colours of the cards of one status or weight."""
    kind = name.lower().replace("_", "-")
    return (
        f".{SCOPE} .{kind} .face{{fill:{tone.light};stroke:{tone.strong}}}"
        f".{SCOPE} .{kind} .tab{{fill:{tone.tab or tone.strong}}}.{SCOPE} .{kind} .letter{{fill:{tone.letter}}}"
    )


def _scoped(rule: str) -> str:
    selectors, _, body = rule.partition("{")
    return ",".join(f".{SCOPE} {selector}" for selector in selectors.split(",")) + "{" + body


def _defs() -> Iterator[Markup]:
    yield hatch(f"{SCOPE}-hatch", "#f0b4b4")
    yield dots(f"{SCOPE}-dots", "#b9a5dc")
    yield arrow(f"{SCOPE}-inward", ACCENT)
    yield arrow(f"{SCOPE}-outward", OUTWARD)


# stages, boxes, cards


def _stage_head(head: StageHead, over: Overlay) -> Iterator[Markup]:
    x, y, right, bottom = head.x, head.y, head.x + head.width, head.y + HEAD
    tip = right + 9 if head.stage.value != "配套" else right
    yield path(
        *("M", x, y, "H", right, "L", tip, (y + bottom) / 2, "L", right, bottom, "H", x, "z"),
        fill=STAGE_COLOURS[head.stage],
    )
    yield text(x + 11, y + 20.3, head.stage.value, STAGE, limit=60)
    after = x + 11 + STAGE.width(head.stage.value) + 9
    room = right - after - 8
    total = f"{len(head.states)} 个环节"
    tally = _tally(head.states, over)
    shown = next((words for words in tally if STAGE_COUNT.width(words) <= room), tally[-1])
    if STAGE_COUNT.width(total) + STAGE_COUNT.width(shown) + 16 <= room:
        yield text(after, y + 20, total, STAGE_COUNT, limit=room)
    yield text(right - 8, y + 20, shown, STAGE_COUNT, limit=room, anchor="end")


def _tally(states: Sequence[SegmentState], over: Overlay) -> tuple[str, ...]:
    statuses = [status.letter for status in SegmentStatus if status is not SegmentStatus.MISSING]
    letters = [*statuses, *([weight.letter for weight in Weight] if over.weights else ["缺"])]
    counts = [(letter, sum(over.letter(state) == letter for state in states)) for letter in letters]
    return (
        " · ".join(f"{letter} {count}" for letter, count in counts),
        " ".join(f"{letter}{count}" for letter, count in counts),
        " ".join(f"{letter}{count}" for letter, count in counts if count),
    )


def _box_title(box: Box) -> Iterator[Markup]:
    firms = len({firm for state in box.block.states for firm in state.local})
    part = f"（{box.block.part}/{box.block.parts}）" if box.block.parts > 1 else ""
    name = plain(box.block.title or f"{box.stage.value}环节")
    counts = (f"本地 {firms} 家", f"{firms} 家")
    rooms = [box.width - 20 - BOX_COUNT.width(count) for count in counts]
    short = BOX.width(name + part) > rooms[0]
    title = BOX.cut(name, rooms[short] - BOX.width(part)) + part
    yield text(box.x + 7, box.y + 15, title, BOX, limit=rooms[short], fill=STAGE_COLOURS[box.stage])
    right = box.x + box.width - 7
    yield text(right, box.y + 14.6, counts[short], BOX_COUNT, limit=80, anchor="end", fill=SOFT)


def _cards(sheet: Sheet, graph: ChainGraph, selected: str | None, over: Overlay, rules: Settings) -> Iterator[Markup]:
    near = neighbours(graph, selected) if selected is not None else frozenset()
    for key, card in sheet.cards.items():
        mark = ""
        if selected is not None:
            mark = " chosen" if key == selected else " lit" if key in near else " faded"
        yield card_markup(card, SCOPE, over, rules, mark)


def neighbours(graph: ChainGraph, key: str) -> frozenset[str]:
    """Keys of the segments that supply this one or buy from it."""
    pairs: Iterable[tuple[str, str]] = ((edge.input, edge.output) for edge in graph.inputs)
    return frozenset(one if other == key else other for one, other in pairs if key in (one, other))


# footer


def _nothing(sheet: Sheet) -> Iterator[Markup]:
    if not sheet.boxes:
        yield text(MARGIN, 86, "这条产业链还没有环节：请先导入产业链，或换一条内置产业链。", SUBTITLE, limit=WIDTH)


def _footer(sheet: Sheet, coverage: Coverage, graph: ChainGraph, rules: Settings) -> Iterator[Markup]:
    origin = graph.chain.evidence.source or "来源未注明"
    compiled = f"（编制于 {graph.chain.compiled_on}）" if graph.chain.compiled_on else ""
    lines = (
        f"判定口径：见上方图例；{backbone_rule(rules)}；配套率=本地产能÷本地需求，"
        f"低于 {percent(rules.weak_local_supply)} 算薄弱。本地=该地企业数，名录=库中全部企业数。"
        "链主=有龙头或链主企业，关键=关键环节，卡点=卡脖子环节（窄卡只写首字）。虚线箭头=回收回流。",
        f"来源：企业名录（数据截至 {coverage.as_of or '未注明'}，数据版本 {coverage.data_version[:12]}）；"
        f"产业链结构：{origin}{compiled}。企业落到环节由系统按主营产品与经营范围识别，可人工更正。",
    )
    for number, line in enumerate(lines):
        y = sheet.height - 21 + 14 * number
        yield text(MARGIN, y, line, FOOT, limit=WIDTH - 2 * MARGIN, fill=SOFT)
