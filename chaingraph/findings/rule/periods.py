"""Periods of assessment: when each ends, and what people call it."""

from calendar import monthrange
from datetime import date

HALVES = {"H1": ("上半年", 6), "H2": ("下半年", 12)}
QUARTERS = {"Q1": ("一季度", 3), "Q2": ("二季度", 6), "Q3": ("三季度", 9), "Q4": ("四季度", 12)}


def period_end(period: str) -> date:
    """The last day of a year, half, quarter or month.

    >>> [period_end(text).isoformat() for text in ("2026", "2026-H1", "2026-Q3", "2028-02")]
    ['2026-12-31', '2026-06-30', '2026-09-30', '2028-02-29']
    """
    year, month = int(period[:4]), _month(period[5:])
    return date(year, month, monthrange(year, month)[1])


def period_name(period: str) -> str:
    """The period in words.

    >>> [period_name(text) for text in ("2026", "2026-H1", "2026-Q3", "2026-02")]
    ['2026 年', '2026 年上半年', '2026 年三季度', '2026 年 2 月']
    """
    year, part = period[:4], period[5:]
    named = {**HALVES, **QUARTERS}.get(part)
    if named:
        return f"{year} 年{named[0]}"
    return f"{year} 年 {int(part)} 月" if part else f"{year} 年"


def _month(part: str) -> int:
    named = {**HALVES, **QUARTERS}.get(part)
    return named[1] if named else int(part or 12)
