"""The page of relations: how two firms are joined, and who stands around the first of them."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.access.gate import needs, visitor_of
from api.access.roles import Permission
from api.http.deps import NAME_CHARACTERS, WorkspaceDep, office_of
from api.http.downloads import download
from api.pages.firm.ecosystem import leading_firms
from api.pages.shell import remembered, show
from chaingraph.errors import Refused
from chaingraph.findings.firm.relation import Relation, Surroundings
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.firm import relations as questions
from chaingraph.service.workspace import Workspace
from visual.ecosystem import ecosystem_svg
from visual.kit.raster import png

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
MOST_STARTS = 5
SUBJECT = "有来源的供应往来"
Name = Annotated[str, Query(max_length=NAME_CHARACTERS)]


@router.get("/paths")
def paths(
    request: Request,
    workspace: WorkspaceDep,
    supplier: Name = "",
    buyer: Name = "",
    links: Annotated[int, Query(ge=1, le=2)] = 2,
    format: Annotated[Literal["html", "svg", "png"], Query()] = "html",
) -> Response:
    """The page, or the picture of the first firm's partners; a name that does not fit is told beside the form."""
    if format != "html":
        around = questions.surroundings(workspace, supplier or buyer, links)
        svg = ecosystem_svg(around.drawn, SUBJECT)
        return download(png(svg) if format == "png" else svg, f"{around.enterprise}-供应往来", format)
    joined, around_one, refusal = _asked(workspace, supplier.strip(), buyer.strip(), links)
    context: dict[str, Any] = {
        "joined": joined,
        "around": around_one,
        "svg": ecosystem_svg(around_one.drawn, SUBJECT) if around_one and around_one.partners else "",
        "asked": {"supplier": supplier, "buyer": buyer, "links": links},
        "refusal": refusal,
        "starts": () if supplier or buyer else _starts(request, workspace),
    }
    answer = show(request, "paths.html", here="paths", **context)
    answer.status_code = 422 if refusal else 200
    return answer


def _starts(request: Request, workspace: Workspace) -> list[Enterprise]:
    """Leading firms of the pair in force, to begin from."""
    pair = remembered(request) or office_of(request).overview(visitor_of(request)).home
    if pair is None:
        return []
    study = workspace.study(pair.place, pair.chain)
    local = any(state.local for state in study.coverage.states)
    return leading_firms(study.snapshot, study.coverage, study.graph, workspace.rules)[:MOST_STARTS] if local else []


def _asked(
    workspace: Workspace, supplier: str, buyer: str, links: int
) -> tuple[Relation | None, Surroundings | None, Refused | None]:
    """What was asked for, as far as the names go; a refusal in place of an answer."""
    try:
        joined = questions.relation(workspace, supplier, buyer) if supplier and buyer else None
        one = supplier or buyer
        return joined, questions.surroundings(workspace, one, links) if one else None, None
    except Refused as refused:
        return None, None, refused
