"""A park's standing over time, its six factors by quarter, its checklists, and the yearly targets of a place."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.model.parks.checks import require_amounts, require_dates, require_named, require_year
from chaingraph.model.provenance import NO_EVIDENCE, Evidence


class ParkStatus(StrEnum):
    """What a park is by the city's own rules."""

    SPECIALISED = "专业园区"
    PROBATIONARY = "预备园区"
    NURTURED = "培育园区"
    DELISTED = "摘牌"


class Factor(StrEnum):
    """六大要素: what the city asks every park to have more of each year."""

    LAND_BANK = "净地收储"
    PLANT = "标准厂房"
    INNOVATION = "创新平台"
    OPENING = "开放平台"
    FINANCING = "投融资平台"
    FUND = "产业基金"


UNIT_OF_FACTOR = {
    Factor.LAND_BANK: "亩",
    Factor.PLANT: "㎡",
    Factor.INNOVATION: "个",
    Factor.OPENING: "个",
    Factor.FINANCING: "个",
    Factor.FUND: "万元",
}
"""The one unit in which targets and achievements of a factor are kept."""


class Checklist(StrEnum):
    """The two lists of things every park must have set up."""

    FIVE_ONES = "五个一"
    THREE_SYSTEMS = "三制"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkStanding:
    """What a park became on a day, and why; (park, on) is its key. The latest day holds."""

    park: str
    on: str
    status: ParkStatus
    reason: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区": self.park, "日期": self.on})
        require_dates({"日期": self.on})


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkFactor:
    """One factor of a park in a year or up to a quarter of it; (park, factor, year, quarter) is its key.

    Attributes
    ----------
    quarter
        1 to 4, or None for the year as a whole, where its target stands.
    target, achieved
        In ``UNIT_OF_FACTOR``. Achieved counts from the first of January to the end of the quarter; ``None`` is not
        reported, which is not 0.
    """

    park: str
    factor: Factor
    year: int
    quarter: int | None = None
    target: float | None = None
    achieved: float | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区": self.park})
        require_year(self.year)
        require_amounts({"目标": self.target, "完成": self.achieved})
        if self.quarter is not None and not 1 <= self.quarter <= 4:
            raise InvalidFact(f"季度 {self.quarter} 不在 1 到 4 之间")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkCheck:
    """One entry of a park's checklist; done once it has a day; (park, checklist, entry) is its key."""

    park: str
    checklist: Checklist
    entry: str
    done_on: str | None = None
    proof: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区": self.park, "事项": self.entry})
        require_dates({"完成日期": self.done_on})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyTarget:
    """What a park or region is to reach in a year, in the unit written; (place, year, indicator) is its key."""

    place: str
    year: int
    indicator: str
    target: float | None = None
    achieved: float | None = None
    unit: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区或地区": self.place, "指标": self.indicator})
        require_year(self.year)
