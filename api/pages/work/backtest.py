"""How often suggestions are right on this store's own data: asked as a job, kept as long as the data stay."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.visitor import Visitor
from api.address.urls import part
from api.http.deps import OfficeDep
from api.jobs.job import Job, Step
from api.officer.own_jobs import seen_by
from api.pages.shell import show
from chaingraph.findings.move.backtest import Backtest
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key
from chaingraph.service.ask.move.backtest import QUESTIONS, backtest
from chaingraph.service.ask.move.trials import Trial
from chaingraph.units import date_text

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
KIND = "backtest"
CASES = (50, 100, 200, 500, 1000)
HiddenName = Annotated[str, Query(pattern="^(firms|segments|inputs|arrivals)$")]


@router.get("/backtest")
def page(
    request: Request,
    office: OfficeDep,
    visitor: VisitorDep,
    question: HiddenName = "firms",
    cases: Annotated[int, Query(ge=1, le=1000)] = 200,
    as_of: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """The figures where they have been worked out for the present data, and the form that starts the work."""
    snapshot = office.workspace.snapshot()
    context = {
        "found": snapshot.memo.find(_key(question, cases, as_of)),
        "question": question,
        "cases": cases,
        "as_of": as_of,
        "running": [job for job in office.jobs.all() if job.kind == KIND and mine(visitor, job)],
        "choices": CASES,
        "questions": {name: title for name, (title, _) in QUESTIONS.items()},
    }
    return show(request, "backtest.html", here="backtest", pair=None, **context)


@router.post("/backtest", dependencies=[needs(Permission.FOLLOW)])
def start(
    office: OfficeDep,
    visitor: VisitorDep,
    question: Annotated[str, Form(pattern="^(firms|segments|inputs|arrivals)$")],
    cases: Annotated[int, Form(ge=1, le=1000)] = 200,
    as_of: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Start the work and lead to its page."""
    if as_of:
        date_text(as_of, "截至日期")
    trial = Trial(cases=cases, as_of=as_of or None)
    link = f"/backtest?{urlencode({'question': question, 'cases': cases, 'as_of': as_of})}"

    def work(step: Step) -> Backtest:
        snapshot: Snapshot = office.workspace.snapshot()
        found = backtest(office.workspace, question, trial, step)
        snapshot.memo.put(_key(question, cases, as_of), found)
        return found

    job = office.jobs.start(
        f"回测 {QUESTIONS[question][0]}", work, owner=visitor.name, kind=KIND, back=link, leads_to=lambda _: link
    )
    return RedirectResponse(f"/jobs/{part(job.id)}", 303)


def mine(visitor: Visitor, job: Job) -> bool:
    """Whether the job is under way and the visitor's to see."""
    return not job.state.over and seen_by(visitor, job)


def _key(question: str, cases: int, as_of: str) -> Key[Backtest]:
    return Key("backtest", (question, cases, as_of))
