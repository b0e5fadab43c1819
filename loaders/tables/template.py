"""The empty workbook people fill in: every sheet, what each column means, an example row the loader skips."""

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from loaders.tables.tables import TABLES, Column, Table

DROPDOWN_ROWS = 2_000
README = (
    "说明：每张表一行一条；带 * 的列必填，其余不知道就空着（空着是不知道，0 是零）。",
    "各表第 1 行是说明，第 2 行是表头，第 3 行是示例（以“示例：”开头，导入时跳过，可以删除）。",
    "列的先后可以变，多出来的列会作为备注保留；不用的表可以整张删除。",
    "一格里有多项的，用 ； 分隔。金额的单位写在表头里（万元、亿元、元），也可以写在格里（1.2亿元）。",
    "日期写 年、年-月 或 年-月-日。占比写 0 到 1 的小数，或带 %。",
    "统一社会信用代码的单元格要设为“文本”格式，存成数字会丢位数，导入时会被拒绝。",
    "企业所在园区须在“园区”表里，环节须在产业链库或“产业链”表里；写错的会列出相近的名称，不会自动新建。",
)
CREATED = datetime(2026, 1, 1)
TEXT_KINDS = ("uscc", "date")


def write_template(path: Path) -> None:
    """Write the template to ``path``; the same bytes every time."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": "产业链数据导入模板", "created": CREATED})
        readme = book.add_worksheet("说明")
        readme.set_column(0, 0, 110)
        for number, line in enumerate(README):
            readme.write_string(number, 0, line)
        for table in TABLES:
            _sheet(book, table)


def _sheet(book: Any, table: Table) -> None:
    note = book.add_format({"italic": True, "font_color": "#5B6770", "text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1})
    must = book.add_format({"bold": True, "bg_color": "#FBE9D7", "border": 1})
    grey = book.add_format({"font_color": "#8A949C"})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(table.sheet)
    for number, column in enumerate(table.columns):
        width = max(14, 2 * len(column.label) + 4)
        sheet.set_column(number, number, width, text if column.kind in TEXT_KINDS else None)
        sheet.write_string(0, number, _note(column, first=number == 0), note)
        title = column.label + (" *" if column.required else "")
        sheet.write_string(1, number, title, must if column.required else head)
        if column.note:
            sheet.write_comment(1, number, column.note)
        example = ("示例：" if number == 0 else "") + column.example
        sheet.write_string(2, number, example, grey)
        if column.choices:
            rule = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(2, number, DROPDOWN_ROWS, number, rule)
    sheet.freeze_panes(2, 1)


def _note(column: Column, *, first: bool) -> str:
    hint = column.note or ("可选：" + "、".join(column.choices) if column.choices else "")
    return ("说明：" if first else "") + ("必填。" if column.required else "") + hint
