"""The first page: every place on every chain, and what is most urgent."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.address.urls import Pair
from api.html.navigation import PAIR_PAGES
from api.http.deps import OfficeDep
from api.officer.leading import reminded
from api.pages.shell import show

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/")
def home(request: Request, office: OfficeDep, visitor: VisitorDep) -> HTMLResponse:
    """Places × chains with completeness, urgent gaps, and the latest imports."""
    latest = office.imports(visitor)[::-1][:5]
    return show(request, "home.html", here="home", imports=latest, due=reminded(office, visitor))


@router.get("/go")
def go(
    office: OfficeDep,
    place: Annotated[str, Query(max_length=200)],
    chain: Annotated[str, Query(max_length=200)],
    page: Annotated[str, Query(max_length=20)] = "panorama",
) -> Response:
    """Where the switcher leads: the same page of another pair."""
    found = Pair(office.workspace.place(place).name, office.workspace.chain(chain).chain.name)
    return RedirectResponse(found.url(page if page in PAIR_PAGES else "panorama"), 303)
