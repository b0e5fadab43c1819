"""The first page: one's own place with its chains, sure gaps, worklist, calls and changes; and how to change it."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs, require_place, scope_of
from api.access.roles import Permission
from api.access.visitor import Visitor, Way
from api.access.watching import note
from api.address.urls import Pair, switched
from api.html.navigation import PAIR_PAGES
from api.http.deps import OfficeDep
from api.officer.leads import reminded
from api.pages.shell import remembered, show
from api.server.office import Office, now
from api.server.own import suggested
from api.server.place_home import lies_within
from chaingraph.service.ask.park.care import rings
from chaingraph.service.ask.park.day import day

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Name = Annotated[str, Query(max_length=200)]


@router.get("/")
def home(request: Request, office: OfficeDep, visitor: VisitorDep) -> HTMLResponse:
    """The home of one's own place, or of the place in the address; without either, every place and the question."""
    seen = office.overview(visitor)
    asked = remembered(request, seen.home)
    if asked is not None:
        seen = office.seen_from(visitor, office.workspace.place(asked.place), asked.chain)
    own = office.own.place(visitor, office.workspace.snapshot())
    context: dict[str, Any] = {"mine": own, "suggested": "" if own else suggested(visitor, office.workspace.snapshot())}
    context["may_choose"] = visitor.way is not Way.KEY
    if seen.own is None or seen.home is None or not seen.firms:
        latest = office.imports(visitor)[::-1][:5]
        late = rings(office.workspace_of(visitor), "", day()) if seen.firms else ()
        return show(
            request, "home.html", here="home", imports=latest, due=reminded(office, visitor), late=late, **context
        )
    due = _due(office, visitor, seen.own.name)
    at = office.home_of(visitor, seen)
    late = rings(office.workspace_of(visitor), seen.own.name, day())
    return show(request, "own_home.html", here="home", pair=at.pair, at=at, due=due, late=late, **context)


def _due(office: Office, visitor: Visitor, place: str) -> list[Any]:
    """This week's calls of the place."""
    facts = office.workspace.snapshot()
    return [one for one in reminded(office, visitor) if lies_within(facts, one.lead.place, facts.place(place))]


@router.post("/own-place")
def choose(
    request: Request, office: OfficeDep, visitor: VisitorDep, place: Annotated[str, Form(min_length=1, max_length=200)]
) -> Response:
    """From now on the visitor is at home there. Raises UnknownName, AmbiguousName or Forbidden."""
    facts = office.workspace.snapshot()
    found = facts.place(place.strip())
    require_place(scope_of(visitor, facts), facts, found.name)
    note(request, f"我的地方：{found.name}")
    office.own.choose(visitor, found, now())
    return RedirectResponse("/", 303)


@router.get("/go")
def go(
    office: OfficeDep,
    visitor: VisitorDep,
    place: Name,
    chain: Name,
    page: Annotated[str, Query(max_length=20)] = "",
    at: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Where the switcher leads: the same page seen from another pair; the chain is remembered for one's own place."""
    found = Pair(office.workspace.place(place).name, office.workspace.chain(chain).chain.name)
    office.own.look(visitor, found.place, found.chain)
    if at and page not in PAIR_PAGES:
        return RedirectResponse(switched(at, found), 303)
    return RedirectResponse(found.url(page if page in PAIR_PAGES else "panorama"), 303)
