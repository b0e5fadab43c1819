"""The matrix of places by segments as one sheet: who has what along a chain, coloured like the panorama."""

from collections.abc import Iterator

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.matrix import Matrix, MatrixCell, MatrixColumn, MatrixRow
from chaingraph.settings import Settings
from chaingraph.units import percent
from visual.kit.look import INK, LINE, PATTERNS, SOFT, STAGE_COLOURS, STATUS_TONES, status_rules
from visual.kit.measure import Face
from visual.kit.svg import Markup, document, dots, element, faces, group, hatch, number, plain, rect, text, words

SCOPE = "matrix"
TITLE = Face("title", 20, bold=True)
SUBTITLE = Face("subtitle", 12)
HEAD = Face("head", 13, bold=True)
BRANCH = Face("branch", 11)
NAME = Face("name", 11.5)
PLACE = Face("place", 12.5)
COUNT = Face("count", 12.5, bold=True)
NONE = Face("none", 11)
KEY = Face("key", 12)
FOOT = Face("foot", 11)
FACES = (TITLE, SUBTITLE, HEAD, BRANCH, NAME, PLACE, COUNT, NONE, KEY, FOOT)

MARGIN = 16.0
UNLIKE = "＊"
"""Marks a place whose lists hold other firms than those of the place it stands beside."""
TOP = 78.0
PLACES, FIRMS, PART = 172.0, 58.0, 58.0
LEFT = MARGIN + PLACES + FIRMS + PART
STAGE_HEIGHT, BRANCH_HEIGHT = 24.0, 22.0
LETTERS = 12
LETTER = 12.5
ROW = 26.0
NARROW, WIDE = 26.0, 70.0
LEAST_WIDTH = 900.0


def matrix_svg(found: Matrix, rules: Settings) -> str:
    """The matrix as an SVG file; a number is local firms, hatched 缺 is none, dotted 疑 in doubt. O(cells)."""
    step = WIDE if found.by_branch else NARROW
    letters = max((min(LETTERS, len(plain(column.title))) for column in found.columns), default=0)
    head = STAGE_HEIGHT + BRANCH_HEIGHT + LETTER * letters + 12
    width = max(LEAST_WIDTH, LEFT + step * len(found.columns) + MARGIN)
    body = TOP + head
    height = body + ROW * len(found.rows) + 52
    what = "分支" if found.by_branch else "环节"
    title = f"{found.chain}产业链 园区×{what} 企业数"
    counts = f"{len(found.rows)} 个园区与地区，{len(found.columns)} 个{what}"
    left_out = f"，另有 {found.left_out} 个地区有链上企业未列出" if found.left_out else ""
    return document(
        text(MARGIN, 34, title, TITLE, limit=width / 2 - MARGIN),
        text(
            MARGIN,
            56,
            f"{counts}{left_out} · 数据截至 {found.as_of or '未注明'}",
            SUBTITLE,
            limit=width - 2 * MARGIN,
            fill=SOFT,
        ),
        *_legend(width),
        *_heads(found, step, body),
        *(mark for n, row in enumerate(found.rows) for mark in _row(row, body + n * ROW, step)),
        *_foot(found, rules, height - 30, width),
        scope=SCOPE,
        width=width,
        height=height,
        title=title,
        style=faces(SCOPE, FACES) + f".{SCOPE}{{fill:{INK}}}.{SCOPE} .upright{{text-anchor:middle}}",
        defs=(hatch(f"{SCOPE}-hatch", "#f0b4b4"), dots(f"{SCOPE}-dots", "#b9a5dc")),
    )


def _legend(width: float) -> Iterator[Markup]:
    x = width - MARGIN - len(SegmentStatus) * 74
    for status in SegmentStatus:
        yield from _ground(x, 24, 20, 18, status)
        yield text(x + 26, 38, status.value, KEY, limit=48)
        x += 74


def _ground(x: float, y: float, width: float, height: float, status: SegmentStatus) -> Iterator[Markup]:
    """A cell's ground: the strong one full, the others light, the missing one hatched, the doubtful one dotted."""
    tone = STATUS_TONES[status]
    yield rect(x, y, width, height, fill=tone.strong if status is SegmentStatus.STRONG else tone.light, stroke=LINE)
    if status in PATTERNS:
        yield rect(x, y, width, height, fill=f"url(#{SCOPE}-{PATTERNS[status]})")


def _heads(found: Matrix, step: float, body: float) -> Iterator[Markup]:
    """Stages, branches below them, and the names of the columns, one letter below the other."""
    x = LEFT
    for title, stage, span in found.runs(branches=False):
        yield rect(x, TOP, step * span, STAGE_HEIGHT, fill=STAGE_COLOURS[stage])
        yield text(x + 6, TOP + 17, title, HEAD, limit=step * span - 8, fill="#fff")
        x += step * span
    x = LEFT
    for title, _, span in found.runs(branches=True):
        yield rect(x, TOP + STAGE_HEIGHT, step * span, BRANCH_HEIGHT, fill="#eef3f9", stroke=LINE)
        yield text(x + step * span / 2, TOP + STAGE_HEIGHT + 15, title, BRANCH, limit=step * span - 4, anchor="middle")
        x += step * span
    for position, column in enumerate(found.columns):
        yield _upright(column, LEFT + (position + 0.5) * step, body - 10)
    for label, x, limit in (
        ("园区 / 地区", MARGIN + 6, PLACES),
        ("企业", LEFT - PART - 8, FIRMS),
        ("完整度", LEFT - 8, PART),
    ):
        yield text(x, body - 8, label, BRANCH, limit=limit, anchor=None if x < LEFT - PART - 8 else "end", fill=SOFT)


def _upright(column: MatrixColumn, middle: float, base: float) -> Markup:
    """A name from top to bottom, its last letter on the base; cut where it is too long."""
    name = plain(column.title)
    shown = name if len(name) <= LETTERS else f"{name[: LETTERS - 1]}…"
    tops = [base - LETTER * (len(shown) - 1 - n) for n in range(len(shown))]
    return element(
        "text",
        words(shown),
        x=" ".join(number(middle) for _ in shown),
        y=" ".join(number(top) for top in tops),
        class_="name upright",
    )


def _row(row: MatrixRow, y: float, step: float) -> Iterator[Markup]:
    base = y + 17.5
    yield rect(MARGIN, y, LEFT - MARGIN, ROW, fill="#f7f9fb", stroke=LINE)
    yield text(MARGIN + 6, base, f"{row.place.label}{UNLIKE if row.unlike else ''}", PLACE, limit=PLACES - 10)
    yield text(LEFT - PART - 8, base, f"{row.firms}", PLACE, limit=FIRMS - 10, anchor="end")
    yield text(LEFT - 8, base, percent(row.completeness), PLACE, limit=PART - 6, anchor="end")
    yield group(*(mark for n, cell in enumerate(row.cells) for mark in _cell(cell, LEFT + n * step, y, step)))


def _cell(cell: MatrixCell, x: float, y: float, step: float) -> Iterator[Markup]:
    yield from _ground(x, y, step, ROW, cell.status)
    tone = STATUS_TONES[cell.status]
    if cell.firms:
        ink = "#fff" if cell.status is SegmentStatus.STRONG else INK
        yield text(x + step / 2, y + 17.5, f"{cell.firms}", COUNT, limit=step, anchor="middle", fill=ink)
    else:
        yield text(x + step / 2, y + 17, cell.status.letter, NONE, limit=step, anchor="middle", fill=tone.strong)


def _foot(found: Matrix, rules: Settings, y: float, width: float) -> Iterator[Markup]:
    told = "；".join(f"{status.letter}={rule}" for status, rule in status_rules(rules).items())
    unlike = next((f"；{UNLIKE}{row.unlike}" for row in found.rows if row.unlike), "")
    lines = (
        f"判定口径：数字为本地企业数；{told}。“疑”须先摸排，“缺”也只就名录而言。",
        f"来源：企业名录（数据版本 {found.data_version[:12]}）；产业链结构见产业链库{unlike}。",
    )
    for row, line in enumerate(lines):
        yield text(MARGIN, y + 16 * row, line, FOOT, limit=width - 2 * MARGIN, fill=SOFT)
