"""Long work in the background: a bounded queue, real progress, cancel, and an owner for each job."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from secrets import token_urlsafe
from threading import Condition, Lock
from typing import Any

from chaingraph.errors import ChaingraphError, Refused, UnknownName

LOG = logging.getLogger("chaingraph.jobs")
WORKERS = 1
MOST_WAITING = 20
MOST_WAITING_EACH = 5
MOST_KEPT = 100

Step = Callable[[str, int, int], None]
"""Told (stage in Chinese, done, total); raises ``Cancelled`` when the job is to end."""
Work = Callable[[Step], Any]


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "排队"
    RUNNING = "进行中"
    DONE = "完成"
    CANCELLED = "已取消"
    FAILED = "失败"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self in (JobState.DONE, JobState.CANCELLED, JobState.FAILED)


class Cancelled(Exception):
    """The owner does not want the job any more; raised inside the work, which stores nothing then."""


class TooManyJobs(Refused):
    """The queue is full, for everyone or for this owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job as it was at a moment.

    Attributes
    ----------
    kind
        What sort of work, for programs: ``import``, ``portfolio``, ``backtest``.
    owner
        Who started it; only the owner and administrators see it and may cancel it.
    stage, done, total
        What is being done now, and how much of it; ``total`` 0 means not known.
    answer
        What the work returned, None until it is done.
    link
        The page that shows the answer, None until it is done.
    trouble
        Why it failed, in Chinese.
    """

    id: str
    kind: str
    title: str
    owner: str
    made_at: str
    state: JobState = JobState.WAITING
    stage: str = "排队"
    done: int = 0
    total: int = 0
    answer: Any = None
    link: str | None = None
    trouble: str | None = None
    ended_at: str | None = None
    cancelling: bool = False

    @property
    def share(self) -> float | None:
        """Part of the present stage that is done, 0 to 1; None when its size is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else None


class Jobs:
    """All jobs of one server, in memory; thread-safe. The last hundred that ended stay to be asked about."""

    def __init__(self, workers: int = WORKERS) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="chaingraph-job")
        self._lock = Lock()
        self._changed = Condition(self._lock)
        self._jobs: dict[str, Job] = {}

    def start(
        self,
        title: str,
        work: Work,
        *,
        owner: str,
        kind: str,
        leads_to: Callable[[Job], str | None] = lambda _: None,
    ) -> Job:
        """Queue the work and return at once; ``leads_to`` gives the page of a job that is done. Raises TooManyJobs."""
        job = Job(id=token_urlsafe(12), kind=kind, title=title, owner=owner, made_at=_now())
        with self._lock:
            waiting = [other for other in self._jobs.values() if not other.state.over]
            if len(waiting) >= MOST_WAITING or sum(other.owner == owner for other in waiting) >= MOST_WAITING_EACH:
                raise TooManyJobs(f"已有 {len(waiting)} 个任务在排队或进行，请等其中一个完成或取消后再试")
            self._forget()
            self._jobs[job.id] = job
        self._pool.submit(self._run, job.id, work, leads_to)
        return job

    def find(self, job_id: str) -> Job:
        """The job as it is now. Raises UnknownName for one that never was, or was before the server started."""
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise UnknownName("任务", job_id[:40])
        return job

    def wait(self, job_id: str, seconds: float) -> Job:
        """The job once it is over, or as it is after so many seconds: what is quick needs no page of its own."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs[job_id].state.over, seconds)
        return self.find(job_id)

    def all(self) -> tuple[Job, ...]:
        """Jobs, newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def cancel(self, job_id: str) -> Job:
        """Ask the job to end; one that waits never starts, one that runs ends at its next step."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None:
                raise UnknownName("任务", job_id[:40])
            if job.state is JobState.WAITING:
                job = replace(job, state=JobState.CANCELLED, stage="已取消", ended_at=_now(), cancelling=True)
            elif not job.state.over:
                job = replace(job, cancelling=True)
            self._jobs[job_id] = job
            return job

    def close(self) -> None:
        """Cancel what there is and wait until the running job has stopped."""
        for job in self.all():
            self.cancel(job.id)
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _run(self, job_id: str, work: Work, leads_to: Callable[[Job], str | None]) -> None:
        def step(stage: str, done: int, total: int) -> None:
            job = self._change(job_id, stage=stage, done=done, total=total)
            if job.cancelling:
                raise Cancelled

        if self.find(job_id).state.over:
            return
        self._change(job_id, state=JobState.RUNNING, stage="开始")
        try:
            step("开始", 0, 0)
            answer = work(step)
        except Cancelled:
            self._change(job_id, state=JobState.CANCELLED, stage="已取消", ended_at=_now())
        except ChaingraphError as error:
            self._change(job_id, state=JobState.FAILED, stage="失败", trouble=str(error), ended_at=_now())
        except Exception as error:
            LOG.error("job %s failed", job_id, exc_info=error)
            trouble = f"系统没能完成这个任务，请把任务编号 {job_id} 告诉维护人员"
            self._change(job_id, state=JobState.FAILED, stage="失败", trouble=trouble, ended_at=_now())
        else:
            finished = replace(self.find(job_id), answer=answer)
            link = leads_to(finished)
            self._change(job_id, state=JobState.DONE, stage="完成", answer=answer, link=link, ended_at=_now())

    def _change(self, job_id: str, **values: Any) -> Job:
        with self._lock:
            job = replace(self._jobs[job_id], **values)
            self._jobs[job_id] = job
            self._changed.notify_all()
            return job

    def _forget(self) -> None:
        """Drop the oldest jobs that are over; the caller holds the lock."""
        over = [job.id for job in self._jobs.values() if job.state.over]
        for job_id in islice(over, max(0, len(over) - MOST_KEPT + 1)):
            del self._jobs[job_id]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
