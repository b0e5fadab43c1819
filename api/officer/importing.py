"""Files an officer brings, through the one door of the loaders."""

import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any

from api.access.gate import scope_of
from api.access.visitor import Visitor, decider
from api.address.urls import QueryValue, part, query_text
from api.jobs.jobs import Cancelled, Job, Step
from api.server.office import Office, now
from api.server.uploads import Reading, Upload
from chaingraph.errors import UnknownName
from chaingraph.ids import ImportId
from chaingraph.progress import silent
from chaingraph.store.base.port import ImportRecord
from loaders import run
from loaders.run import Choices, ImportReport, SheetChoice, TablePreview, table_named

SAMPLE_ROWS = 3
SETTLE_SECONDS = 0.05


def load_upload(
    office: Office, upload: Upload, visitor: Visitor, *, dry_run: bool = False, step: Step | None = None
) -> ImportReport:
    """Load an uploaded file into the store, or only reckon what it would do; ``step`` hears how far it is.

    Of somebody bound to a few places only rows of those are taken.
    """
    terms = run.Terms(
        rules=office.rules,
        by=decider(visitor),
        at=now(),
        dry_run=dry_run,
        progress=step or silent,
        choices=upload.reading.choices,
        place=upload.reading.place,
        visible_only=upload.reading.visible_only,
        within=scope_of(visitor, office.workspace.snapshot()).places,
    )
    return run.load_on([upload.path], office.workspace.store, terms)


def start_import(office: Office, upload: Upload, visitor: Visitor) -> Job:
    """Load the upload as a job: once it is stored nothing cancels it, and firms are placed before it is done."""

    def work(step: Step) -> ImportReport:
        report = load_upload(office, upload, visitor, step=step)
        _settle(office, step)
        office.uploads.drop(upload.token)
        return report

    return _import_job(office, f"导入 {upload.name}", work, visitor)


def start_pool(office: Office, visitor: Visitor, chain: str) -> Job:
    """Load the shipped candidates of a chain, or all of them, as a job."""

    def work(step: Step) -> ImportReport:
        terms = run.Terms(rules=office.rules, by=decider(visitor), at=now(), progress=step)
        report = run.load_pool(office.workspace.store, terms, chain)
        _settle(office, step)
        return report

    return _import_job(office, f"导入内置名录{'·' + chain if chain else ''}", work, visitor)


def _import_job(office: Office, title: str, work: Callable[[Step], ImportReport], visitor: Visitor) -> Job:
    """A job that stores facts and ends at their report."""
    return office.jobs.start(
        title,
        work,
        owner=visitor.name,
        kind="import",
        back="/imports",
        leads_to=lambda job: report_page(office, job.answer, visitor),
    )


def _settle(office: Office, step: Step) -> None:
    """Wait until what was stored is what pages show, and work out what is asked first; too late to cancel by now."""
    workspace = office.workspace
    with suppress(Cancelled):
        step("识别企业所在环节", 0, 0)
    while workspace.snapshot().version != workspace.store.data_version():
        sleep(SETTLE_SECONDS)
    with suppress(Cancelled):
        step("准备首页与目标清单", 0, 0)
    office.imported()


def start_trial(office: Office, upload: Upload, visitor: Visitor) -> Job:
    """Reckon what the upload would do as a job; its answer is shown on the preview."""

    def work(step: Step) -> ImportReport:
        return load_upload(office, upload, visitor, dry_run=True, step=step)

    page = f"/imports/preview/{part(upload.token)}"
    return office.jobs.start(
        f"试算 {upload.name}",
        work,
        owner=visitor.name,
        kind="trial",
        back=page,
        leads_to=lambda job: f"{page}?trial={job.id}",
    )


def report_page(office: Office, report: ImportReport, visitor: Visitor) -> str:
    """Where the report of an import is read; one that stored nothing, or is another's, has no page for the visitor."""
    if not report.accepted and not report.merged and not report.already_imported:
        return query_page("/imports", {"done": "nothing", "rejected": report.rejected})
    if report.already_imported and all(record.id != report.id for record in office.imports(visitor)):
        return query_page("/imports", {"done": "before"})
    again = {"again": "1"} if report.already_imported else {}
    return query_page(f"/imports/{part(report.id)}", again)


def query_page(path: str, query: Mapping[str, QueryValue]) -> str:
    """The path with its query."""
    return f"{path}{query_text(query)}"


def find_import(office: Office, import_id: str, visitor: Visitor) -> ImportRecord:
    """The record of an import that the visitor may see. Raises UnknownName."""
    for record in office.imports(visitor):
        if record.id == import_id:
            return record
    raise UnknownName("导入记录", import_id)


def undo_import(office: Office, import_id: str, visitor: Visitor) -> ImportRecord:
    """Take an import away and return what it was; somebody bound to a few places may undo what was their own."""
    record = find_import(office, import_id, visitor)
    office.workspace.store.undo(ImportId(import_id))
    return record


def report_of(record: ImportRecord) -> Mapping[str, Any]:
    """The report kept with an import; empty for a decision taken on a screen."""
    report: Mapping[str, Any] = json.loads(record.report or "{}")
    return report


def digest(told: Mapping[str, Any]) -> tuple[tuple[str, ...], tuple[run.IssueGroup, ...]]:
    """What to do next after an import, and its issues by kind; nothing of a decision taken on a screen."""
    return run.digest(told) if "read" in told else ((), ())


def preview_upload(office: Office, upload: Upload) -> tuple[TablePreview, ...]:
    """The tables of an uploaded file as they would be read, three rows each."""
    return run.preview(upload.path, rules=office.rules, rows=SAMPLE_ROWS, choices=upload.reading.choices)


def fields_of(table: TablePreview) -> list[tuple[str, str]]:
    """(field, Chinese name) of every column that the table of a preview may have."""
    known = table_named(table.table).columns if table.table else ()
    return [(column.field, column.label + ("（必填）" if column.required else "")) for column in known]


def tables() -> list[tuple[str, str]]:
    """(English name, Chinese name) of every table we read."""
    return [(table.name, table.sheet) for table in run.TABLES]


def reading_from(form: Mapping[str, str], before: Reading) -> Reading:
    """How the preview's form says the file is to be read; what it does not show stays as it was."""
    return Reading(
        choices_from(form, before.choices),
        form.get("place", before.place).strip(),
        form.get("hidden_rows", "leave" if before.visible_only else "take") == "leave",
    )


def choices_from(form: Mapping[str, str], before: Choices) -> Choices:
    """The choices of a preview's form laid over those taken before; a sheet nothing was changed on stays as it was.

    Fields are ``sheet-N``, ``table-N`` and ``column-N-M``, each of the last two with what it showed, under ``was-…``.
    """
    found = dict(before)
    for name, sheet in form.items():
        number = name.removeprefix("sheet-")
        if not name.startswith("sheet-") or not number.isdigit():
            continue
        own = {key: form[key] for key in form if key == f"table-{number}" or key.startswith(f"column-{number}-")}
        if all(form.get(f"was-{key}", "") == value for key, value in own.items()):
            continue
        table = own.pop(f"table-{number}", "")
        same = table == form.get(f"was-table-{number}", "")
        columns = {int(key.rsplit("-", 1)[1]): value for key, value in own.items() if same}
        found[sheet] = SheetChoice(table, columns)
    return found


def template_bytes(office: Office) -> bytes:
    """The empty workbook with notes."""
    with tempfile.TemporaryDirectory(dir=office.uploads.folder) as folder:
        path = Path(folder) / "template.xlsx"
        run.template(path)
        return path.read_bytes()
