"""How a table looks on a worksheet: title, frozen header, filter, row heights, print settings."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chaingraph.export.table import Cell, Column, Look, Table

FONT = "微软雅黑"
TITLE_ROW, NOTE_ROW, HEADER_ROW, FIRST_ROW = 0, 1, 2, 3
TITLE_HEIGHT, NOTE_HEIGHT, HEADER_HEIGHT, LINE_HEIGHT = 30, 18, 30, 14
MOST_LINES = 10
A3, A4 = 8, 9
A4_WIDTH = 180
"""Characters across that are still read easily on A4 landscape; what is wider is set on A3."""

UPRIGHT = 270
UPRIGHT_LETTER = 15
MOST_CHARACTERS = 32_000
TONES = {
    "缺失": ("#FDEBEB", "#B42318"),
    "待摸排": ("#F3EFFA", "#4A2F80"),
    "薄弱": ("#FFF4DA", "#8A5A00"),
    "潜力": ("#E8F0FE", "#1D4ED8"),
    "优势": ("#E6F4EA", "#1B6E35"),
    "缺": ("#FDF3F2", "#C98B85"),
    "疑": ("#F7F4FC", "#8A74B8"),
}
COUNT = ("#E3EEFB", "#123A6B")
"""Of a cell with a number among cells that say 缺."""

ALIGN: dict[Look, str] = {"text": "left", "number": "right", "whole": "right"}
NUMBERS: dict[Look, str] = {"number": "#,##0.0", "whole": "#,##0", "score": "0.0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """The cell formats of one workbook, made once."""

    title: Any
    note: Any
    header: Any
    upright: Any
    label: Any
    count: Any
    cells: dict[Look, Any]
    tones: dict[str, Any]

    @classmethod
    def of(cls, book: Any) -> "Looks":
        """The formats, registered in the workbook."""
        base = {"font_name": FONT, "font_size": 10, "valign": "vcenter"}
        grid = {**base, "border": 1, "border_color": "#C9D3E0", "text_wrap": True}
        centre: tuple[Look, ...] = ("centre", "status", "choice", "score")
        paper, ink = COUNT
        looks: tuple[Look, ...] = ("text", "number", "whole", *centre)
        return cls(
            title=book.add_format({**base, "bold": True, "font_size": 16, "font_color": "#123A6B"}),
            note=book.add_format({**base, "font_size": 9, "font_color": "#5B6B7F"}),
            header=book.add_format(
                {**grid, "bold": True, "align": "center", "bg_color": "#123A6B", "font_color": "#FFFFFF"}
            ),
            upright=book.add_format({**grid, "align": "center", "bg_color": "#EEF3F9", "rotation": UPRIGHT}),
            label=book.add_format({**grid, "bold": True, "bg_color": "#EEF3F9"}),
            count=book.add_format({**grid, "align": "center", "bold": True, "bg_color": paper, "font_color": ink}),
            cells={
                look: book.add_format({**grid, "align": ALIGN.get(look, "center"), **_number(look)}) for look in looks
            },
            tones={
                word: book.add_format({**grid, "align": "center", "bold": True, "bg_color": paper, "font_color": ink})
                for word, (paper, ink) in TONES.items()
            },
        )


def write_cover(sheet: Any, lines: Sequence[tuple[str, str]], looks: Looks) -> None:
    """Write (label, text) lines; the first is the title."""
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 110)
    sheet.set_row(0, TITLE_HEIGHT + 6)
    sheet.write_string(0, 0, lines[0][1], looks.title)
    for row, (label, text) in enumerate(lines[1:], 2):
        sheet.set_row(row, LINE_HEIGHT * _lines(text, 110) + 7)
        sheet.write_string(row, 0, label, looks.label)
        sheet.write_string(row, 1, text, looks.cells["text"])
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def write_table(sheet: Any, table: Table, looks: Looks) -> None:
    """Write a table with its title row, header, filter and print settings."""
    _title(sheet, table, looks)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(HEADER_ROW, number, column.title, looks.upright if column.upright else looks.header)
    for row, cells in enumerate(table.rows, FIRST_ROW):
        sheet.set_row(row, _height(table.columns, cells))
        for number, (column, value) in enumerate(zip(table.columns, cells, strict=True)):
            _write(sheet, (row, number), value, _format(column, value, looks))
    if not table.rows:
        sheet.write_string(FIRST_ROW, 0, table.empty, looks.note)
    last = max(FIRST_ROW, HEADER_ROW + len(table.rows))
    _conveniences(sheet, table, last)
    _print_settings(sheet, table, last)


def _title(sheet: Any, table: Table, looks: Looks) -> None:
    sheet.set_row(TITLE_ROW, TITLE_HEIGHT)
    sheet.set_row(NOTE_ROW, NOTE_HEIGHT)
    letters = max((len(column.title) for column in table.columns if column.upright), default=0)
    sheet.set_row(HEADER_ROW, max(HEADER_HEIGHT, UPRIGHT_LETTER * letters + 8))
    sheet.write_string(TITLE_ROW, 0, table.title, looks.title)
    sheet.write_string(NOTE_ROW, 0, table.note, looks.note)


def _write(sheet: Any, at: tuple[int, int], value: Cell, look: Any) -> None:
    if value is None:
        sheet.write_blank(*at, None, look)
    elif isinstance(value, str):
        sheet.write_string(*at, value if len(value) <= MOST_CHARACTERS else f"{value[:MOST_CHARACTERS]}…", look)
    else:
        sheet.write_number(*at, value, look)


def _format(column: Column, value: Cell, looks: Looks) -> Any:
    if column.look in ("status", "count") and isinstance(value, str) and value in looks.tones:
        return looks.tones[value]
    if column.look == "count":
        return looks.count
    return looks.cells[column.look]


def _conveniences(sheet: Any, table: Table, last: int) -> None:
    """Frozen panes, filter, dropdowns and score bars."""
    sheet.hide_gridlines(2)
    sheet.freeze_panes(FIRST_ROW, table.frozen_columns)
    sheet.autofilter(HEADER_ROW, 0, last, len(table.columns) - 1)
    for number, column in enumerate(table.columns):
        if column.choices:
            choice = {
                "validate": "list",
                "source": list(column.choices),
                "error_title": "跟进状态",
                "error_message": f"请从 {'、'.join(column.choices)} 中选择",
            }
            sheet.data_validation(FIRST_ROW, number, last, number, choice)
        if column.look == "score" and table.rows:
            bar = {
                "type": "data_bar",
                "bar_color": "#9DC3F0",
                "min_type": "num",
                "min_value": 0,
                "max_type": "num",
                "max_value": 100,
            }
            sheet.conditional_format(FIRST_ROW, number, last, number, bar)


def _print_settings(sheet: Any, table: Table, last: int) -> None:
    """Landscape, A4 where the printed columns are read on it, else A3; one page wide, header repeated, dated foot."""
    printed = table.columns[: table.printed_columns]
    sheet.set_landscape()
    sheet.set_paper(A4 if sum(column.width for column in printed) <= A4_WIDTH else A3)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, last, len(printed) - 1)
    dated = f"数据截至 {table.as_of} · " if table.as_of else ""
    sheet.set_footer(f"&L{dated}口径与来源见“说明”页&C第 &P 页 / 共 &N 页&R&A")


def _height(columns: Sequence[Column], cells: Sequence[Cell]) -> int:
    """Points for the tallest wrapped cell of a row, within bounds."""
    lines = max(_lines(str(value), column.width) for column, value in zip(columns, cells, strict=True))
    return LINE_HEIGHT * lines + 7


def _lines(text: str, width: float) -> int:
    wide = sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
    return min(MOST_LINES, max(1, -(-wide * 10 // max(1, int((width - 1) * 10)))))


def _number(look: Look) -> dict[str, str]:
    return {"num_format": NUMBERS[look]} if look in NUMBERS else {"num_format": "@"}
