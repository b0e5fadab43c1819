"""Small files for loader tests: CSVs, honest workbooks, and workbooks made to hurt."""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.record.report import ImportIssue, ImportReport
from loaders.run import load

AT = "2026-11-23T00:00:00+00:00"
RULES = Settings()
GOOD_USCC = "91110000600037341L"
OTHER_USCC = "91410700MA4000000J"

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def csv(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    """A CSV file with this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(folder: Path, name: str, sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Path:
    """An honest workbook; dates and numbers keep their type."""
    path = folder / name
    with xlsxwriter.Workbook(str(path)) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if hasattr(cell, "isoformat"):
                        sheet.write_datetime(number, column, cell, day)
                    elif isinstance(cell, int | float):
                        sheet.write_number(number, column, cell)
                    else:
                        sheet.write_string(number, column, cell)
    return path


def raw_xlsx(path: Path, sheet_xml: str, extra: Mapping[str, bytes] | None = None, prolog: str = "") -> Path:
    """A workbook of one sheet whose XML is written as given."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>'
        '<sheet name="企业" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{prolog}<worksheet xmlns="{MAIN}">{sheet_xml}</worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
        for part, content in (extra or {}).items():
            archive.writestr(part, content)
    return path


def text_cell(at: str, text: str) -> str:
    """One inline text cell."""
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


def loaded(*paths: Path, store: MemoryStore | None = None, rules: Settings = RULES) -> ImportReport:
    """The report of one import of these paths."""
    return load(paths, store or MemoryStore(), rules=rules, at=AT)


def enterprises(store: MemoryStore) -> dict[str, Any]:
    """The store's enterprises by name."""
    return {one.name: one for one in store.read()[1]["enterprises"]}


def facts(store: MemoryStore, kind: str) -> list[Any]:
    """The store's facts of a kind."""
    return list(store.read()[1][kind])


def only(report: ImportReport, rule: str) -> ImportIssue:
    """The one issue of a rule."""
    found = [issue for issue in report.issues if issue.rule == rule]
    assert len(found) == 1, [issue.message for issue in report.issues]
    return found[0]
