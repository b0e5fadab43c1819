"""Which jobs have begun and not ended, kept in the store: what a restart cut off is told instead of vanishing."""

import json
from datetime import UTC, datetime, timedelta

from api.jobs.jobs import Job, JobState
from chaingraph.errors import StoreError
from chaingraph.store.base.port import Store

FAMILY = "jobs"
TOLD_DAYS = 30
"""How long a job that was cut off is told of."""
CUT_OFF = (
    "服务重新启动时，这个任务还没有做完。没有列在“数据导入”记录里的，就没有写入任何数据；"
    "重新做一次是安全的，同样的文件不会导入两遍"
)


class JobLedger:
    """The ledger of one store. It never keeps a job from running: a silent store only loses the line."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begun(self, job: Job) -> None:
        """Write a job down."""
        known = {"kind": job.kind, "title": job.title, "owner": job.owner, "made_at": job.made_at, "back": job.back}
        self._put(job.id, json.dumps(known, ensure_ascii=False, sort_keys=True))

    def ended(self, job: Job) -> None:
        """Strike a job out."""
        self._put(job.id, None)

    def cut_off(self) -> tuple[Job, ...]:
        """Jobs that had begun when the last server stopped, oldest first; old ones are struck out.

        Raises StoreUnavailable while the store does not answer.
        """
        oldest = (datetime.now(UTC) - timedelta(days=TOLD_DAYS)).isoformat()
        found = []
        for job_id, text in self._store.records(FAMILY):
            job = Job(id=job_id, state=JobState.LOST, stage=JobState.LOST.value, trouble=CUT_OFF, **json.loads(text))
            if job.made_at < oldest:
                self.ended(job)
            else:
                found.append(job)
        return tuple(sorted(found, key=lambda job: (job.made_at, job.id)))

    def _put(self, job_id: str, text: str | None) -> None:
        try:
            self._store.put(FAMILY, job_id, text)
        except StoreError:
            return
