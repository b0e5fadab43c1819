"""Bringing data in: upload, look, confirm, read the report, take back."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs, require_everywhere
from api.access.roles import Permission
from api.access.watching import note
from api.address.urls import part
from api.http.deps import OfficeDep, PagingDep
from api.http.downloads import download
from api.jobs.jobs import Job
from api.officer.importing import (
    digest,
    fields_of,
    find_import,
    load_upload,
    preview_upload,
    reading_from,
    report_of,
    start_import,
    start_pool,
    start_trial,
    tables,
    template_bytes,
    undo_import,
)
from api.officer.issues import issue_workbook
from api.officer.own_jobs import own_job, seen_by
from api.pages.listing import listed
from api.pages.shell import show
from api.server.office import Office
from chaingraph.errors import Refused
from chaingraph.model.kinds import KINDS

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Choice = Annotated[str, Query(max_length=40)]
SMALL_ROWS = 2000
"""Files up to so many rows are reckoned while the preview is made."""
QUICK_SECONDS = 1.5
KINDS_OF_JOB = ("import", "trial")
SHOWN_JOBS = 5
MOST_FIELDS = 6000


async def _form(request: Request) -> dict[str, str]:
    """The text fields of a form, however many columns its sheets have."""
    async with request.form(max_files=0, max_fields=MOST_FIELDS) as form:
        return {name: value[:200] for name, value in form.items() if isinstance(value, str)}


FormDep = Annotated[dict[str, str], Depends(_form)]


@router.get("/imports")
def imports(
    request: Request, office: OfficeDep, visitor: VisitorDep, paging: PagingDep, done: Choice = "", rejected: int = 0
) -> HTMLResponse:
    """The upload form and what was imported before, newest first."""
    records = office.imports(visitor)[::-1]
    listing = listed(records, {}, sort="", paging=paging, query={})
    mine = [job for job in office.jobs.all() if seen_by(visitor, job) and job.kind in KINDS_OF_JOB][:SHOWN_JOBS]
    context: dict[str, Any] = {
        "listing": listing,
        "rules": office.rules,
        "done": done,
        "rejected": rejected,
        "jobs": mine,
    }
    return show(request, "imports.html", here="imports", **context)


@router.get("/imports/template")
def template(office: OfficeDep) -> Response:
    """The empty workbook with notes."""
    return download(template_bytes(office), "导入模板", "xlsx")


@router.post("/imports/preview", dependencies=[needs(Permission.IMPORT)])
def upload(request: Request, office: OfficeDep, file: Annotated[UploadFile, File()]) -> Response:
    """Keep the upload under a token and go and look at it; a script is told where instead of being led there."""
    kept = office.uploads.keep(file.filename or "", file.file)
    note(request, f"上传 {kept.name}")
    following = f"/imports/preview/{kept.token}"
    if request.headers.get("accept") == "application/json":
        return JSONResponse({"next": following})
    return RedirectResponse(following, 303)


@router.get("/imports/preview/{token}", dependencies=[needs(Permission.IMPORT)])
def preview(request: Request, office: OfficeDep, visitor: VisitorDep, token: str, trial: Choice = "") -> HTMLResponse:
    """Encoding, sheets, column mapping and sample rows, before anything is stored; a small file is also reckoned."""
    kept = office.uploads.find(token)
    shown = preview_upload(office, kept)
    rows = sum(table.rows for table in shown)
    told, trouble = own_job(office, visitor, trial).answer if trial else None, ""
    if told is None and rows <= SMALL_ROWS:
        try:
            told = load_upload(office, kept, visitor, dry_run=True)
        except Refused as error:
            trouble = str(error)
    context: dict[str, Any] = {"upload": kept, "trial": told, "trouble": trouble, "rows": rows, "tables": tables()}
    context["shown"] = [(table, fields_of(table)) for table in shown]
    return show(request, "preview.html", here="imports", **context)


@router.post("/imports/preview/{token}/mapping", dependencies=[needs(Permission.IMPORT)])
def mapping(request: Request, office: OfficeDep, token: str, form: FormDep) -> Response:
    """Take the sheets and columns as chosen, and show the preview again."""
    kept = office.uploads.find(token)
    note(request, f"改列对应：{kept.name}")
    office.uploads.choose(token, reading_from(form, kept.reading))
    return RedirectResponse(f"/imports/preview/{part(token)}", 303)


@router.post("/imports/preview/{token}/trial", dependencies=[needs(Permission.IMPORT)])
def trial(request: Request, office: OfficeDep, visitor: VisitorDep, token: str, form: FormDep) -> Response:
    """Reckon what the upload would do, as a job."""
    kept = office.uploads.find(token)
    note(request, f"试算 {kept.name}")
    kept = office.uploads.choose(token, reading_from(form, kept.reading))
    return to_job(office, start_trial(office, kept, visitor))


@router.post("/imports/preview/{token}/confirm", dependencies=[needs(Permission.IMPORT)])
def confirm(request: Request, office: OfficeDep, visitor: VisitorDep, token: str, form: FormDep) -> Response:
    """Store the upload as a job and show its report; what takes long shows its progress first."""
    kept = office.uploads.find(token)
    note(request, f"导入 {kept.name}")
    kept = office.uploads.choose(token, reading_from(form, kept.reading))
    return to_job(office, start_import(office, kept, visitor))


@router.post("/imports/pools", dependencies=[needs(Permission.IMPORT)])
def pools(
    request: Request, office: OfficeDep, visitor: VisitorDep, chain: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """Load the shipped candidates of a chain, or all, for whoever has no list of firms elsewhere yet."""
    require_everywhere(visitor, "内置名录")
    if chain:
        office.workspace.chain(chain)
    note(request, f"导入内置名录 {chain}".strip())
    return to_job(office, start_pool(office, visitor, chain))


@router.post("/imports/preview/{token}/cancel", dependencies=[needs(Permission.IMPORT)])
def cancel(request: Request, office: OfficeDep, token: str) -> Response:
    """Throw the upload away."""
    note(request, "放弃上传")
    office.uploads.drop(token)
    return RedirectResponse("/imports?done=cancelled", 303)


def to_job(office: Office, job: Job) -> Response:
    """To the answer of a job that is quick, else to the job's own page."""
    job = office.jobs.wait(job.id, QUICK_SECONDS)
    return RedirectResponse(job.link or f"/jobs/{part(job.id)}", 303)


@router.get("/imports/{import_id}")
def report(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    paging: PagingDep,
    import_id: str,
    severity: Choice = "",
    again: bool = False,
    format: Annotated[Literal["html", "xlsx"], Query()] = "html",
) -> Response:
    """What an import did, row by row where it had doubts."""
    record = find_import(office, import_id, visitor)
    told = report_of(record)
    if format == "xlsx":
        return download(issue_workbook(record, told), f"导入报告-{record.title}", "xlsx")
    issues = [issue for issue in told.get("issues", []) if not severity or issue["severity"] == severity]
    listing = listed(issues, {}, sort="", paging=paging, query={"severity": severity})
    context: dict[str, Any] = {
        "record": record,
        "report": told,
        "listing": listing,
        "again": again,
        "severity": severity,
    }
    context["steps"], context["groups"] = digest(told)
    labels = {kind.name: kind.label for kind in KINDS}
    return show(request, "report.html", here="imports", labels=labels, **context)


@router.post("/imports/{import_id}/undo", dependencies=[needs(Permission.IMPORT)])
def undo(request: Request, office: OfficeDep, visitor: VisitorDep, import_id: str) -> Response:
    """Take an import away."""
    note(request, f"撤销 {find_import(office, import_id, visitor).title}")
    undo_import(office, import_id, visitor)
    return RedirectResponse("/imports?done=undone", 303)
