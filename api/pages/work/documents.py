"""Documents an officer hands on: 一企一策 of a firm, and the bulletin of a month."""

from dataclasses import replace
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import VisitorDep, needs, require_place, scope_of
from api.access.roles import Permission
from api.http.deps import FirmName, OfficeDep, WorkspaceDep
from api.http.downloads import download
from api.pages.shell import show
from api.server.office import today
from chaingraph.export.word.bulletin import bulletin_docx, summary
from chaingraph.service.ask.firm.dossier import dossier
from chaingraph.service.ask.report.bulletin import bulletin, day_of
from visual.command import illustrated_docx

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Named = Annotated[str, Query(max_length=200)]
DocumentFormat = Annotated[Literal["html", "docx"], Query()]


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
    format: DocumentFormat = "html",
) -> Response:
    """What a month changed in every place, as a page or as a document."""
    records = office.workspace.store.imports()
    months = sorted({day_of(record.at)[:7] for record in records if record.at} | {today()[:7]}, reverse=True)
    if not records:
        return show(request, "bulletin.html", here="bulletin", found=None, months=months, said=())
    whole = bulletin(office.workspace, month or months[0])
    scope = scope_of(visitor, office.workspace.snapshot())
    told = whole.imports if visitor.everywhere else tuple(each for each in whole.imports if each.by == visitor.name)
    mine = tuple(each for each in whole.places if scope.holds(each.place))
    found = replace(whole, places=mine, imports=told)
    if format == "docx":
        return download(bulletin_docx(found), f"产业链招商月通报-{found.month}", "docx")
    return show(request, "bulletin.html", here="bulletin", found=found, months=months, said=tuple(summary(found)))
