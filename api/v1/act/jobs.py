"""Long work: what there is, how far it is, and how to end it."""

from fastapi import APIRouter

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.http.deps import OfficeDep, PagingDep
from api.officer.own_jobs import JobId, own_job, seen_by
from api.v1 import schemas
from api.v1.answers import job_answer
from api.wire.statuses import LISTING, READING, WRITING, errors

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["任务"])


@router.get("/jobs", summary="自己的任务，最新的在前", responses=errors(*LISTING, fresh=False))
def jobs(office: OfficeDep, visitor: VisitorDep, paging: PagingDep) -> schemas.JobsAnswer:
    """The visitor's jobs; an administrator's are everyone's."""
    mine = [job for job in office.jobs.all() if seen_by(visitor, job)]
    return schemas.JobsAnswer(
        data_version=office.workspace.store.data_version(),
        total=len(mine),
        page=paging.page,
        size=paging.size,
        results=[schemas.JobRow.model_validate(job) for job in mine[paging.part]],
    )


@router.get("/jobs/{job_id}", summary="一个任务进行到哪里", responses=errors(*READING, fresh=False))
def job(office: OfficeDep, visitor: VisitorDep, job_id: JobId) -> schemas.JobAnswer:
    """The job as it is now."""
    return job_answer(office, own_job(office, visitor, job_id))


@router.delete("/jobs/{job_id}", summary="取消一个任务", responses=errors(*WRITING, fresh=False))
def cancel(office: OfficeDep, visitor: VisitorDep, job_id: JobId) -> schemas.JobAnswer:
    """Ask the job to end at its next step; nothing of it is stored then."""
    own_job(office, visitor, job_id)
    return job_answer(office, office.jobs.cancel(job_id))
