"""What an import did, row by row and in sum: accepted + merged + rejected = read, in every table."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import Any

import xlsxwriter

from chaingraph.ids import ImportId
from chaingraph.text import UNWANTED

COUNTS = ("read", "accepted", "merged", "rejected")
EXCEL_CELL = 32_767


class Severity(StrEnum):
    """What became of the row an issue speaks of."""

    REJECTED = "拒绝"
    MERGED = "合并"
    HINT = "提示"
    CONFLICT = "冲突"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportIssue:
    """One thing to know about one place of a file; ``value`` is the original cell, ``message`` says all of it."""

    severity: Severity
    file: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    value: str = ""
    rule: str = ""
    message: str = ""
    suggestions: tuple[str, ...] = ()
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """One import in numbers and issues; ``tables`` holds the same four counts by table name.

    ``unplaced`` is how many of its firms have neither region nor park. Of an issue ``original`` is the row as the file
    has it.
    """

    id: ImportId
    files: tuple[str, ...]
    read: int
    accepted: int
    merged: int
    rejected: int
    already_imported: bool = False
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    issues: tuple[ImportIssue, ...] = ()
    unplaced: int = 0

    def as_json(self) -> dict[str, Any]:
        """The report as plain values, for ``--format json``, the store and the web."""
        return {
            "id": self.id,
            "files": list(self.files),
            **{name: getattr(self, name) for name in COUNTS},
            "already_imported": self.already_imported,
            "unplaced": self.unplaced,
            "tables": {name: dict(counts) for name, counts in self.tables.items()},
            "issues": [{**asdict(issue), "suggestions": list(issue.suggestions)} for issue in self.issues],
        }

    def as_text(self) -> str:
        """The JSON text kept with the import."""
        return dumps(self.as_json(), ensure_ascii=False, sort_keys=True)


def report_from(tree: Mapping[str, Any], *, already_imported: bool) -> ImportReport:
    """The report a stored JSON tree was made from."""
    issues = tuple(
        ImportIssue(**{**entry, "severity": Severity(entry["severity"]), "suggestions": tuple(entry["suggestions"])})
        for entry in tree.get("issues", ())
    )
    return ImportReport(
        id=ImportId(tree["id"]),
        files=tuple(tree["files"]),
        read=tree["read"],
        accepted=tree["accepted"],
        merged=tree["merged"],
        rejected=tree["rejected"],
        already_imported=already_imported,
        tables=tree["tables"],
        issues=issues,
        unplaced=tree.get("unplaced", 0),
    )


def where(file: str, sheet: str, row: int | None, column: str = "", value: str = "", *, path: str = "") -> str:
    """File, sheet, row (or path in a tree), column and value in the words of a message.

    >>> where("企业.csv", "", 3, "成立日期", "2024-13")
    '文件“企业.csv” 第 3 行 “成立日期”列 值“2024-13”'
    """
    shown = value if len(value) <= 60 else value[:60] + "…"
    pieces = (
        f"文件“{file}”",
        f"表“{sheet}”" if sheet else "",
        f"第 {row} 行" if row else "",
        f"路径“{path}”" if path else "",
        f"“{column}”列" if column else "",
        f"值“{shown}”" if value else "",
    )
    return " ".join(piece for piece in pieces if piece)


def write_report_xlsx(report: ImportReport, path: Path) -> None:
    """Write the report as a workbook of two sheets, counts and issues; no cell can become a formula or a link."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        bold = book.add_format({"bold": True, "bg_color": "#E8EEF4"})
        counts = book.add_worksheet("汇总")
        _write_rows(counts, ("表", "读取", "接受", "合并", "拒绝"), _count_rows(report), bold)
        counts.set_column(0, 0, 24)
        issues = book.add_worksheet("问题")
        header = ("类别", "文件", "表", "行", "列", "原值", "规则", "说明", "相近的有", "原行")
        _write_rows(issues, header, _issue_rows(report), bold)
        for number, width in enumerate((8, 24, 14, 8, 18, 30, 16, 80, 40, 80)):
            issues.set_column(number, number, width)
        issues.freeze_panes(1, 0)
        issues.autofilter(0, 0, max(1, len(report.issues)), len(header) - 1)


def _count_rows(report: ImportReport) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = [(name, *(counts[c] for c in COUNTS)) for name, counts in report.tables.items()]
    return [*rows, ("合计", *(getattr(report, name) for name in COUNTS))]


def _issue_rows(report: ImportReport) -> list[tuple[Any, ...]]:
    return [
        (
            *(i.severity.value, i.file, i.sheet, i.row or "", i.column, i.value, i.rule, i.message),
            *("、".join(i.suggestions), i.original),
        )
        for i in report.issues
    ]


def _write_rows(sheet: Any, header: tuple[str, ...], rows: list[tuple[Any, ...]], bold: Any) -> None:
    for number, row in enumerate((header, *rows)):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            else:
                text = UNWANTED.sub("", str(value))[:EXCEL_CELL]
                sheet.write_string(number, column, text, bold if number == 0 else None)
