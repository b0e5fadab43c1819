"""Slides of 16:9 that stay editable: titles, tiles, sentences, tables and pictures, none of them overflowing."""

import math
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from chaingraph.export.text import readable
from chaingraph.export.word.official import Grid
from chaingraph.export.zipped import settled

FACE, LATIN = "微软雅黑", "Arial"
WIDE, HIGH = 13.333, 7.5
LEFT, TOP, BOTTOM = 0.55, 1.2, 0.45
ROOM_WIDE, ROOM_HIGH = WIDE - 2 * LEFT, HIGH - TOP - BOTTOM
BLUE, INK, SOFT, PALE, WHITE = (
    RGBColor(0x12, 0x3A, 0x6B),
    RGBColor(0x16, 0x20, 0x2E),
    RGBColor(0x5B, 0x66, 0x75),
    RGBColor(0xEE, 0xF3, 0xFA),
    RGBColor(0xFF, 0xFF, 0xFF),
)
BODY_SIZES, CELL_SIZES = (22, 20, 18, 16, 14, 12, 11), (13, 12, 11)
LINE, CELL_PAD = 1.3, 0.14
CREATED = datetime(2000, 1, 1)
BLANK = 6


class Deck:
    """Slides being made one after another."""

    def __init__(self, title: str) -> None:
        self._show: Any = Presentation()
        self._show.slide_width, self._show.slide_height = Inches(WIDE), Inches(HIGH)
        properties = self._show.core_properties
        properties.title, properties.author, properties.last_modified_by = readable(title), "产业链图谱", ""
        properties.created = properties.modified = CREATED
        self._count = 0

    def cover(self, title: str, *lines: str) -> None:
        """The first slide: the title on blue, lines below."""
        slide = self._slide()
        _filled(slide, (0, 0, WIDE, HIGH), BLUE)
        size = next((size for size in (40, 36, 32, 28, 24) if _lines(title, WIDE - 2, size) <= 2), 24)
        _text(slide, (1, 2.3, WIDE - 2, 1.8), [title], size, WHITE, bold=True, anchor=MSO_ANCHOR.BOTTOM)
        _text(slide, (1, 4.4, WIDE - 2, 1.6), lines, 18, RGBColor(0xD6, 0xE2, 0xF2))

    def tiles(self, title: str, tiles: Sequence[tuple[str, str]], points: Sequence[tuple[str, str]]) -> None:
        """Figures in tiles, each over its word, and below them points as (head, sentence)."""
        slide = self._titled(title)
        wide = (ROOM_WIDE - 0.2 * (len(tiles) - 1)) / max(1, len(tiles))
        for number, (figure, word) in enumerate(tiles):
            box = (LEFT + number * (wide + 0.2), TOP, wide, 1.15)
            _filled(slide, box, PALE)
            _text(slide, (box[0], TOP + 0.08, wide, 0.6), [figure], 26, BLUE, bold=True, align=PP_ALIGN.CENTER)
            _text(slide, (box[0], TOP + 0.68, wide, 0.4), [word], 13, SOFT, align=PP_ALIGN.CENTER)
        self._points(slide, points, TOP + 1.4, ROOM_HIGH - 1.4)

    def points(self, title: str, points: Sequence[tuple[str, str]]) -> None:
        """Points as (head, sentence), the head empty where there is none."""
        self._points(self._titled(title), points, TOP, ROOM_HIGH)

    def table(self, title: str, grid: Grid, note: str = "") -> None:
        """A table, carried on over as many slides as its rows need."""
        total = sum(grid.widths)
        widths = [ROOM_WIDE * width / total for width in grid.widths]
        room = ROOM_HIGH - (0.35 if note else 0)
        pages = list(_pages(grid, widths, room))
        for number, (rows, heights, size) in enumerate(pages, 1):
            slide = self._titled(title if len(pages) == 1 else f"{title}（{number}/{len(pages)}）")
            _table(slide, grid.heads, rows, widths, heights, size)
            if note:
                _text(slide, (LEFT, HIGH - BOTTOM - 0.3, ROOM_WIDE, 0.3), [note], 11, SOFT)

    def picture(self, title: str, png: bytes, caption: str = "") -> None:
        """A picture as large as the slide allows, its caption below."""
        slide = self._titled(title)
        width, height = int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
        room = ROOM_HIGH - (0.35 if caption else 0)
        scale = min(ROOM_WIDE / width, room / height)
        left = LEFT + (ROOM_WIDE - width * scale) / 2
        slide.shapes.add_picture(BytesIO(png), Inches(left), Inches(TOP), Inches(width * scale), Inches(height * scale))
        if caption:
            _text(slide, (LEFT, HIGH - BOTTOM - 0.3, ROOM_WIDE, 0.3), [caption], 11, SOFT)

    def content(self) -> bytes:
        """The slides as pptx bytes; the same words give the same bytes."""
        written = BytesIO()
        self._show.save(written)
        return settled(written.getvalue())

    def _slide(self) -> Any:
        self._count += 1
        return self._show.slides.add_slide(self._show.slide_layouts[BLANK])

    def _titled(self, title: str) -> Any:
        slide = self._slide()
        _filled(slide, (0, 0, 0.18, HIGH), BLUE)
        size = next((size for size in (28, 24, 20) if _lines(title, ROOM_WIDE, size) == 1), 18)
        _text(slide, (LEFT, 0.3, ROOM_WIDE, 0.7), [title], size, BLUE, bold=True, anchor=MSO_ANCHOR.MIDDLE)
        page = (WIDE - 1.3, HIGH - 0.4, 0.9, 0.3)
        _text(slide, page, [str(self._count)], 11, SOFT, align=PP_ALIGN.RIGHT)
        return slide

    def _points(self, slide: Any, points: Sequence[tuple[str, str]], top: float, room: float) -> None:
        texts = [f"{head}  {sentence}" if head else sentence for head, sentence in points]
        size = next((size for size in BODY_SIZES if _height(texts, ROOM_WIDE, size) <= room), BODY_SIZES[-1])
        box = _box(slide, (LEFT, top, ROOM_WIDE, room))
        for number, (head, sentence) in enumerate(points):
            paragraph = box.paragraphs[0] if number == 0 else box.add_paragraph()
            paragraph.space_after = Pt(size * 0.5)
            paragraph.line_spacing = 1.15
            if head:
                _run(paragraph, f"{head}  ", size, BLUE, bold=True)
            _run(paragraph, sentence, size, INK)


def _pages(grid: Grid, widths: Sequence[float], room: float) -> Iterator[tuple[list[Sequence[str]], list[float], int]]:
    """Rows with their heights (inches, the head's first) and the size of letters, page by page."""
    size = next((size for size in CELL_SIZES if sum(_heights(grid, widths, size)) <= room), CELL_SIZES[1])
    head, *heights = _heights(grid, widths, size)
    rows: list[Sequence[str]] = []
    used = [head]
    for row, height in zip(grid.rows, heights, strict=True):
        if rows and sum(used) + height > room:
            yield rows, used, size
            rows, used = [], [head]
        rows.append(row)
        used.append(height)
    yield rows, used, size


def _heights(grid: Grid, widths: Sequence[float], size: int) -> list[float]:
    """Inches that the head and each row need."""
    return [
        max(_lines(cell, width - 0.2, size) for cell, width in zip(row, widths, strict=True)) * size * LINE / 72
        + CELL_PAD
        for row in (grid.heads, *grid.rows)
    ]


def _height(texts: Sequence[str], width: float, size: int) -> float:
    """Inches that paragraphs need, with half a line after each."""
    return sum((_lines(text, width - 0.2, size) * 1.2 + 0.5) * size * 1.15 / 72 for text in texts)


def _lines(text: str, width: float, size: int) -> int:
    """Lines that a text takes over so many inches; a Chinese character is as wide as it is high.

    >>> _lines("一二三四五六七八九十", 1, 18), _lines("", 1, 18)
    (3, 1)
    """
    wide = sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.58 for letter in text)
    return max(1, math.ceil(wide * size / 72 / max(width, 0.1)))


def _table(
    slide: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], heights: Sequence[float],
    size: int,
) -> None:  # fmt: skip
    high = Inches(sum(heights))
    frame = slide.shapes.add_table(len(rows) + 1, len(heads), Inches(LEFT), Inches(TOP), Inches(ROOM_WIDE), high)
    table = frame.table
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Inches(width)
    for number, (texts, height) in enumerate(zip((heads, *rows), heights, strict=True)):
        table.rows[number].height = Inches(height)
        for place, words in enumerate(texts):
            _cell(table.cell(number, place), words, size, head=number == 0, odd=number % 2 == 1)


def _cell(cell: Any, words: str, size: int, *, head: bool, odd: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = BLUE if head else WHITE if odd else PALE
    frame = cell.text_frame
    frame.word_wrap = True
    _run(frame.paragraphs[0], words, size, WHITE if head else INK, bold=head)


def _filled(slide: Any, box: tuple[float, float, float, float], colour: RGBColor) -> None:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Emu(Inches(side)) for side in box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour
    shape.line.fill.background()
    shape.shadow.inherit = False


def _box(slide: Any, box: tuple[float, float, float, float]) -> Any:
    frame = slide.shapes.add_textbox(*(Emu(Inches(side)) for side in box)).text_frame
    frame.word_wrap = True
    return frame


def _text(
    slide: Any, box: tuple[float, float, float, float], lines: Sequence[str], size: int, colour: RGBColor, *,
    bold: bool = False, align: PP_ALIGN = PP_ALIGN.LEFT, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
) -> None:  # fmt: skip
    frame = _box(slide, box)
    frame.vertical_anchor = anchor
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = align
        _run(paragraph, line, size, colour, bold=bold)


def _run(paragraph: Any, words: str, size: int, colour: RGBColor, *, bold: bool = False) -> None:
    run = paragraph.add_run()
    run.text = readable(words)
    run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold
    run.font.color.rgb = colour
    properties = run._r.get_or_add_rPr()
    face = properties.makeelement(qn("a:ea"), {"typeface": FACE})
    properties.append(face)
