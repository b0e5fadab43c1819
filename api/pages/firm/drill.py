"""The page of a drill: a firm walks away, what falls wave by wave, who could stand in, and the chokepoints."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import VisitorDep, needs, scope_of
from api.access.roles import Permission
from api.address.urls import Pair
from api.http.deps import NAME_CHARACTERS, FirmName, QuestionDep, WorkspaceDep
from api.http.downloads import download
from api.pages.acting import acting
from api.pages.firm.ecosystem import leading_firms
from api.pages.shell import show
from chaingraph.service.ask.firm import drill as questions
from visual.drill import drill_svg, waves
from visual.kit.raster import png

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])


@router.get("/places/{place:path}/chains/{chain:path}/drill")
def drill(
    request: Request,
    question: QuestionDep,
    enterprise: Annotated[str, Query(max_length=NAME_CHARACTERS)] = "",
    format: Annotated[Literal["html", "svg", "png"], Query()] = "html",
) -> Response:
    """The drill of the firm asked for, or of the first leading firm here."""
    study, pair = question.study, question.pair
    local = {firm for state in study.coverage.states for firm in state.local}
    rules = question.workspace.rules
    leaders = leading_firms(study.snapshot, study.coverage, study.graph, rules) if local else []
    name = enterprise or (leaders[0].id if leaders else "")
    found = questions.drill(question.workspace, name, place=pair.place, chain=pair.chain) if name else None
    if found and format != "html":
        svg = drill_svg(found, found.summary)
        return download(png(svg) if format == "png" else svg, f"{found.enterprise}-退出演练-{found.chain}", format)
    context = {
        "found": found,
        "told": found.summary if found else "",
        "waves": waves(found) if found else [],
        "leaders": leaders,
        "cover": study.coverage,
        "points": questions.chokepoints(question.workspace, study),
        "acting": acting(question.workspace.rules, ("concentrated_hhi",)),
    }
    return show(request, "drill.html", here="drill", pair=pair, **context)


@router.get("/enterprises/{enterprise:path}/drill")
def of_enterprise(workspace: WorkspaceDep, visitor: VisitorDep, enterprise: FirmName) -> Response:
    """The drill of a firm where it sits, on the chain it counts most in: its address under that place and chain.

    Who is bound to a few places is led to their own.
    """
    facts = workspace.snapshot()
    home = scope_of(visitor, facts).home(facts.enterprises[facts.firm(enterprise)])
    found = questions.drill(workspace, enterprise, place=home)
    pair = Pair(found.place.name, found.chain)
    return RedirectResponse(pair.url("drill", {"enterprise": found.enterprise_id}), 307)
