"""Where a parcel stands by the clock of idle land (闲置土地处置办法, 国土资源部令第53号), and the sums of a place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from chaingraph.errors import InvalidFact


class ClockState(StrEnum):
    """What the clock says of a parcel on a day."""

    RECLAIM = "满两年"
    FEE = "满一年"
    SUSPENDED = "中止开发满一年"
    LATE = "逾期未动工"
    STOPPED = "计时中止"
    NOT_DUE = "未到动工日"
    STARTED_LATE = "满一年后动工"
    STARTED = "已动工"
    RECOVERED = "已收回"
    NOT_SUPPLIED = "尚未供应"
    UNKNOWN = "待核实"

    @property
    def idle(self) -> bool:
        """Whether the parcel counts as idle land."""
        return self in IDLE

    @property
    def waiting(self) -> bool:
        """Whether work has not begun and the clock is known."""
        return self in WAITING


IDLE = frozenset({ClockState.RECLAIM, ClockState.FEE, ClockState.SUSPENDED})
WAITING = frozenset({ClockState.RECLAIM, ClockState.FEE, ClockState.LATE, ClockState.STOPPED, ClockState.NOT_DUE})


class StopCause(StrEnum):
    """Why the clock stands still (第八条): the authorities' own doing, or what nobody could help."""

    GOVERNMENT = "政府原因"
    FORCE_MAJEURE = "不可抗力"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The clock stands still from a day to a day, both counted; without an end it still stands."""

    since: date
    until: date | None = None
    cause: StopCause = StopCause.GOVERNMENT

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise InvalidFact(f"中止计时的结束 {self.until} 早于开始 {self.since}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LandFacts:
    """What the clock has to know of a parcel; ``None`` is not known.

    Attributes
    ----------
    agreed
        The day of start that the contract of transfer names (约定动工日).
    started, suspended
        The day work really began, and the day since which it has been broken off.
    built, invested
        Part of the area that had to be developed that is, and of the investment that is made; 0 to 1.
    price_yuan
        The price of transfer or allocation (出让或划拨价款).
    recovered
        The day the land was taken back.
    """

    agreed: date | None = None
    started: date | None = None
    suspended: date | None = None
    built: Decimal | None = None
    invested: Decimal | None = None
    price_yuan: Decimal | None = None
    recovered: date | None = None
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LandVerdict:
    """A parcel by the clock on a day.

    Attributes
    ----------
    one_year, two_years
        The days on which the first and the second full year end, days of standstill added; None where the clock
        stands still without an end before that, or nobody knows since when it runs.
    stopped_days
        Days of standstill after the agreed start, up to the day asked.
    late_days
        Days that the clock has run.
    next_on, days_left
        The next of the two days, and how many days are left to it; None when none is ahead.
    fee_yuan
        20 % of the price once a full year is over, to the fen; None before, and where the price is not known.
    warning
        90 or 30 when a day comes within so many days, else None.
    reason
        One sentence that says why.
    """

    state: ClockState
    one_year: date | None = None
    two_years: date | None = None
    stopped_days: int = 0
    late_days: int = 0
    next_on: date | None = None
    days_left: int | None = None
    fee_yuan: Decimal | None = None
    warning: int | None = None
    reason: str = ""
