"""Answers that take long: kept by what was asked, and, while one is being worked out, the job that does it."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from api.jobs.jobs import Job, Jobs, Step

MOST_KEPT = 64
QUICK_SECONDS = 1.5
"""So long a page waits before it shows progress instead."""


class SlowAnswers:
    """A few score answers by key, the least used going first; thread-safe. One that failed or was cancelled is none."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs, self._lock = jobs, Lock()
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._under_way: dict[Hashable, str] = {}

    def of(
        self, key: Hashable, work: Callable[[Step], Any], *, title: str, owner: str, kind: str, page: str
    ) -> tuple[Any, Job | None]:
        """The answer, or None with the job that is at it; whoever asks the same again finds the same job."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key], None
            job = self._running(key, owner) or self._start(key, work, title=title, owner=owner, kind=kind, page=page)
        job = self._jobs.wait(job.id, QUICK_SECONDS)
        with self._lock:
            return self._kept.get(key), job

    def _running(self, key: Hashable, owner: str) -> Job | None:
        job_id = self._under_way.get((key, owner))
        job = next((job for job in self._jobs.all() if job.id == job_id), None)
        return job if job is not None and not job.state.over else None

    def _start(
        self, key: Hashable, work: Callable[[Step], Any], *, title: str, owner: str, kind: str, page: str
    ) -> Job:
        def kept(step: Step) -> Any:
            answer = work(step)
            with self._lock:
                self._kept[key] = answer
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            return answer

        job = self._jobs.start(title, kept, owner=owner, kind=kind, back=page, leads_to=lambda _: page)
        self._under_way[key, owner] = job.id
        return job
