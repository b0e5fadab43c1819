"""How large a firm is, in yuan a year: its revenue, or a declared stand-in when that is not known."""

from enum import StrEnum

from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings


class SizeBasis(StrEnum):
    """What a firm's size was read from."""

    REVENUE = "营业收入"
    EMPLOYEES = "按人数代用"
    CAPITAL = "按注册资本代用"
    DEFAULT = "按缺省值代用"


def firm_size(enterprise: Enterprise, rules: Settings) -> tuple[float, SizeBasis]:
    """Yuan a year and what it rests on: revenue, else employees, else registered capital, else the default.

    >>> firm_size(Enterprise(id="a", name="甲", employees=30), Settings())
    (30000000.0, <SizeBasis.EMPLOYEES: '按人数代用'>)
    """
    if enterprise.revenue_yuan is not None:
        return float(enterprise.revenue_yuan), SizeBasis.REVENUE
    if enterprise.employees:
        return enterprise.employees * rules.revenue_per_employee_yuan, SizeBasis.EMPLOYEES
    if enterprise.registered_capital_yuan:
        return float(enterprise.registered_capital_yuan) * rules.revenue_per_capital, SizeBasis.CAPITAL
    return rules.default_revenue_yuan, SizeBasis.DEFAULT
