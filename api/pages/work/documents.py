"""Documents an officer hands on: 一企一策 of a firm, and the bulletin of a month."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import VisitorDep, needs, require_place, scope_of
from api.access.roles import Permission
from api.http.deps import FirmName, OfficeDep, WorkspaceDep
from api.http.downloads import download
from api.pages.shell import show
from api.server.office import today
from chaingraph.model.dates import day_of
from chaingraph.service.ask.firm.dossier import dossier
from chaingraph.service.ask.report.month import month_pack
from visual.command import bulletin_as, illustrated_docx

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Named = Annotated[str, Query(max_length=200)]


@router.get("/enterprises/{enterprise:path}/dossier")
def firm_dossier(
    workspace: WorkspaceDep,
    visitor: VisitorDep,
    enterprise: FirmName,
    place: Named = "",
    chain: Named = "",
    own: bool = False,
) -> Response:
    """The report on one firm; with ``own`` the place and chain are worked out from the firm, not taken from the bar."""
    facts = workspace.snapshot()
    scope = scope_of(visitor, facts)
    home = scope.home(facts.enterprises[facts.firm(enterprise)])
    found = dossier(workspace, enterprise, home if own else place or home, "" if own else chain)
    require_place(scope, facts, found.place.name)
    return download(illustrated_docx(found), f"{found.firm.name}-一企一策-{found.place.label}", "docx")


@router.get("/bulletin")
def month(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    month: Annotated[str, Query(max_length=7)] = "",
    place: Named = "",
    format: Annotated[Literal["html", "docx", "pptx", "file"], Query()] = "html",
) -> Response:
    """The month's pack of a place as a page, a document, slides, or one HTML file (``file``)."""
    workspace = office.workspace_of(visitor)
    records = workspace.store.imports()
    present = date.fromisoformat(today())
    months = sorted({day_of(record.at)[:7] for record in records if record.at} | {today()[:7]}, reverse=True)
    if not records:
        return show(request, "bulletin.html", here="bulletin", found=None, months=months)
    facts = workspace.snapshot()
    scope = scope_of(visitor, facts)
    where = place or office.standpoint(visitor) or (scope.places[0].name if scope.places else "")
    found = month_pack(workspace, present, month, where, scope.holds)
    if format == "html":
        return show(request, "bulletin.html", here="bulletin", found=found, months=months)
    kind = "html" if format == "file" else format
    return download(bulletin_as(found, kind), f"{found.title}-{found.month}", kind)
