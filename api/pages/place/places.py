"""A park or a region by itself."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import PlaceName, WorkspaceDep
from api.officer.views import place_view
from api.pages.shell import show

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/places/{place:path}")
def one(request: Request, workspace: WorkspaceDep, place: PlaceName) -> HTMLResponse:
    """What a park offers, its chains, firms and projects."""
    return show(request, "place.html", here="home", view=place_view(workspace, place))
