"""How large a firm is: its revenue, or what its industry makes a head, or only a class with a weight to order by."""

from enum import StrEnum

from chaingraph.library.divisions import division_of
from chaingraph.model.enterprise import Enterprise
from chaingraph.units import WAN

DIVISION = 3
"""Characters of a division's code: its section's letter and two digits."""
NATIONAL = ("单项冠军", "小巨人", "国家企业技术中心")
LARGE_STAFF, MIDDLE_STAFF = 1000, 300
"""Persons from which an industrial firm is large or of middle size (统计上大中小微型企业划分办法, 2017)."""
LARGE_CAPITAL_YUAN, MIDDLE_CAPITAL_YUAN = 5e8, 5e7
"""Registered capital from which a firm with nothing else stated is put into a class; a convention of ours."""


class SizeBasis(StrEnum):
    """What a firm's size was read from: money that is stated, or a class."""

    REVENUE = "营业收入"
    EMPLOYEES = "从业人数×行业人均营收"
    LARGE = "大"
    MIDDLE = "中"
    SMALL = "小"
    UNKNOWN = "未知"

    @property
    def stated(self) -> bool:
        """Whether the size is money that something stated supports."""
        return self in (SizeBasis.REVENUE, SizeBasis.EMPLOYEES)


WEIGHT = {SizeBasis.LARGE: 4e8, SizeBasis.MIDDLE: 8e7, SizeBasis.SMALL: 1e7, SizeBasis.UNKNOWN: 2e7}
"""Weight of a class beside revenues in yuan: it orders and is never shown, said or added up as money."""


def firm_size(enterprise: Enterprise) -> tuple[float, SizeBasis]:
    """A weight and what it rests on: yuan a year where the basis is ``stated``, else a weight without unit.

    Revenue; else employees times the middle of the revenue a head of the firm's GB/T 4754 division, where a yearbook
    gives it; else the weight of the firm's class.

    >>> firm_size(Enterprise(id="a", name="甲", employees=30))
    (10000000.0, <SizeBasis.SMALL: '小'>)
    """
    if enterprise.revenue_yuan is not None:
        return float(enterprise.revenue_yuan), SizeBasis.REVENUE
    a_head = _a_head(enterprise.industry_code or "")
    if enterprise.employees and a_head is not None:
        return enterprise.employees * a_head, SizeBasis.EMPLOYEES
    of_class = size_class(enterprise)
    return WEIGHT[of_class], of_class


def size_class(enterprise: Enterprise) -> SizeBasis:
    """大, 中, 小 or 未知 from what is stated: employees, else listing, national qualifications, registered capital.

    >>> [size_class(Enterprise(id="a", name="甲", listed_as=where)).value for where in ("上交所", None)]
    ['大', '未知']
    """
    if enterprise.employees:
        return _class_of(enterprise.employees, LARGE_STAFF, MIDDLE_STAFF)
    if enterprise.listed_as and "未上市" not in enterprise.listed_as:
        return SizeBasis.LARGE
    if any(mark in text for text in enterprise.qualifications for mark in NATIONAL):
        return SizeBasis.MIDDLE
    if enterprise.registered_capital_yuan:
        return _class_of(float(enterprise.registered_capital_yuan), LARGE_CAPITAL_YUAN, MIDDLE_CAPITAL_YUAN)
    return SizeBasis.UNKNOWN


def _a_head(code: str) -> float | None:
    """Revenue a year and head in yuan of the narrowest industry of the code for which a yearbook gives it, or None."""
    listed = (division_of(code), division_of(code[:DIVISION]))
    given = next((one.revenue_per_head_wan for one in listed if one is not None and one.revenue_per_head_wan), ())
    return sum(given) / len(given) * WAN if given else None


def _class_of(amount: float, large: float, middle: float) -> SizeBasis:
    return SizeBasis.LARGE if amount >= large else SizeBasis.MIDDLE if amount >= middle else SizeBasis.SMALL
