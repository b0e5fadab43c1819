"""Days that ledgers write as a year, a month or a day: when they are over, and how long something has been overdue."""

from calendar import monthrange
from datetime import date


def last_day(text: str) -> date:
    """The last day a date may mean; something due in a month is late when the month is over.

    >>> last_day("2024-02"), last_day("2024"), last_day("2024-02-03")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31), datetime.date(2024, 2, 3))
    """
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def late_days(due_on: str | None, on: date, *, done: bool = False) -> int:
    """How many days something has been overdue; 0 where it is done, not due yet, or without a day.

    >>> late_days("2026-10", date(2026, 11, 3)), late_days("2026-10", date(2026, 10, 31))
    (3, 0)
    """
    return 0 if done or not due_on else max(0, (on - last_day(due_on)).days)
