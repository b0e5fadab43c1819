"""The local firms whose words were not heard: asked on the page, or by a sheet that goes round and comes back."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import needs, visitor_of
from api.access.roles import Permission
from api.access.visitor import decider
from api.http.deps import OfficeDep, PairQuestion, QuestionDep
from api.http.downloads import download, table_download
from api.officer.correcting import correct
from api.pages.shell import show
from api.server.office import now, today
from chaingraph.errors import Refused
from chaingraph.export.sheets.answers import worklist_table
from chaingraph.export.sheets.survey import survey_workbook
from chaingraph.findings.place.worklist import Worklist
from chaingraph.service.ask.place.worklist import MOST, survey_list
from chaingraph.service.decide.revenues import state_revenue
from chaingraph.units import WAN

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
PATH = "/places/{place:path}/chains/{chain:path}/worklist"
SEPARATOR = "\t"
MOST_ANSWERS = 200
MOST_WAN = 1e9
"""Revenue of one firm in 万元, at most: beyond it a unit was mistaken."""


@router.get(PATH)
def worklist(
    request: Request,
    question: QuestionDep,
    whole: bool = False,
    top: Annotated[int, Query(ge=1, le=5000)] = MOST,
    format: Literal["html", "xlsx", "csv"] = "html",
    done: int = 0,
) -> Response:
    """The list, of the chain or of all chains, or the sheet to ask by."""
    found = _found(question, top, whole=whole)
    if format == "xlsx":
        content = survey_workbook(found, question.workspace.snapshot())
        return download(content, f"{question.study.coverage.place.label}-摸底表", format)
    if format == "csv":
        return table_download(worklist_table(found), f"{question.study.coverage.place.label}-待摸排企业", format)
    context = {"found": found, "cover": question.study.coverage, "whole": whole, "top": top, "done": done}
    facts = question.workspace.snapshot()
    return show(
        request, "worklist.html", here="worklist", pair=question.pair, facts=facts, separator=SEPARATOR, **context
    )


@router.post(PATH, dependencies=[needs(Permission.CORRECT)])
def answer(
    request: Request,
    office: OfficeDep,
    question: QuestionDep,
    answers: Annotated[list[str], Form(max_length=MOST_ANSWERS)],
    by: Annotated[str, Form(max_length=50)] = "",
) -> Response:
    """Write every answer that was chosen, then show the list again."""
    workspace, who, at = office.workspace, decider(visitor_of(request), by), now()
    chosen = [tuple(text.split(SEPARATOR)) for text in answers if text]
    for parts in chosen:
        if len(parts) != 3:
            raise Refused("答案不完整：应写明企业、产业链与环节")
        firm, chain, key = parts
        correct(workspace, workspace.snapshot().firm(firm), chain, key, verdict=True, by=who, at=f"{at}-{firm}")
    return RedirectResponse(question.pair.url("worklist", {"done": str(len(chosen))}), 303)


@router.post("/places/{place:path}/chains/{chain:path}/revenues", dependencies=[needs(Permission.CORRECT)])
def revenues(
    request: Request,
    office: OfficeDep,
    question: QuestionDep,
    firm: Annotated[list[str], Form(max_length=MOST_ANSWERS)],
    revenue_wan: Annotated[list[str], Form(max_length=MOST_ANSWERS)],
    by: Annotated[str, Form(max_length=50)] = "",
) -> RedirectResponse:
    """Write the revenues that were filled in, in 万元, then show the gaps again."""
    who, at = decider(visitor_of(request), by), now()
    for name, text in zip(firm, revenue_wan, strict=False):
        if text.strip():
            yuan = _yuan(text)
            state_revenue(office.workspace, name, yuan, by=who, on=today(), at=f"{at}-{name}")
    return RedirectResponse(question.pair.url("gaps"), 303)


def _yuan(text: str) -> float:
    """An amount in 万元 as written. Raises Refused when it is none."""
    try:
        amount = float(text.replace(",", "").replace("，", ""))
    except ValueError:
        raise Refused(f"“{text}”不是金额：请填数字，单位万元") from None
    if not 0 <= amount <= MOST_WAN:
        raise Refused(f"营业收入 {text} 万元不在 0 到 {MOST_WAN:,.0f} 之间")
    return amount * WAN


def _found(question: PairQuestion, top: int, *, whole: bool) -> Worklist:
    chain = None if whole else question.pair.chain
    return survey_list(question.workspace, question.pair.place, chain, top)
