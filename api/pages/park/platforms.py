"""Platforms with the segments they serve, critical segments without one, and results that could become firms."""

from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import WorkspaceDep
from api.http.downloads import download
from api.pages.park.asking import At, choices, kept, own_place
from api.pages.shell import show
from chaingraph.export.sheets.park.parks import ledger, platform_table
from chaingraph.service.ask.park.platforms import innovation

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/platforms")
def page(request: Request, workspace: WorkspaceDep, at: At = "", format: Literal["html", "xlsx"] = "html") -> Response:
    """Platforms of the place, or of all."""
    found = innovation(workspace, own_place(request, workspace, at), kept(request, workspace))
    if format == "xlsx":
        return download(ledger(platform_table(found)), f"{at or '全部'}-创新平台", format)
    chosen = choices(request, workspace)
    return show(request, "platforms.html", here="platforms", found=found, at=at, choices=chosen)
