"""The report of an import as a workbook to work through."""

from collections.abc import Mapping
from typing import Any

from chaingraph.export.sheets.workbook import workbook
from chaingraph.export.table import Cell, Column, Table
from chaingraph.store.base.port import ImportRecord

COLUMNS = (
    ("序号", "", 6),
    ("程度", "severity", 8),
    ("文件", "file", 24),
    ("工作表", "sheet", 14),
    ("行", "row", 7),
    ("列", "column", 16),
    ("原值", "value", 30),
    ("规则", "rule", 24),
    ("说明", "message", 60),
    ("相近的名称", "suggestions", 30),
)


def issue_workbook(record: ImportRecord, report: Mapping[str, Any]) -> bytes:
    """Counts on the first sheet, one row an issue on the second."""
    rows = tuple(_row(number, issue) for number, issue in enumerate(report.get("issues", []), 1))
    columns = tuple(Column(title=title, width=width) for title, _, width in COLUMNS)
    note = f"共 {len(rows)} 条；拒绝的行没有写入，改正后可以重新导入"
    table = Table(
        sheet="逐行报告",
        title="导入逐行报告",
        note=note,
        columns=columns,
        rows=rows,
        printed_columns=len(columns),
        empty="没有问题行",
    )
    counts = [(word, str(report.get(key, "—"))) for word, key in COUNTS]
    return workbook(
        [table], [("标题", f"导入报告：{record.title}"), ("导入编号", record.id), ("时间", record.at), *counts]
    )


COUNTS = (("读入行数", "read"), ("接受", "accepted"), ("合并", "merged"), ("拒绝", "rejected"))


def _row(number: int, issue: Mapping[str, Any]) -> tuple[Cell, ...]:
    cells = [issue.get(key) for _, key, _ in COLUMNS[1:]]
    return (number, *("、".join(map(str, c)) if isinstance(c, list) else "" if c is None else str(c) for c in cells))
