"""The clock of one parcel: full years past the agreed start, without the days on which it stood still.

Source: 闲置土地处置办法（国土资源部令第53号，2012）, articles 2, 8, 14 and 30. A year is full on the day of the same
number a year later, and where the month has no such day on its last one (民法典 第二百零二条).
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from chaingraph.findings.rule.land import ClockState, LandFacts, LandVerdict, Stop

FEE_SHARE = Decimal("0.2")
FEN = Decimal("0.01")
WARNINGS = (30, 90)
LEAST_BUILT = Decimal(1) / Decimal(3)
LEAST_INVESTED = Decimal("0.25")
DAY = timedelta(days=1)


def verdict(facts: LandFacts, on: date) -> LandVerdict:
    """Where the parcel stands at the end of the day. O(stops · log stops).

    >>> verdict(LandFacts(agreed=date(2024, 3, 1), price_yuan=Decimal(1000)), date(2025, 3, 1)).fee_yuan
    Decimal('200.00')
    """
    if facts.recovered is not None and facts.recovered <= on:
        return LandVerdict(state=ClockState.RECOVERED, reason=f"{facts.recovered} 已收回")
    started = facts.started if facts.started is not None and facts.started <= on else None
    if facts.agreed is None:
        state = ClockState.STARTED if started else ClockState.UNKNOWN
        return LandVerdict(state=state, reason=f"{started} 动工" if started else "约定动工日不详，先核实出让合同")
    return _begun(facts, facts.agreed, started, on) if started else _waiting(facts, facts.agreed, on)


def full_years(agreed: date, years: int, stops: Sequence[Stop]) -> date | None:
    """The day on which so many full years past the agreed start end; None while a standstill has no end.

    >>> full_years(date(2024, 2, 29), 1, ())
    datetime.date(2025, 2, 28)
    >>> full_years(date(2024, 3, 1), 1, [Stop(since=date(2024, 6, 1), until=date(2024, 6, 10))])
    datetime.date(2025, 3, 11)
    """
    due = years_later(agreed, years)
    for since, until in merged(stops):
        if until is not None and until <= agreed:
            continue
        if since > due:
            break
        if until is None:
            return None
        due += until - max(since, agreed + DAY) + DAY
    return due


def years_later(day: date, years: int) -> date:
    """The day of the same number so many years later, the month's last where it has none.

    >>> years_later(date(2024, 2, 29), 4)
    datetime.date(2028, 2, 29)
    """
    year = day.year + years
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def merged(stops: Iterable[Stop]) -> Iterator[tuple[date, date | None]]:
    """Standstills as spans that neither overlap nor touch, in time; the cause may change within one."""
    since: date | None = None
    until: date | None = None
    for stop in sorted(stops, key=lambda stop: (stop.since, stop.until or date.max)):
        if since is None:
            since, until = stop.since, stop.until
        elif until is None or stop.since <= until + DAY:
            until = None if until is None or stop.until is None else max(until, stop.until)
        else:
            yield since, until
            since, until = stop.since, stop.until
    if since is not None:
        yield since, until


def stopped_days(stops: Iterable[Stop], agreed: date, on: date) -> int:
    """Days of standstill after the agreed start, up to and with the day.

    >>> stopped_days([Stop(since=date(2024, 1, 1))], date(2024, 3, 1), date(2024, 3, 3))
    2
    """
    days = 0
    for since, until in merged(stops):
        first, last = max(since, agreed + DAY), on if until is None else min(until, on)
        days += max(0, (last - first).days + 1)
    return days


def idle_fee(price_yuan: Decimal | None) -> Decimal | None:
    """20 % of the price, to the fen; None where the price is not known.

    >>> idle_fee(Decimal("12345678.91"))
    Decimal('2469135.78')
    """
    return None if price_yuan is None else (price_yuan * FEE_SHARE).quantize(FEN, ROUND_HALF_UP)


def _waiting(facts: LandFacts, agreed: date, on: date) -> LandVerdict:
    """A parcel on which no work has begun."""
    one, two = (full_years(agreed, years, facts.stops) for years in (1, 2))
    stopped = stopped_days(facts.stops, agreed, on)
    late = max(0, (on - agreed).days - stopped)
    state = _state(facts, agreed, (one, two), on)
    ahead = next((day for day in (one, two) if day is not None and day > on), None)
    left = (ahead - on).days if ahead else None
    return LandVerdict(
        state=state,
        one_year=one,
        two_years=two,
        stopped_days=stopped,
        late_days=late,
        next_on=ahead,
        days_left=left,
        fee_yuan=idle_fee(facts.price_yuan) if one is not None and one <= on else None,
        warning=next((days for days in WARNINGS if left is not None and left <= days), None),
        reason=_reason(state, (agreed, on), late, stopped),
    )


def _state(facts: LandFacts, agreed: date, full: tuple[date | None, date | None], on: date) -> ClockState:
    one, two = full
    if two is not None and two <= on:
        return ClockState.RECLAIM
    if one is not None and one <= on:
        return ClockState.FEE
    if any(stop.since <= on and (stop.until is None or on <= stop.until) for stop in facts.stops) and on > agreed:
        return ClockState.STOPPED
    return ClockState.LATE if on > agreed else ClockState.NOT_DUE


def _reason(state: ClockState, days: tuple[date, date], late: int, stopped: int) -> str:
    agreed, on = days
    if state is ClockState.NOT_DUE:
        return f"约定 {agreed} 前动工，还有 {(agreed - on).days} 天"
    paused = f"，其中政府原因或不可抗力 {stopped} 天不计" if stopped else ""
    return f"约定 {agreed} 动工，至 {on} 未动工，计 {late} 天{paused}"


def _begun(facts: LandFacts, agreed: date, started: date, on: date) -> LandVerdict:
    """A parcel on which work has begun: in time, after the first year, or broken off since."""
    one, two = (full_years(agreed, years, facts.stops) for years in (1, 2))
    full = years_later(facts.suspended, 1) if facts.suspended is not None and facts.suspended <= on else None
    if full is not None and full <= on and _little(facts):
        return LandVerdict(
            state=ClockState.SUSPENDED,
            one_year=full,
            late_days=(on - years_later(full, -1)).days,
            reason=f"{facts.suspended} 起中止开发已满一年，{_how_little(facts)}，可认定为闲置土地",
        )
    late = one is not None and one <= started
    over = f"，晚于满一年之日 {one}，闲置费是否已征缴须核实" if late else ""
    return LandVerdict(
        state=ClockState.STARTED_LATE if late else ClockState.STARTED,
        one_year=one,
        two_years=two,
        fee_yuan=idle_fee(facts.price_yuan) if late else None,
        reason=f"{started} 动工{over}",
    )


def _little(facts: LandFacts) -> bool:
    """Less than a third of the area developed, or less than a quarter of the investment made."""
    built, invested = facts.built, facts.invested
    return (built is not None and built < LEAST_BUILT) or (invested is not None and invested < LEAST_INVESTED)


def _how_little(facts: LandFacts) -> str:
    parts = []
    if facts.built is not None and facts.built < LEAST_BUILT:
        parts.append(f"已开发面积 {facts.built:.0%} 不足三分之一")
    if facts.invested is not None and facts.invested < LEAST_INVESTED:
        parts.append(f"已投资 {facts.invested:.0%} 不足百分之二十五")
    return "、".join(parts)
