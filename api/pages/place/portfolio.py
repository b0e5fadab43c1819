"""The page of a portfolio: budgets in the address, both sets, and before and after."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import needs, visitor_of
from api.access.roles import Permission
from api.address.urls import part
from api.http.deps import PairQuestion, QuestionDep, office_of
from api.http.downloads import ListFormat, table_download
from api.jobs.job import Job, Step
from api.pages.acting import acting
from api.pages.shell import show
from chaingraph.export.sheets.answers import portfolio_table
from chaingraph.findings.move.portfolio import Portfolio, Resources
from chaingraph.findings.move.scenario import Scenario
from chaingraph.progress import silent
from chaingraph.service.ask.move.portfolio import NOTHING_ASKED, budget, offered
from chaingraph.service.ask.move.portfolio import portfolio as choose
from chaingraph.service.ask.move.scenario import scenario
from chaingraph.units import WAN

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
Typed = Annotated[str, Query(max_length=20)]
MOST = {"land_mu": 1e7, "plant_m2": 1e9, "fund_wan": 1e9, "top": 1000}
FIRST_FIRMS = 5
"""A place that registers no budget is offered the best set of so many firms to begin with."""
ACTING = ("landing_yuan", "fund_share", "need_land_mu", "need_plant_m2", "need_invest_yuan", "exact_candidates")


@router.get("/places/{place:path}/chains/{chain:path}/portfolio")
def portfolio(
    request: Request,
    question: QuestionDep,
    land_mu: Typed = "",
    plant_m2: Typed = "",
    fund_wan: Typed = "",
    top: Typed = "",
    complete: Annotated[bool, Query()] = False,
    format: ListFormat = "html",
) -> Response:
    """Fields as they were typed; what is no number is told and left out."""
    typed = {"land_mu": land_mu, "plant_m2": plant_m2, "fund_wan": fund_wan, "top": top}
    numbers = {name: _number(text, MOST[name]) for name, text in typed.items()}
    wrong = [text for name, text in typed.items() if text.strip() and numbers[name] is None]
    asked = _resources(numbers)
    limits = asked if asked != NOTHING_ASKED else offered(question.study)
    found = after = None
    if limits != NOTHING_ASKED:
        answer, job = _answer(request, question, limits, complete)
        if answer is None:
            return RedirectResponse(f"/jobs/{part(job.id)}" if job else "?", 303)
        found, after = answer
        if format != "html":
            return table_download(
                portfolio_table(found), f"{question.pair.place}-{question.pair.chain}-组合方案", format
            )
    context = {
        "question": question,
        "cover": question.study.coverage,
        "found": found,
        "after": after,
        "limits": limits,
        "own": asked == NOTHING_ASKED,
        "first": FIRST_FIRMS,
        "budget": budget(question.study),
        "wrong": wrong,
        "complete": complete,
        "acting": acting(question.workspace.rules, ACTING),
    }
    return show(request, "portfolio.html", here="portfolio", pair=question.pair, **context)


def _answer(
    request: Request, question: PairQuestion, limits: Resources, complete: bool
) -> tuple[tuple[Portfolio, Scenario | None] | None, Job | None]:
    """The set with before and after: at once among few firms, else from a job, which is given while it runs."""
    office, visitor = office_of(request), visitor_of(request)

    def work(step: Step) -> tuple[Portfolio, Scenario | None]:
        found = choose(question.workspace, question.study, limits, complete=complete, tell=step)
        names = [pick.enterprise_id for pick in found.best.picks]
        step("比较落地前后", 0, 0)
        return found, scenario(question.workspace, question.study, land=names) if names else None

    if len(question.study.snapshot.enterprises) <= office.rules.portfolio_at_once:
        return work(silent), None
    page = question.pair.url("portfolio") + (f"?{request.url.query}" if request.url.query else "")
    title = f"组合方案 {question.study.coverage.place.label} {question.pair.chain}"
    key = (question.asked, visitor.mark, limits, complete)
    return office.slow.of(key, work, title=title, owner=visitor.name, kind="portfolio", page=page)


def _number(text: str, most: float) -> float | None:
    """The number typed, or None when it is not one between 0 and the most.

    >>> _number("1,200", 1e7), _number("很多", 1e7), _number("nan", 1e7)
    (1200.0, None, None)
    """
    plain = text.replace(",", "").replace("，", "").strip()
    try:
        value = float(plain)
    except ValueError:
        return None
    return value if 0 <= value <= most else None


def _resources(numbers: dict[str, float | None]) -> Resources:
    fund, top = numbers["fund_wan"], numbers["top"]
    return Resources(
        land_mu=numbers["land_mu"],
        plant_m2=numbers["plant_m2"],
        fund_yuan=None if fund is None else fund * WAN,
        number=None if top is None else max(1, int(top)),
    )
