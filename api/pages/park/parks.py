"""Parks side by side, and one park on a sheet that is read in a minute."""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PlaceName, WorkspaceDep
from api.http.downloads import download
from api.pages.park.asking import On, kept
from api.pages.shell import show
from chaingraph.export.sheets.park.parks import ledger
from chaingraph.export.sheets.park.parks import park_table as as_table
from chaingraph.export.word.park import park_docx
from chaingraph.service.ask.park.day import day
from chaingraph.service.ask.park.park import park_sheet, park_table

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/parks")
def parks(request: Request, workspace: WorkspaceDep, on: On = "", format: Literal["html", "xlsx"] = "html") -> Response:
    """Every park of the visitor against the six factors."""
    found = park_table(workspace, day(on), kept(request, workspace))
    if format == "xlsx":
        return download(ledger(as_table(found)), f"园区六大要素对比-{found.on}", format)
    return show(request, "parks.html", here="parks", found=found)


@router.get("/parks/{place:path}")
def one(
    request: Request,
    workspace: WorkspaceDep,
    place: PlaceName,
    on: On = "",
    format: Literal["html", "docx"] = "html",
) -> Response:
    """The park's sheet."""
    found = park_sheet(workspace, place, day(on))
    if format == "docx":
        return download(park_docx(found), f"{found.line.park}-园区档案", format)
    return show(request, "park.html", here="parks", found=found)
