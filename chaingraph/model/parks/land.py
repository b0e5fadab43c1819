"""Parcels of land: what was paid, when building was to begin and did, and what kept it from beginning."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.ids import EnterpriseId
from chaingraph.model.parks.checks import require_amounts, require_dates, require_named
from chaingraph.model.provenance import NO_EVIDENCE, Evidence
from chaingraph.units import Mu, Yuan


class LandState(StrEnum):
    """How far a parcel has come; the last two are its end."""

    APPROVED = "批而未征"
    ACQUIRED = "征而未供"
    SUPPLIED = "供而未用"
    IDLE = "闲置"
    IN_USE = "已动工"
    RECOVERED = "收回"


class IdleCause(StrEnum):
    """Whose doing it is that a parcel lies idle; only the firm's own runs the clock."""

    FIRM = "企业"
    GOVERNMENT = "政府"
    FORCE_MAJEURE = "不可抗力"


@dataclass(frozen=True, slots=True, kw_only=True)
class CausePeriod:
    """Days on which a cause held, both ends included; without ``until`` it still holds."""

    cause: str
    since: str
    until: str | None = None

    def __post_init__(self) -> None:
        if self.cause not in tuple(IdleCause):
            raise InvalidFact(f"闲置原因“{self.cause}”不是 {'、'.join(IdleCause)} 之一")
        require_dates({"原因起始": self.since, "原因截止": self.until})
        exact = min(len(self.since), len(self.until or self.since))
        if self.until is not None and self.until[:exact] < self.since[:exact]:
            raise InvalidFact(f"原因截止 {self.until} 早于起始 {self.since}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One parcel; (park, name) is its key.

    Attributes
    ----------
    price_yuan
        What the land was sold for, exact to the fen.
    agreed_start, actual_start
        The day building was to begin by contract, and the day it did; ``None`` for the latter is not yet.
    cause, causes
        The cause as a whole, and the days on which another held.
    developed_mu, invested_yuan, total_invest_yuan, stopped_on
        What a started and then stopped parcel is judged by: less than a third built or a quarter invested.
    recovered_on
        The day it was taken back; it may be banked from then on.
    """

    park: str
    name: str
    number: str | None = None
    enterprise: EnterpriseId | None = None
    use: str | None = None
    area_mu: Mu | None = None
    price_yuan: Decimal | None = None
    approved_on: str | None = None
    transferred_on: str | None = None
    agreed_start: str | None = None
    actual_start: str | None = None
    agreed_finish: str | None = None
    state: LandState | None = None
    cause: IdleCause | None = None
    causes: tuple[CausePeriod, ...] = ()
    developed_mu: Mu | None = None
    invested_yuan: Yuan | None = None
    total_invest_yuan: Yuan | None = None
    stopped_on: str | None = None
    recovered_on: str | None = None
    note: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区": self.park, "地块": self.name})
        require_amounts(
            {
                "面积": self.area_mu,
                "土地价款": self.price_yuan,
                "已开发面积": self.developed_mu,
                "已投资": self.invested_yuan,
                "总投资": self.total_invest_yuan,
            }
        )
        require_dates(
            {
                "批准日期": self.approved_on,
                "出让日期": self.transferred_on,
                "约定动工日期": self.agreed_start,
                "实际动工日期": self.actual_start,
                "约定竣工日期": self.agreed_finish,
                "中止建设日期": self.stopped_on,
                "收回日期": self.recovered_on,
            }
        )
