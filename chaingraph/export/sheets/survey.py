"""Forms that go round and come back: 摸底表, read back as corrections, and 走访表, read back as supply links."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from chaingraph.export.sheets.sheet import FIRST_ROW, Looks, write_cover, write_table
from chaingraph.export.sheets.workbook import CREATED, PLAIN
from chaingraph.export.table import Cell, Column, Table
from chaingraph.findings.place.worklist import Unheard, Worklist
from chaingraph.graph.snapshot import Snapshot

SHEET = "摸底表"
NONE_OF_THESE = "都不是"
COLUMNS = (
    Column(title="序号", width=6, look="centre"),
    Column(title="企业名称", width=30),
    Column(title="统一社会信用代码", width=20),
    Column(title="行业", width=18),
    Column(title="主营产品", width=32),
    Column(title="为什么没认出来", width=34),
    Column(title="可能的环节", width=44),
    Column(title="产业链", width=14),
    Column(title="环节", width=28, look="choice"),
    Column(title="联系人", width=10),
    Column(title="联系电话", width=14),
    Column(title="标注人", width=10),
    Column(title="备注", width=24),
)
CHOICE = 8
"""The column that is filled in."""
LONGEST = 250
"""Characters a dropdown of Excel holds."""


def survey_table(found: Worklist, snapshot: Snapshot) -> Table:
    """The rows in the order given; the segment is left to be filled in."""
    rows = tuple(_row(n, row, snapshot) for n, row in enumerate(found.rows, 1))
    return Table(
        sheet=SHEET,
        title=f"{found.place}待摸排企业",
        note="“环节”一列从下拉里选，或写环节名称；没问到的留空。填好后在“数据导入”里导入本表，即作为更正记下",
        columns=COLUMNS,
        rows=rows,
        frozen_columns=2,
        printed_columns=len(COLUMNS),
    )


def survey_workbook(found: Worklist, snapshot: Snapshot) -> bytes:
    """The table as xlsx bytes with a dropdown a row; the same findings give the same bytes."""
    out, table = BytesIO(), survey_table(found, snapshot)
    book: Any = xlsxwriter.Workbook(out, PLAIN)
    book.set_properties({"title": table.title, "author": "产业链图谱", "created": CREATED})
    looks = Looks.of(book)
    write_cover(book.add_worksheet("说明"), _cover(found), looks)
    sheet = book.add_worksheet(SHEET)
    write_table(sheet, table, looks)
    for number, row in enumerate(found.rows, FIRST_ROW):
        choice = {"validate": "list", "source": _choices(row), "ignore_blank": True, "error_type": "warning"}
        sheet.data_validation(number, CHOICE, number, CHOICE, choice)
    sheet.activate()
    book.close()
    return out.getvalue()


def _row(number: int, row: Unheard, snapshot: Snapshot) -> tuple[str | int | None, ...]:
    firm = snapshot.enterprises[row.firm]
    products = "、".join(str(offering.product) for offering in snapshot.offerings_of[row.firm][:6])
    options = "；".join(f"{option.label}（约 {option.probability:.0%}）" for option in row.candidates)
    told = (number, firm.name, firm.uscc, firm.industry, products or None, row.why, options or None, row.chain)
    return (*told, *(None for _ in COLUMNS[len(told) :]))


def _choices(row: Unheard) -> Sequence[str]:
    """The labels of the candidates as far as a dropdown holds them, and "none of these"."""
    kept: list[str] = []
    for option in row.candidates:
        label = option.label.replace(",", "，")
        if len(",".join([*kept, label, NONE_OF_THESE])) <= LONGEST:
            kept.append(label)
    return [*kept, NONE_OF_THESE]


def _cover(found: Worklist) -> tuple[tuple[str, str], ...]:
    return (
        ("标题", f"{found.place}摸底表"),
        ("范围", f"{found.sentence}；排在前面的，问清之后变化最大"),
        ("填法", f"“环节”从下拉里选，写“{NONE_OF_THESE}”或留空的不改变什么；联系人、电话、备注只供自己用，不导入"),
        ("数据版本", found.data_version),
    )


LINES = 24
VISIT_COLUMNS = (
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
    rows += [(None,) * len(VISIT_COLUMNS)] * max(6, LINES - len(rows))
    return Table(
        sheet="供应关系",
        title=f"{firm}供应商走访表",
        note="请写实际供货的企业与所供产品；已有记录的在前，请核对、增删。空行照样填：采购方写本企业。填好后在“数据导入”里导入",
        columns=VISIT_COLUMNS,
        rows=tuple(rows),
        frozen_columns=0,
        printed_columns=len(VISIT_COLUMNS),
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
