"""What a portfolio answers with: two sets, their values and the bound."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Record


class ResourcesRow(Record):
    """Land, plants, fund and a number of firms; null is no limit, or not asked."""

    land_mu: float | None
    plant_m2: float | None
    fund_yuan: float | None
    number: int | None


class PickRow(Record):
    """One chosen enterprise, what it covers and what it takes."""

    enterprise: str
    enterprise_id: str
    key: str
    segment: str
    also: Annotated[list[str], Field(description="该企业还在哪些缺口环节上，未计值")]
    score: float
    gain: Annotated[float, Field(description="加入时增加的价值，无单位")]
    need: ResourcesRow
    basis: str


class SelectionRow(Record):
    """A set in the order picked."""

    picks: list[PickRow]
    value: float
    used: ResourcesRow
    completed: Annotated[list[str], Field(description="必需投入由此全部到位的环节；只在 complete 时有")]


class PortfolioAnswer(Answer):
    """The greedy set beside the exact one."""

    place: str
    chain: str
    budget: ResourcesRow
    complete: bool
    candidates: int
    considered: int
    greedy: SelectionRow
    exact: SelectionRow
    proven: Annotated[bool, Field(description="精确解是否已证明为全部候选中的最优")]
    upper: Annotated[float, Field(description="任何组合的价值都不超过它")]
    guarantee: Annotated[float | None, Field(description="贪心在最坏情形下不低于最优值的比例；没有保证时为 null")]
    ceiling: float
    shortfall: Annotated[float, Field(description="贪心比较好的一组少多少，0–1")]
    notes: list[str]
