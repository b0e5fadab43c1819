"""A Word document that looks like an official paper (faces, sizes, spacing of GB/T 9704), the same bytes each time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from chaingraph.export.text import readable
from chaingraph.export.zipped import settled

TITLE, HEADING, SUBHEADING, BODY = "方正小标宋简体", "黑体", "楷体", "仿宋"
LATIN = "Times New Roman"
LINE = Pt(28)
SIZE, TABLE_SIZE, CAPTION_SIZE = Pt(16), Pt(11), Pt(12)
TEXT_CM, HIGH_CM = 15.6, 18.0
WIDE_CM, WIDE_HIGH_CM = 25.7, 15.2
CREATED = datetime(2000, 1, 1)
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: heads, the width of each column in parts of the line, and rows of text."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: Sequence[Sequence[str]]


class Paper:
    """A paper being written from top to bottom."""

    def __init__(self, title: str) -> None:
        self._document: Any = Document()
        self._sections = 0
        properties = self._document.core_properties
        properties.title, properties.author, properties.last_modified_by = readable(title), "产业链图谱", ""
        properties.created = properties.modified = CREATED
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        _normal(self._document)
        _page_number(section)

    def title(self, *lines: str) -> None:
        """The title, centred, a line each, with an empty line below."""
        for line in lines:
            paragraph = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER, indent=False)
            _run(paragraph, line, TITLE, Pt(22))
        self._paragraph(indent=False)

    def heading(self, text: str) -> None:
        """A first-level heading; 一、二、三 are counted here."""
        self._sections += 1
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, f"{_numeral(self._sections)}、{text}", HEADING, SIZE)

    def subheading(self, text: str) -> None:
        """A second-level heading."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.keep_with_next = True
        _run(paragraph, text, SUBHEADING, SIZE)

    def body(self, text: str) -> None:
        """A paragraph of text, its first line set in by two characters."""
        _run(self._paragraph(), text, BODY, SIZE)

    def grid(self, grid: Grid) -> None:
        """A table over the whole line, heads repeated on each page, no row torn apart."""
        table = self._document.add_table(rows=1, cols=len(grid.heads))
        table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
        total = sum(grid.widths)
        widths = [Cm(TEXT_CM * width / total) for width in grid.widths]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        _fill(table.rows[0], grid.heads, widths, head=True)
        for row in grid.rows:
            _fill(table.add_row(), row, widths, head=False)
        self._paragraph(indent=False, spacing=Pt(10))

    def picture(self, png: bytes, caption: str) -> None:
        """A picture as wide as the line, kept together with its caption."""
        self._picture(png, caption, TEXT_CM, HIGH_CM)

    def wide_picture(self, png: bytes, caption: str) -> None:
        """A picture on a landscape page of its own at the end, as large as it fits."""
        self._turn(WD_ORIENT.LANDSCAPE)
        self._picture(png, caption, WIDE_CM, WIDE_HIGH_CM)

    def content(self) -> bytes:
        """The document as docx bytes; the same words give the same bytes."""
        written = BytesIO()
        self._document.save(written)
        return settled(written.getvalue())

    def _picture(self, png: bytes, caption: str, room_cm: float, high_cm: float) -> None:
        paragraph = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER, indent=False, spacing=None)
        paragraph.paragraph_format.keep_with_next = True
        width, height = _pixels(png)
        scale = min(room_cm / width, high_cm / height)
        paragraph.add_run().add_picture(BytesIO(png), width=Cm(width * scale), height=Cm(height * scale))
        words = self._paragraph(align=WD_ALIGN_PARAGRAPH.CENTER, indent=False, spacing=Pt(18))
        _run(words, caption, BODY, CAPTION_SIZE)

    def _paragraph(
        self, *, align: WD_ALIGN_PARAGRAPH | None = None, indent: bool = True, spacing: Pt | None = LINE
    ) -> Any:
        paragraph = self._document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.alignment = align
        if indent:
            shape.first_line_indent = Pt(32)
        if spacing is None:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
        else:
            shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, spacing
        return paragraph

    def _turn(self, orientation: WD_ORIENT) -> None:
        section = self._document.add_section(WD_SECTION.NEW_PAGE)
        wide = orientation == WD_ORIENT.LANDSCAPE
        long, short = Cm(29.7), Cm(21)
        section.orientation = orientation
        section.page_width, section.page_height = (long, short) if wide else (short, long)
        section.top_margin, section.bottom_margin = (Cm(2), Cm(2)) if wide else (Cm(3.7), Cm(3.5))
        section.left_margin, section.right_margin = (Cm(2), Cm(2)) if wide else (Cm(2.8), Cm(2.6))


def _numeral(number: int) -> str:
    """A Chinese numeral for a heading, 1 to 99.

    >>> _numeral(3), _numeral(12), _numeral(20)
    ('三', '十二', '二十')
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return head + (NUMERALS[ones - 1] if ones else "")


def _normal(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = LATIN, SIZE
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), BODY)


def _run(paragraph: Any, text: str, face: str, size: Pt, *, bold: bool = False) -> None:
    run = paragraph.add_run(readable(text))
    run.font.name, run.font.size, run.bold = LATIN, size, bold
    faces = run._element.get_or_add_rPr().get_or_add_rFonts()
    faces.set(qn("w:eastAsia"), face)
    faces.set(qn("w:hint"), "eastAsia")


def _fill(row: Any, texts: Sequence[str], widths: Sequence[Any], *, head: bool) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, text, width in zip(row.cells, texts, widths, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(2)
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.SINGLE, 1.0
        _run(paragraph, text, HEADING if head else BODY, TABLE_SIZE)
        if head:
            shade = OxmlElement("w:shd")
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "DCE6F3")):
                shade.set(qn(name), value)
            cell._tc.get_or_add_tcPr().append(shade)


def _page_number(section: Any) -> None:
    """— 1 — in the middle of the foot."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, "— ", "宋体", Pt(14))
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    _run(paragraph, " —", "宋体", Pt(14))


def _pixels(png: bytes) -> tuple[int, int]:
    """Width and height from the head of a PNG."""
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")
