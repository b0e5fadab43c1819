"""A park or a region by itself."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api.access.gate import needs
from api.access.roles import Permission
from api.deps import PlaceName, WorkspaceDep
from api.shell import show
from api.views import place_view

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/places/{place:path}")
def one(request: Request, workspace: WorkspaceDep, place: PlaceName) -> HTMLResponse:
    """What a park offers, its chains, firms and projects."""
    return show(request, "place.html", here="home", view=place_view(workspace, place))
