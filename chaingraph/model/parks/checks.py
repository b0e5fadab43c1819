"""What every fact of a park is checked for: names that are there, dates that exist, amounts that are not negative."""

import re
from collections.abc import Mapping
from decimal import Decimal

from chaingraph.errors import InvalidFact
from chaingraph.units import date_text, non_negative

PERIOD = re.compile(r"\d{4}(-(H[12]|Q[1-4]|0[1-9]|1[0-2]))?")


def require_named(values: Mapping[str, str]) -> None:
    """Nothing; raises InvalidFact for an empty text, by its Chinese name."""
    for name, text in values.items():
        if not text.strip():
            raise InvalidFact(f"{name}为空")


def require_dates(values: Mapping[str, str | None]) -> None:
    """Nothing; raises InvalidFact for a date that is none. Empty text is a date taken back."""
    for name, text in values.items():
        if text:
            date_text(text, name)


def require_amounts(values: Mapping[str, float | Decimal | None]) -> None:
    """Nothing; raises InvalidFact for a negative or endless amount."""
    for name, amount in values.items():
        if amount is not None:
            non_negative(float(amount), name)


def require_year(year: int) -> None:
    """Nothing; raises InvalidFact for a year that no ledger speaks of."""
    if not 1990 <= year <= 2100:
        raise InvalidFact(f"年份 {year} 不在 1990 到 2100 之间")


def require_period(period: str) -> None:
    """Nothing; raises InvalidFact unless a year, half, quarter or month.

    >>> [require_period(text) for text in ("2026", "2026-H1", "2026-Q3", "2026-09")]
    [None, None, None, None]
    """
    if not PERIOD.fullmatch(period):
        raise InvalidFact(f"考评期“{period}”不是 2026、2026-H1、2026-Q3 或 2026-09 的样子")
