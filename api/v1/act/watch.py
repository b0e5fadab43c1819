"""Whether the server lives, whether it can answer, and what it has done."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, PlainTextResponse

from api.access.gate import needs
from api.access.roles import Permission
from api.http.deps import OfficeDep
from api.wire.statuses import errors

router = APIRouter(tags=["运行"])
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz", dependencies=[needs(Permission.OPEN)], summary="进程是否活着", response_class=PlainTextResponse)
def healthz() -> str:
    """Always ok while the process answers."""
    return "ok\n"


@router.get(
    "/readyz",
    dependencies=[needs(Permission.OPEN)],
    summary="数据库是否应答",
    response_class=PlainTextResponse,
    responses=errors(500, 503, fresh=False),
)
def readyz(office: OfficeDep) -> str:
    """Ok when the store answers."""
    return f"ok {office.workspace.store.data_version()}\n"


@router.get(
    "/metrics",
    dependencies=[needs(Permission.SEE)],
    summary="计数器（Prometheus 文本）",
    response_class=PlainTextResponse,
    responses=errors(503, fresh=False),
)
def metrics(office: OfficeDep) -> PlainTextResponse:
    """Requests answered, and the size of the data."""
    snapshot = office.workspace.snapshot()
    lines = [
        *office.counters.lines(),
        "# HELP chaingraph_facts Facts in the present data.",
        "# TYPE chaingraph_facts gauge",
        f'chaingraph_facts{{kind="enterprises"}} {len(snapshot.enterprises)}',
        f'chaingraph_facts{{kind="parks"}} {len(snapshot.parks)}',
        f'chaingraph_facts{{kind="supply_links"}} {len(snapshot.links)}',
        f'chaingraph_data_version{{version="{snapshot.version}"}} 1',
    ]
    return PlainTextResponse("\n".join(lines) + "\n", media_type=TEXT)


@router.get("/openapi.json", include_in_schema=False, dependencies=[needs(Permission.SEE)])
def document(request: Request) -> JSONResponse:
    """The description of the JSON routes."""
    described: dict[str, Any] = request.app.openapi()
    return JSONResponse(described)
