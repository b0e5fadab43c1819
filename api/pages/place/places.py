"""A park or a region by itself."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.access.gate import needs, visitor_of
from api.access.roles import Permission
from api.address.urls import Pair
from api.http.deps import OfficeDep, PlaceName, WorkspaceDep
from api.officer.views import PlaceView, place_view
from api.pages.shell import remembered, show
from api.server.office import Office

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/places/{place:path}")
def one(request: Request, office: OfficeDep, workspace: WorkspaceDep, place: PlaceName) -> HTMLResponse:
    """What a park offers, its chains, firms and projects."""
    view = place_view(workspace, place)
    return show(request, "place.html", here="home", view=view, pair=_pair(request, office, view))


def _pair(request: Request, office: Office, view: PlaceView) -> Pair | None:
    """The place of the page with the chain of its address, else with the first it has, else with one's own."""
    home = office.overview(visitor_of(request)).home
    asked = remembered(request, home)
    chains = (asked.chain if asked else "", *(str(cover.chain) for cover in view.covers), home.chain if home else "")
    chain = next((chain for chain in chains if chain), "")
    return Pair(view.place.name, chain) if chain else None
