"""Quantities with their unit in the type, and the checks that keep them possible."""

import math
import re
from calendar import monthrange
from collections.abc import Iterable
from typing import NewType

from chaingraph.errors import InvalidFact

Share = NewType("Share", float)
Yuan = NewType("Yuan", float)
Mu = NewType("Mu", float)
SquareMetre = NewType("SquareMetre", float)

WAN = 10_000
YI = 100_000_000

DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def share(value: float, name: str = "占比") -> Share:
    """The value as a share of one, refused outside 0 to 1.

    >>> share(0.25)
    0.25
    """
    if not 0.0 <= value <= 1.0:
        raise InvalidFact(f"{name} {value:g} 不在 0 到 1 之间")
    return Share(value)


def non_negative(value: float, name: str) -> float:
    """The value itself, refused when negative, infinite or not a number.

    >>> non_negative(3.0, "面积")
    3.0
    """
    if not math.isfinite(value) or value < 0:
        raise InvalidFact(f"{name} {value:g} 不是非负数")
    return value


def date_text(value: str, name: str = "日期") -> str:
    """The date as written, refused unless YYYY, YYYY-MM or YYYY-MM-DD of a real calendar.

    >>> date_text("2024-02")
    '2024-02'
    """
    if not DATE.fullmatch(value):
        raise InvalidFact(f"{name} “{value}” 不是 年、年-月 或 年-月-日")
    year, month, day = (*map(int, value.split("-")), 1, 1)[:3]
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        raise InvalidFact(f"{name} “{value}” 不是真实存在的日期")
    return value


def known(amount: float) -> float | None:
    """A figure of a table, None where it is not known (NaN).

    >>> known(1.5), known(float("nan"))
    (1.5, None)
    """
    return None if math.isnan(amount) else float(amount)


def sum_known(amounts: Iterable[float | None]) -> float | None:
    """The sum, None when any part is not known.

    >>> sum_known([1.0, 2.0]), sum_known([1.0, None])
    (3.0, None)
    """
    given = list(amounts)
    told = [amount for amount in given if amount is not None]
    return sum(told) if len(told) == len(given) else None


def wan(yuan: float | None) -> str:
    """Money for a screen, in 万元 or 亿元 with at most one decimal; a dash when not known.

    >>> wan(123_000_000), wan(45_000), wan(None)
    ('1.2 亿元', '4.5 万元', '—')
    """
    if yuan is None:
        return "—"
    if abs(yuan) >= YI:
        return f"{yuan / YI:,.1f} 亿元"
    return f"{yuan / WAN:,.1f} 万元" if abs(yuan) < 100 * WAN else f"{yuan / WAN:,.0f} 万元"


def percent(part: float | None) -> str:
    """A share for a screen, in whole percent; a dash when not known.

    >>> percent(0.417)
    '42 %'
    """
    return "—" if part is None else f"{part * 100:.0f} %"


def chance(part: float) -> str:
    """A probability for a screen, in whole percent; never quite certain.

    >>> chance(0.964), chance(0.9989)
    ('96 %', '99 % 以上')
    """
    return "99 % 以上" if part >= 0.995 else percent(part)
