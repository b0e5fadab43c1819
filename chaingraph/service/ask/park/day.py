"""The day something is seen from: today in Chinese time, or the one somebody names."""

from datetime import date, datetime

from chaingraph.errors import Refused
from chaingraph.model.dates import CHINA


def day(text: str = "") -> date:
    """The day named, today for an empty text. Raises Refused for what is no day.

    >>> day("2026-11-30")
    datetime.date(2026, 11, 30)
    """
    if not text:
        return datetime.now(CHINA).date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused(f"日期“{text[:20]}”不是 年-月-日，例如 2026-11-30") from error
