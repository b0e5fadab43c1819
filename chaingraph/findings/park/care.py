"""Firms looked after: who answers for each, what it needs, what its inputs lack, who called when, what is overdue."""

from dataclasses import dataclass

from chaingraph.ids import EnterpriseId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedLine:
    """One need; ``late_days`` is how long it has been overdue, 0 where it is done or in time."""

    kind: str | None
    need: str | None
    state: str
    owner: str | None
    due_on: str | None
    done_on: str | None
    late_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """One visit with its minutes."""

    on: str
    by: str | None
    minutes: str | None
    next_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingInput:
    """A segment the firm buys from that its place lacks, with firms elsewhere that make it, best first."""

    chain: str
    key: SegmentKey
    segment: str
    suppliers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmPlan:
    """一企一策 of one firm.

    Attributes
    ----------
    visit_late_days
        Days since the next visit was due and nobody called, 0 where none is.
    open, late
        Needs not done, and needs and visits overdue.
    """

    enterprise: str
    enterprise_id: EnterpriseId
    park: str | None
    roles: tuple[str, ...]
    owner: str | None
    leader: str | None
    needs: tuple[NeedLine, ...]
    visits: tuple[VisitLine, ...]
    next_visit_on: str | None
    visit_late_days: int
    missing: tuple[MissingInput, ...]
    open: int
    late: int
    data_version: str


@dataclass(frozen=True, slots=True)
class Ring:
    """Something overdue: what, about whom, who answers for it, since when."""

    kind: str
    what: str
    about: str
    address: str
    owner: str | None
    due_on: str
    late_days: int
