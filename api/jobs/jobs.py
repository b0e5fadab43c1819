"""Long work in the background: a bounded queue, real progress, cancel, and an owner for each job."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from secrets import token_urlsafe
from threading import Condition, Lock
from typing import Any, Protocol

from api.jobs.job import Cancelled, GoneJob, Job, JobState, Step, TooManyJobs, Work
from chaingraph.errors import ChaingraphError, StoreError

__all__ = ["Cancelled", "GoneJob", "Job", "JobState", "Jobs", "Ledger", "Step", "TooManyJobs", "Work"]

LOG = logging.getLogger("chaingraph.jobs")
WORKERS = 1
MOST_WAITING = 20
MOST_WAITING_EACH = 5
MOST_KEPT = 100


class Ledger(Protocol):
    """Where begun jobs are written down, so that the next server can tell which were cut off."""

    def begun(self, job: Job) -> None:
        """Write a job down."""

    def ended(self, job: Job) -> None:
        """Strike a job out."""

    def cut_off(self) -> tuple[Job, ...]:
        """Jobs that were cut off, oldest first."""


class Jobs:
    """All jobs of one server, in memory; thread-safe. The last hundred that ended stay to be asked about.

    With a ledger, jobs that a restart cut off are told of.
    """

    def __init__(self, ledger: Ledger | None = None, workers: int = WORKERS) -> None:
        self._ledger, self._recalled, self._closing = ledger, ledger is None, False
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
        back: str = "/",
        leads_to: Callable[[Job], str | None] = lambda _: None,
    ) -> Job:
        """Queue the work and return at once; ``leads_to`` gives the page of a job that is done. Raises TooManyJobs."""
        self._recall()
        job = Job(id=token_urlsafe(12), kind=kind, title=title, owner=owner, made_at=_now(), back=back)
        with self._lock:
            waiting = [other for other in self._jobs.values() if not other.state.over]
            if len(waiting) >= MOST_WAITING or sum(other.owner == owner for other in waiting) >= MOST_WAITING_EACH:
                raise TooManyJobs(f"已有 {len(waiting)} 个任务在排队或进行，请等其中一个完成或取消后再试")
            self._forget()
            self._jobs[job.id] = job
        if self._ledger is not None:
            self._ledger.begun(job)
        self._pool.submit(self._run, job.id, work, leads_to)
        return job

    def find(self, job_id: str) -> Job:
        """The job as it is now. Raises UnknownName for one that never was, or was before the server started."""
        self._recall()
        with self._lock:
            job = self._jobs.get(job_id)
        if job is None:
            raise GoneJob(job_id)
        return job

    def wait(self, job_id: str, seconds: float) -> Job:
        """The job once it is over, or as it is after so many seconds: what is quick needs no page of its own."""
        with self._changed:
            self._changed.wait_for(lambda: self._jobs[job_id].state.over, seconds)
        return self.find(job_id)

    def all(self) -> tuple[Job, ...]:
        """Jobs, newest first."""
        self._recall()
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def cancel(self, job_id: str) -> Job:
        """Ask the job to end; one that waits never starts, one that runs ends at its next step."""
        with self._lock:
            job = self._jobs.get(job_id)
            if job is None:
                raise GoneJob(job_id)
            if job.state is JobState.WAITING:
                job = replace(job, state=JobState.CANCELLED, stage="已取消", ended_at=_now(), cancelling=True)
            elif not job.state.over:
                job = replace(job, cancelling=True)
            self._jobs[job_id] = job
        if job.state.over:
            self._strike(job)
        return job

    def close(self) -> None:
        """Cancel what there is and wait until the running job has stopped; the ledger keeps what was cut off so."""
        self._closing = True
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
        self._strike(self.find(job_id))

    def _recall(self) -> None:
        """Learn once which jobs the last server left behind; while the store is silent, try again next time."""
        if self._recalled or self._ledger is None:
            return
        with suppress(StoreError):
            lost = self._ledger.cut_off()
            with self._lock:
                if not self._recalled:
                    running = dict(self._jobs)
                    self._jobs = {job.id: job for job in lost if job.id not in running} | running
                    self._recalled = True

    def _strike(self, job: Job) -> None:
        cut_off = self._closing and job.state is JobState.CANCELLED
        if self._ledger is not None and not cut_off:
            self._ledger.ended(job)

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
