"""Firms looked after: the list with what is overdue, and one firm's whole plan."""

from typing import Any, Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import FirmName, WorkspaceDep
from api.http.downloads import download
from api.pages.park.asking import At, On, choices, own_place, shown
from api.pages.shell import show
from chaingraph.analysis.parks.care import owners
from chaingraph.export.sheets.park.parks import ledger, service_table
from chaingraph.service.ask.park.care import plan, plans
from chaingraph.service.ask.park.day import day

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/services")
def page(
    request: Request,
    workspace: WorkspaceDep,
    at: At = "",
    on: On = "",
    owner: At = "",
    format: Literal["html", "xlsx"] = "html",
) -> Response:
    """Every firm looked after in the visitor's places."""
    everything = plans(workspace, own_place(request, workspace, at), day(on), shown(request, workspace))
    found = tuple(one for one in everything if owner in ("", one.owner))
    if format == "xlsx":
        return download(ledger(service_table(found, at)), f"{at or '全部'}-一企一策台账", format)
    context: dict[str, Any] = {
        "found": found,
        "at": at,
        "owner": owner,
        "owners": owners(everything),
        "on": day(on).isoformat(),
    }
    return show(request, "services.html", here="services", choices=choices(request, workspace), **context)


@router.get("/services/{enterprise:path}")
def one(request: Request, workspace: WorkspaceDep, enterprise: FirmName, on: On = "") -> Response:
    """One firm's plan."""
    found = plan(workspace, enterprise, day(on))
    return show(request, "service.html", here="services", found=found, on=day(on).isoformat())
