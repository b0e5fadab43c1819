"""A job's page: real progress that survives a reload, and a way to cancel."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.watching import note
from api.address.urls import part
from api.http.deps import OfficeDep
from api.jobs.jobs import JobState
from api.officer.own_jobs import JobId, own_job
from api.pages.shell import part_of_page

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.SEE)])
SECONDS = 1


@router.get("/jobs/{job_id}")
def one(request: Request, office: OfficeDep, visitor: VisitorDep, job_id: JobId) -> Response:
    """The page, or its moving part for htmx; a job that is done leads to its answer."""
    job = own_job(office, visitor, job_id)
    asked_by_htmx = request.headers.get("hx-request") == "true"
    if job.state is JobState.DONE and job.link:
        if asked_by_htmx:
            return Response(status_code=200, headers={"HX-Redirect": job.link, "Cache-Control": "no-store"})
        return RedirectResponse(job.link, 303)
    name = "job_part.html" if asked_by_htmx else "job.html"
    shown = part_of_page(request, name, job=job, seconds=SECONDS, here="imports", pair=None)
    shown.headers["Cache-Control"] = "no-store"
    return shown


@router.post("/jobs/{job_id}/cancel")
def cancel(request: Request, office: OfficeDep, visitor: VisitorDep, job_id: JobId) -> Response:
    """Ask the job to end, and show it again."""
    job = own_job(office, visitor, job_id)
    note(request, f"取消任务：{job.title}")
    office.jobs.cancel(job_id)
    return RedirectResponse(f"/jobs/{part(job_id)}", 303)
