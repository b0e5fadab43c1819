"""Which long work is a visitor's to see and to cancel."""

from typing import Annotated

from fastapi import Path

from api.access.roles import Permission
from api.access.visitor import Visitor
from api.jobs.jobs import Job
from api.server.office import Office
from chaingraph.errors import UnknownName

JobId = Annotated[str, Path(max_length=40, description="任务编号", examples=["b2JFZ1p3c0VQ"])]


def own_job(office: Office, visitor: Visitor, job_id: str) -> Job:
    """The job, when it is the visitor's to see. Raises UnknownName, for another's job too."""
    found = office.jobs.find(job_id)
    if not seen_by(visitor, found):
        raise UnknownName("任务", job_id)
    return found


def seen_by(visitor: Visitor, job: Job) -> bool:
    """Whether the visitor may see and cancel the job."""
    return job.owner == visitor.name or visitor.may(Permission.MANAGE)
