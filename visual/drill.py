"""A drill as a picture: what falls when a firm walks away, wave by wave, one card a segment."""

from collections.abc import Iterator
from dataclasses import dataclass

from chaingraph.findings.firm.drill import Drill, Loss, LossDepth
from visual.kit.look import ACCENT, INK, LINE, SOFT
from visual.kit.measure import Face
from visual.kit.svg import Markup, document, faces, group, plain, rect, text

SCOPE = "drill"
TITLE = Face("title", 20, bold=True)
SUBTITLE = Face("subtitle", 12.5)
WAVE = Face("wave", 14, bold=True)
SEGMENT = Face("segment", 13, bold=True)
LINE_FACE = Face("line", 12)
KEY = Face("key", 12)
FOOT = Face("foot", 11)
FACES = (TITLE, SUBTITLE, WAVE, SEGMENT, LINE_FACE, KEY, FOOT)

MARGIN, COLUMN, GUTTER = 22.0, 268.0, 18.0
TOP, HEAD, PAD, STEP, BETWEEN = 104.0, 30.0, 11.0, 17.0, 10.0
MOST_NAMES, BECAUSE_LINES = 4, 3
LEAST_COLUMNS = 4
EDGES = {LossDepth.HARD: "#c01c1c", LossDepth.SOFT: "#d99a00", LossDepth.FAR: "#9aa5b3"}
Wave = tuple[int, list[tuple[str, list[Loss]]]]
RULE = (
    "判定口径：红边难以替代，黄边可转外地，灰色虚线仅最坏情形；必需投入以产业链库的环节关系为准，有供应关系的按关系，"
    "没有的按“本地同环节企业都可供货”推断；它指出哪里只有一根线，不预言谁会倒闭。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LossCard:
    """A segment that falls in a wave, its words already broken into lines."""

    losses: tuple[Loss, ...]
    told: tuple[str, ...]
    because: tuple[str, ...]
    names: tuple[str, ...]

    @property
    def height(self) -> float:
        """From edge to edge."""
        return 2 * PAD + STEP * (len(self.told) + len(self.because) + len(self.names)) + 2


def waves(found: Drill) -> list[Wave]:
    """Losses by wave, then by segment, in the order they were found."""
    columns: dict[int, dict[str, list[Loss]]] = {}
    for loss in found.losses:
        columns.setdefault(loss.wave, {}).setdefault(loss.segment, []).append(loss)
    return [(wave, list(segments.items())) for wave, segments in columns.items()]


def drill_svg(found: Drill, told: str) -> str:
    """The drill as an SVG file; ``told`` is its summary in one sentence. O(losses)."""
    columns = [(wave, [_card(segment, losses) for segment, losses in segments]) for wave, segments in waves(found)]
    width = 2 * MARGIN + max(LEAST_COLUMNS, len(columns)) * (COLUMN + GUTTER) - GUTTER
    tallest = max((sum(card.height + BETWEEN for card in cards) for _, cards in columns), default=0.0)
    height = TOP + HEAD + tallest + 78
    title = f"{found.enterprise}退出 · {found.chain}产业链 · {found.place.label}"
    return document(
        text(MARGIN, 36, title, TITLE, limit=width - 2 * MARGIN),
        *_lines(f"{told}。数据截至 {found.as_of or '未注明'}。", width),
        *(mark for n, column in enumerate(columns) for mark in _column(MARGIN + n * (COLUMN + GUTTER), *column)),
        *_foot(found, height - 48, width),
        scope=SCOPE,
        width=width,
        height=height,
        title=title,
        style=faces(SCOPE, FACES) + f".{SCOPE}{{fill:{INK}}}",
        defs=(),
    )


def _lines(words: str, width: float) -> Iterator[Markup]:
    for row, line in enumerate(SUBTITLE.wrap(plain(words), width - 2 * MARGIN, 2)):
        yield text(MARGIN, 60 + 18 * row, line, SUBTITLE, limit=width - 2 * MARGIN, fill=SOFT)


def _card(segment: str, losses: list[Loss]) -> LossCard:
    room = COLUMN - 2 * PAD - 4
    first = losses[0]
    what = f"{len(losses)} 家" + (f" · {first.kind.value} · {first.depth.value}" if first.wave else "")
    because = LINE_FACE.wrap(plain(first.because), room, BECAUSE_LINES) if first.wave else []
    names = [f"· {plain(loss.enterprise)}" for loss in losses[:MOST_NAMES]]
    rest = [f"其余 {len(losses) - MOST_NAMES} 家"] if len(losses) > MOST_NAMES else []
    return LossCard(losses=tuple(losses), told=(plain(segment), what), because=tuple(because), names=(*names, *rest))


def _column(x: float, wave: int, cards: list[LossCard]) -> Iterator[Markup]:
    yield text(x, TOP + 8, f"第 {wave} 轮" if wave else "退出", WAVE, limit=COLUMN)
    yield rect(x, TOP + 15, COLUMN, 2, fill=LINE)
    y = TOP + HEAD
    for card in cards:
        yield group(*_drawn(card, x, y))
        y += card.height + BETWEEN


def _drawn(card: LossCard, x: float, y: float) -> Iterator[Markup]:
    first = card.losses[0]
    own, room = first.wave == 0, COLUMN - 2 * PAD - 4
    dashed = "5 3" if first.depth is LossDepth.FAR and not own else None
    ground = ACCENT if own else "#fff"
    yield rect(x, y, COLUMN, card.height, rx=4, fill=ground, stroke="#b9c4d2", stroke_dasharray=dashed)
    if not own:
        yield rect(x, y, 4, card.height, fill=EDGES[first.depth])
    ink, soft = ("#fff", "#dbe6f5") if own else (INK, SOFT)
    base = y + PAD + 12
    rows = [(card.told[0], SEGMENT, ink), *((line, LINE_FACE, soft) for line in (*card.told[1:], *card.because))]
    rows += [(line, LINE_FACE, ink) for line in card.names]
    for number, (line, face, fill) in enumerate(rows):
        yield text(x + PAD + 2, base + STEP * number, line, face, limit=room, fill=fill)


def _foot(found: Drill, y: float, width: float) -> Iterator[Markup]:
    told = f"{RULE}来源：企业名录与供应关系（数据版本 {found.data_version[:12]}）。"
    for row, line in enumerate(FOOT.wrap(told, width - 2 * MARGIN, 3)):
        yield text(MARGIN, y + 16 * row, line, FOOT, limit=width - 2 * MARGIN, fill=SOFT)
