"""Long work: what there is, how far it is, and how to end it."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.access.gate import VisitorDep, needs
from api.access.roles import Permission
from api.access.visitor import Visitor
from api.http.deps import OfficeDep, PagingDep
from api.http.statuses import LISTING, READING, WRITING, errors
from api.jobs.jobs import Job
from api.server.office import Office
from api.v1 import schemas
from chaingraph.errors import UnknownName

router = APIRouter(prefix="/api/v1", dependencies=[needs(Permission.SEE)], tags=["任务"])
JobId = Annotated[str, Path(max_length=40, description="任务编号", examples=["b2JFZ1p3c0VQ"])]


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


def own_job(office: Office, visitor: Visitor, job_id: str) -> Job:
    """The job, when it is the visitor's to see. Raises UnknownName, for another's job too."""
    found = office.jobs.find(job_id)
    if not seen_by(visitor, found):
        raise UnknownName("任务", job_id)
    return found


def seen_by(visitor: Visitor, job: Job) -> bool:
    """Whether the visitor may see and cancel the job."""
    return job.owner == visitor.name or visitor.may(Permission.MANAGE)


def job_answer(office: Office, job: Job) -> schemas.JobAnswer:
    """A job as the JSON routes answer with it."""
    return schemas.JobAnswer(data_version=office.workspace.store.data_version(), job=schemas.JobRow.model_validate(job))
