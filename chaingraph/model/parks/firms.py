"""Firms that are looked after: what each needs and who sees to it, visits with minutes, and tasks with a day."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.ids import EnterpriseId
from chaingraph.model.parks.checks import require_dates, require_named
from chaingraph.model.provenance import NO_EVIDENCE, Evidence


class NeedKind(StrEnum):
    """What a firm needs of the city."""

    LAND = "用地"
    POWER = "用能"
    LABOUR = "用工"
    FINANCE = "融资"
    SUPPLY = "配套"
    ENVIRONMENT = "环境容量"
    OTHER = "其他"


class NeedState(StrEnum):
    """How far a need has come."""

    OPEN = "待办"
    WORKING = "办理中"
    DONE = "已办结"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmService:
    """One need of a firm (一企一策), or, without a kind, only who looks after it; (enterprise, kind, need) is its key.

    Attributes
    ----------
    owner, leader
        The one named person in charge, and the official above.
    """

    enterprise: EnterpriseId
    kind: NeedKind | None = None
    need: str | None = None
    owner: str | None = None
    leader: str | None = None
    state: NeedState | None = None
    due_on: str | None = None
    done_on: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_dates({"办结期限": self.due_on, "办结日期": self.done_on})


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Somebody called on a firm; (enterprise, on, by) is its key.

    ``place`` is for whom, where the firm sits elsewhere.
    """

    enterprise: EnterpriseId
    on: str
    by: str | None = None
    place: str | None = None
    minutes: str | None = None
    next_on: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"走访日期": self.on})
        require_dates({"走访日期": self.on, "下次走访": self.next_on})


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to be done by a day; (place, enterprise, title) is its key, and it is done once it has a day."""

    place: str
    title: str
    enterprise: EnterpriseId | None = None
    owner: str | None = None
    due_on: str | None = None
    done_on: str | None = None
    note: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"任务": self.title, "地点": self.place})
        require_dates({"期限": self.due_on, "完成日期": self.done_on})
