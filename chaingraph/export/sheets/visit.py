"""走访表: one page on which a leading firm says who really supplies it; filled in, it is read back as supply links."""

from io import BytesIO
from typing import Any

import xlsxwriter

from chaingraph.export.sheets.sheet import Looks, write_table
from chaingraph.export.sheets.workbook import CREATED, PLAIN
from chaingraph.export.table import Cell, Column, Table

LINES = 24
COLUMNS = (
    Column(title="供应商", width=34),
    Column(title="采购方", width=34),
    Column(title="产品", width=26),
    Column(title="年份", width=8, look="centre"),
    Column(title="金额(万元)", width=12, look="whole"),
    Column(title="来源", width=22),
)


def visit_table(firm: str, known: tuple[tuple[str, str], ...], source: str) -> Table:
    """Suppliers already on record to be confirmed, as (name, product), then empty lines."""
    rows: list[tuple[Cell, ...]] = [(name, firm, product or None, None, None, source) for name, product in known]
    rows += [(None,) * len(COLUMNS)] * max(6, LINES - len(rows))
    return Table(
        sheet="供应关系",
        title=f"{firm}供应商走访表",
        note="请写实际供货的企业与所供产品；已有记录的在前，请核对、增删。空行照样填：采购方写本企业。填好后在“数据导入”里导入",
        columns=COLUMNS,
        rows=tuple(rows),
        frozen_columns=0,
        printed_columns=len(COLUMNS),
    )


def visit_workbook(firm: str, known: tuple[tuple[str, str], ...], source: str) -> bytes:
    """The form as xlsx bytes; the same firm gives the same bytes."""
    out = BytesIO()
    book: Any = xlsxwriter.Workbook(out, PLAIN)
    table = visit_table(firm, known, source)
    book.set_properties({"title": table.title, "author": "产业链图谱", "created": CREATED})
    write_table(book.add_worksheet(table.sheet), table, Looks.of(book))
    book.close()
    return out.getvalue()
