"""The report pack of a pair: what it will say, the job that makes it, and its files."""

from collections.abc import Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.watching import note
from api.address.urls import Pair, part
from api.http.deps import OfficeDep, PairQuestion, QuestionDep
from api.http.downloads import download
from api.jobs.jobs import Job, Step
from api.officer.own_jobs import JobId, own_job
from api.pages.shell import show
from api.server.office import Office
from chaingraph.errors import Refused
from chaingraph.findings.move.target import Target
from chaingraph.service.ask.report.pack import Find, pack
from visual.pack import pack_file

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
PAIR = "/places/{place:path}/chains/{chain:path}"
Kind = Literal["zip", "docx", "pptx"]
QUICK_SECONDS = 1.5


@router.get(f"{PAIR}/pack")
def summary(
    request: Request, question: QuestionDep, ready: Annotated[str, Query(max_length=40)] = ""
) -> Response:  # fmt: skip
    """What the pack says, in brief, and the button that makes it; ``ready`` is the job that made it."""
    found = pack(question.workspace, question.study, _find(question))
    return show(request, "pack.html", here="pack", pair=question.pair, found=found, ready=ready)


@router.post(f"{PAIR}/pack")
def make(
    request: Request, office: OfficeDep, visitor: VisitorDep, question: QuestionDep, kind: Annotated[Kind, Form()]
) -> Response:
    """Make the pack as a job; when it is done its page has the file."""
    note(request, f"生成招商报告 {question.pair.place} {question.pair.chain}")
    job = office.jobs.start(
        f"招商报告 {question.pair.place} · {question.pair.chain}",
        lambda step: _made(question, kind, step),
        owner=visitor.name,
        kind="pack",
        back=question.pair.url("pack"),
        leads_to=lambda done: _keep(office, question.pair, done),
    )
    job = office.jobs.wait(job.id, QUICK_SECONDS)
    return RedirectResponse(job.link or f"/jobs/{part(job.id)}", 303)


@router.get("/packs/{job_id}")
def file(office: OfficeDep, visitor: VisitorDep, job_id: JobId) -> Response:
    """The file that a job made. Raises Refused when it is no longer kept."""
    own_job(office, visitor, job_id)
    name, kind, content = office.packs.of(job_id, _gone)
    return download(content, name, kind)


def _made(question: PairQuestion, kind: str, step: Step) -> tuple[str, str, bytes]:
    content = pack_file(question.workspace, question.study, _find(question), kind, step)
    place = question.study.coverage.place.label
    return f"{place}{question.pair.chain}产业链招商图谱报告", kind, content


def _keep(office: Office, pair: Pair, done: Job) -> str:
    """Keep the file beside the last few, and where it is found."""
    office.packs.of(done.id, lambda: done.answer)
    return pair.url("pack", {"ready": done.id})


def _find(question: PairQuestion) -> Find:
    def find(segments: Sequence[str], top: int) -> tuple[Target, ...]:
        return question.targets(tuple(segments), top)

    return find


def _gone() -> tuple[str, str, bytes]:
    raise Refused("这份报告已不再保留，请重新生成")
