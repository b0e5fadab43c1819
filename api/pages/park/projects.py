"""Projects as a board and as a table; a landed one becomes an enterprise in one click."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import VisitorDep, needs, require_place, scope_of, visitor_of
from api.access.roles import Permission
from api.access.visitor import decider
from api.access.watching import note
from api.address.urls import query_text
from api.http.deps import OfficeDep, WorkspaceDep
from api.http.downloads import download
from api.pages.park.asking import At, On, choices, kept, own_place
from api.pages.shell import show
from api.server.office import now
from chaingraph.export.sheets.park.parks import ledger, project_table
from chaingraph.service.ask.park.day import day
from chaingraph.service.ask.park.projects import board
from chaingraph.service.decide import projects

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/projects")
def page(
    request: Request,
    workspace: WorkspaceDep,
    at: At = "",
    on: On = "",
    supervised: bool = False,
    view: Literal["board", "table"] = "board",
    format: Literal["html", "xlsx"] = "html",
    done: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Projects of the visitor's places by batch, and the urgent gaps that have none."""
    place = own_place(request, workspace, at)
    found = board(workspace, place, day(on), kept(request, workspace), supervised=supervised)
    if format == "xlsx":
        return download(ledger(project_table(found)), f"{at or '全部'}-项目清单-{found.on}", format)
    query = {"at": at, "on": on, "supervised": supervised or None, "view": None if view == "board" else view}
    context: dict[str, Any] = {
        "found": found,
        "at": at,
        "view": view,
        "supervised": supervised,
        "done": done,
        "query": query,
    }
    return show(request, "projects.html", here="projects", choices=choices(request, workspace), **context)


@router.post("/projects/{project}/land", dependencies=[needs(Permission.CORRECT)])
def land(
    request: Request, office: OfficeDep, visitor: VisitorDep, project: Annotated[str, Path(max_length=40)]
) -> Response:
    """The project's firm is one of its park's from now on. Raises UnknownName, Refused or Forbidden.

    It is tagged first, which takes a moment in a large store: the board says so.
    """
    workspace = office.workspace
    snapshot = workspace.snapshot()
    found = projects.find(snapshot, project)
    require_place(scope_of(visitor_of(request), snapshot), snapshot, found.park)
    note(request, f"项目落地：{found.name}")
    with office.deciding:
        firm = projects.land(workspace, found, by=decider(visitor), at=now())
    return RedirectResponse(f"/projects{query_text({'at': found.park, 'done': firm})}#p-{project}", 303)
