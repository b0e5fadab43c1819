"""The ecosystem of a leading firm, reached from a pair or from an enterprise."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.deps import FirmName, Question, QuestionDep, WorkspaceDep
from api.downloads import download
from api.shell import show
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Coverage, Ecosystem
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.workspace import Workspace
from visual.ecosystem import ecosystem_svg
from visual.raster import png

router = APIRouter(include_in_schema=False)
MOST_CHOICES = 60
Tiers = Annotated[int, Query(ge=1, le=2, description="上下各几级")]
PictureFormat = Annotated[Literal["html", "svg", "png"], Query()]


@router.get("/places/{place:path}/chains/{chain:path}/ecosystem")
def of_pair(
    request: Request,
    question: QuestionDep,
    enterprise: Annotated[str, Query(max_length=200)] = "",
    tiers: Tiers = 2,
    format: PictureFormat = "html",
) -> Response:
    """The ecosystem of the firm asked for, or of the first leading firm of the place."""
    leaders = leading_firms(question.snapshot, question.coverage(), question.graph)
    name = enterprise or (leaders[0].id if leaders else "")
    found = question.workspace.ecosystem(name, tiers) if name else None
    return _answer(request, question, found, leaders, tiers, format)


@router.get("/enterprises/{enterprise:path}/ecosystem")
def of_enterprise(
    request: Request, workspace: WorkspaceDep, enterprise: FirmName, tiers: Tiers = 2, format: PictureFormat = "html"
) -> Response:
    """The ecosystem of one enterprise."""
    return _answer(request, workspace, workspace.ecosystem(enterprise, tiers), [], tiers, format)


def leading_firms(snapshot: Snapshot, cover: Coverage, graph: ChainGraph) -> list[Enterprise]:
    """Local firms of the chain, named leaders first, then by revenue; leaders elsewhere where none is local."""
    local = {firm for state in cover.states for firm in state.local}
    firms = [snapshot.enterprises[firm] for firm in local]
    if not firms:
        firms = [firm for firm in snapshot.enterprises if any(role.chain == graph.chain.name for role in firm.roles)]
    firms.sort(key=lambda firm: (not firm.leads(graph.chain.name), -(firm.revenue_yuan or 0), firm.name))
    return firms[:MOST_CHOICES]


def _answer(
    request: Request,
    source: Question | Workspace,
    found: Ecosystem | None,
    leaders: list[Enterprise],
    tiers: int,
    kind: str,
) -> Response:
    svg = ecosystem_svg(found) if found else ""
    if found and kind != "html":
        return download(png(svg) if kind == "png" else svg, f"{found.enterprise}-上下游生态", kind)
    facts = source.snapshot if isinstance(source, Question) else source.snapshot()
    context = {"found": found, "svg": svg, "leaders": leaders, "tiers": tiers, "facts": facts}
    pair = source.pair if isinstance(source, Question) else None
    return show(request, "ecosystem.html", here="ecosystem", pair=pair, **context)
