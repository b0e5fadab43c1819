"""One job: what it is, where it stands, and the ways it can fail to begin or to go on."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chaingraph.errors import Refused, UnknownName
from chaingraph.progress import Progress

GONE = "它早已结束，或者服务重新启动过。导入的结果在“数据导入”的记录里，其他计算可以重新做"

Step = Progress
"""Told (stage in Chinese, done, total); raises ``Cancelled`` when the job is to end."""
Work = Callable[[Step], Any]


class JobState(StrEnum):
    """Where a job is."""

    WAITING = "排队"
    RUNNING = "进行中"
    DONE = "完成"
    CANCELLED = "已取消"
    FAILED = "失败"
    LOST = "中断"

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self not in (JobState.WAITING, JobState.RUNNING)


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
    back
        The page it was asked from.
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
    back: str = "/"
    trouble: str | None = None
    ended_at: str | None = None
    cancelling: bool = False

    @property
    def share(self) -> float | None:
        """Part of the present stage that is done, 0 to 1; None when its size is not known."""
        return min(1.0, self.done / self.total) if self.total > 0 else None


class GoneJob(UnknownName):
    """A job that this server does not know any more; says where its answer may be."""

    def __init__(self, job_id: str) -> None:
        super().__init__("任务", job_id[:40])
        self.args = (f"找不到任务“{job_id[:40]}”：{GONE}",)
