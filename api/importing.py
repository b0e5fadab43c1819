"""Files an officer brings, through the one door of the loaders."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from api.office import Office, now
from api.uploads import Upload
from chaingraph.errors import UnknownName
from chaingraph.ids import ImportId
from chaingraph.store.port import ImportRecord
from loaders import run
from loaders.run import ImportReport, TablePreview, table_named

SAMPLE_ROWS = 3


def load_upload(office: Office, upload: Upload, *, by: str, dry_run: bool = False) -> ImportReport:
    """Load an uploaded file into the store, or only reckon what it would do."""
    return run.load([upload.path], office.workspace.store, rules=office.rules, by=by, at=now(), dry_run=dry_run)


def find_import(office: Office, import_id: str) -> ImportRecord:
    """The record of an import. Raises UnknownName."""
    for record in office.workspace.store.imports():
        if record.id == import_id:
            return record
    raise UnknownName("导入记录", import_id)


def undo_import(office: Office, import_id: str) -> ImportRecord:
    """Take an import away and return what it was. Raises UnknownName."""
    record = find_import(office, import_id)
    office.workspace.store.undo(ImportId(import_id))
    return record


def report_of(record: ImportRecord) -> Mapping[str, Any]:
    """The report kept with an import; empty for a decision taken on a screen."""
    report: Mapping[str, Any] = json.loads(record.report or "{}")
    return report


def preview_upload(office: Office, upload: Upload) -> tuple[TablePreview, ...]:
    """The tables of an uploaded file as they would be read, three rows each."""
    return run.preview(upload.path, rules=office.rules, rows=SAMPLE_ROWS)


def mapped_columns(table: TablePreview) -> list[tuple[str, str | None]]:
    """Each header of the file with the Chinese name of the column it was taken for, or None."""
    known = table_named(table.table).by_field if table.table else {}
    return [(header, known[field].label if field in known else field) for header, field in table.columns.items()]


def template_bytes(office: Office) -> bytes:
    """The empty workbook with notes."""
    with tempfile.TemporaryDirectory(dir=office.uploads.folder) as folder:
        path = Path(folder) / "template.xlsx"
        run.template(path)
        return path.read_bytes()
