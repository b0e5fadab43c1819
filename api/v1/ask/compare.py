"""Places side by side, and what changed since a day, as JSON."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException

from api.access.gate import needs, require_place, scope_of, visitor_of
from api.access.roles import Permission
from api.http.deps import ChainName, Fresh, PlaceName, WorkspaceDep
from api.wire.statuses import READING, errors
from chaingraph.findings.place.compare import Comparison
from chaingraph.findings.report.difference import Difference
from chaingraph.service.ask.place.compare import MOST_PLACES
from chaingraph.service.ask.place.compare import compare as ask
from chaingraph.service.ask.report.difference import difference
from chaingraph.service.workspace import Workspace
from chaingraph.wire.records import Wire

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE), Fresh], tags=["分析"])
Places = Annotated[
    list[str] | None,
    Query(max_length=MOST_PLACES, description="对比的地点（可重复）；只写一个时与同级地点对比，都不写时为全部园区"),
]
Since = Annotated[str, Query(max_length=10, description="从这天（年-月-日）或这个月（年-月）起", examples=["2026-10"])]


@router.get(
    "/chains/{chain:path}/compare", summary="对比：几个地点在一条链上并排，互补与撞车", responses=errors(*READING)
)
def compare(request: Request, workspace: WorkspaceDep, chain: ChainName, places: Places = None) -> Wire[Comparison]:
    """Standings, the matrix, complements, clashes and shared gaps."""
    found = ask(workspace, chain, tuple(places or ()))
    within_scope(request, workspace, found)
    return found


@router.get(
    "/places/{place:path}/chains/{chain:path}/changes",
    summary="变化：从某天起企业、环节、缺口、线索、项目的变化",
    responses=errors(*READING),
)
def changes(workspace: WorkspaceDep, place: PlaceName, chain: ChainName, since: Since) -> Wire[Difference]:
    """Everything that changed since a day."""
    return difference(workspace, place, chain, since)


def within_scope(request: Request, workspace: Workspace, found: Comparison) -> None:
    """Raise Forbidden when a place compared, named or not, is not the visitor's."""
    snapshot = workspace.snapshot()
    scope = scope_of(visitor_of(request), snapshot)
    if not found.survey.places:
        raise HTTPException(404, "没有可以对比的地点")
    for place in found.survey.places:
        require_place(scope, snapshot, place.name)
