"""Since when an enterprise is known to exist: the day it was founded, or was listed where only that is known."""

import re
from datetime import UTC, datetime, timedelta, timezone

from chaingraph.model.enterprise import Enterprise

CHINA = timezone(timedelta(hours=8))
"""Days and months are those of Chinese time, wherever the server stands."""
LISTED = ("上市日期", "上市时间", "上市日", "挂牌日期", "listed_on", "listing_date", "list_date", "ipo_date")
"""Columns an officer's list may carry beside the template; kept as notes."""
_DATE = re.compile(r"(\d{4})(?:\D?(\d{1,2})(?:\D?(\d{1,2}))?)?")


def known_since(enterprise: Enterprise) -> str | None:
    """The first day the enterprise is known of, as YYYY, YYYY-MM or YYYY-MM-DD; None where no list says.

    >>> from chaingraph.ids import EnterpriseId
    >>> known_since(Enterprise(id=EnterpriseId("a"), name="甲", notes=(("上市日期", "2010/3/5"),)))
    '2010-03-05'
    """
    if enterprise.founded_on:
        return enterprise.founded_on
    for name, text in enterprise.notes:
        found = _DATE.match(text.strip()) if name.strip().lower() in LISTED else None
        if found:
            return "-".join(part if len(part) == 4 else part.zfill(2) for part in found.groups() if part)
    return None


def years_before(day: str, years: int) -> str:
    """The same day so many years earlier.

    >>> years_before("2017-12-31", 5)
    '2012-12-31'
    """
    return f"{int(day[:4]) - years:04d}{day[4:]}"


def day_of(at: str) -> str:
    """The day of a moment (ISO 8601, UTC where it does not say) in Chinese time; what is no moment stays as it is.

    >>> day_of("2026-10-31T20:00:00Z"), day_of("")
    ('2026-11-01', '')
    """
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at[:10]
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(CHINA).date().isoformat()
