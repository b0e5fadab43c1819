"""Bringing data in: upload, look, confirm, read the report, take back."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, File, Query, Request, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.visitor import decider
from api.deps import OfficeDep, PagingDep
from api.downloads import download
from api.importing import (
    find_import,
    load_upload,
    mapped_columns,
    preview_upload,
    report_of,
    template_bytes,
    undo_import,
)
from api.issues import issue_workbook
from api.listing import listed
from api.shell import show
from api.urls import part, query_text
from chaingraph.model.kinds import KINDS

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Choice = Annotated[str, Query(max_length=20)]


@router.get("/imports")
def imports(request: Request, office: OfficeDep, paging: PagingDep, done: Choice = "") -> HTMLResponse:
    """The upload form and what was imported before, newest first."""
    records = office.workspace.store.imports()[::-1]
    listing = listed(records, {}, sort="", paging=paging, query={})
    return show(request, "imports.html", here="imports", listing=listing, rules=office.rules, done=done)


@router.get("/imports/template")
def template(office: OfficeDep) -> Response:
    """The empty workbook with notes."""
    return download(template_bytes(office), "导入模板", "xlsx")


@router.post("/imports/preview", dependencies=[needs(Permission.IMPORT)])
def upload(request: Request, office: OfficeDep, file: Annotated[UploadFile, File()]) -> Response:
    """Keep the upload under a token and go and look at it; a script is told where instead of being led there."""
    kept = office.uploads.keep(file.filename or "", file.file)
    following = f"/imports/preview/{kept.token}"
    if request.headers.get("accept") == "application/json":
        return JSONResponse({"next": following})
    return RedirectResponse(following, 303)


@router.get("/imports/preview/{token}", dependencies=[needs(Permission.IMPORT)])
def preview(request: Request, office: OfficeDep, visitor: VisitorDep, token: str) -> HTMLResponse:
    """Encoding, sheets, column mapping and sample rows, before anything is stored."""
    kept = office.uploads.find(token)
    tables = [(table, mapped_columns(table)) for table in preview_upload(office, kept)]
    trial = load_upload(office, kept, by=decider(visitor), dry_run=True)
    return show(request, "preview.html", here="imports", upload=kept, tables=tables, trial=trial)


@router.post("/imports/preview/{token}/confirm", dependencies=[needs(Permission.IMPORT)])
def confirm(office: OfficeDep, visitor: VisitorDep, token: str) -> Response:
    """Store the upload and show its report."""
    kept = office.uploads.find(token)
    report = load_upload(office, kept, by=decider(visitor))
    office.uploads.drop(token)
    again = {"again": "1"} if report.already_imported else {}
    return RedirectResponse(f"/imports/{part(report.id)}{query_text(again)}", 303)


@router.post("/imports/preview/{token}/cancel", dependencies=[needs(Permission.IMPORT)])
def cancel(office: OfficeDep, token: str) -> Response:
    """Throw the upload away."""
    office.uploads.drop(token)
    return RedirectResponse("/imports?done=cancelled", 303)


@router.get("/imports/{import_id}")
def report(
    request: Request,
    office: OfficeDep,
    paging: PagingDep,
    import_id: str,
    severity: Choice = "",
    again: bool = False,
    format: Annotated[Literal["html", "xlsx"], Query()] = "html",
) -> Response:
    """What an import did, row by row where it had doubts."""
    record = find_import(office, import_id)
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
    labels = {kind.name: kind.label for kind in KINDS}
    return show(request, "report.html", here="imports", labels=labels, **context)


@router.post("/imports/{import_id}/undo", dependencies=[needs(Permission.IMPORT)])
def undo(office: OfficeDep, import_id: str) -> Response:
    """Take an import away."""
    undo_import(office, import_id)
    return RedirectResponse("/imports?done=undone", 303)
