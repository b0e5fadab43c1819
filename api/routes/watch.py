"""Whether the server lives, whether it can answer, and what it has done."""

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

from api.deps import OfficeDep
from api.routes.statuses import errors

router = APIRouter(tags=["运行"])
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz", summary="进程是否活着", response_class=PlainTextResponse)
def healthz() -> str:
    """Always ok while the process answers."""
    return "ok\n"


@router.get(
    "/readyz", summary="数据库是否应答", response_class=PlainTextResponse, responses=errors(500, 503, fresh=False)
)
def readyz(office: OfficeDep) -> str:
    """Ok when the store answers."""
    return f"ok {office.workspace.store.data_version()}\n"


@router.get(
    "/metrics",
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
