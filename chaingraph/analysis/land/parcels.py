"""From a parcel as the ledger has it to what the clock must know; a date without a day is read for the user."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from chaingraph.analysis.land.clock import DAY, verdict
from chaingraph.analysis.parks import days
from chaingraph.findings.rule.land import ClockState, LandFacts, LandVerdict, Stop, StopCause
from chaingraph.model.parks.land import CausePeriod, IdleCause, LandState, Parcel

NOT_SUPPLIED = frozenset({LandState.APPROVED, LandState.ACQUIRED})
STOPS = {IdleCause.GOVERNMENT: StopCause.GOVERNMENT, IdleCause.FORCE_MAJEURE: StopCause.FORCE_MAJEURE}


def parcel_verdict(parcel: Parcel, on: date) -> LandVerdict:
    """What the clock says of the parcel on a day. O(causes · log causes)."""
    if parcel.state is LandState.RECOVERED and not parcel.recovered_on:
        return LandVerdict(state=ClockState.RECOVERED, reason="台账记为已收回，日期未注明")
    if parcel.state in NOT_SUPPLIED and not parcel.agreed_start:
        return LandVerdict(state=ClockState.NOT_SUPPLIED, reason=f"{parcel.state.value}，没有约定动工日")
    if parcel.state is LandState.IN_USE and not parcel.actual_start:
        return LandVerdict(state=ClockState.STARTED, reason="台账记为已动工，日期未注明")
    found = verdict(land_facts(parcel), on)
    return replace(found, reason=f"{found.reason}{_read_as(parcel)}")


def land_facts(parcel: Parcel) -> LandFacts:
    """Dates, money and standstills of the parcel."""
    agreed = last_day(parcel.agreed_start)
    return LandFacts(
        agreed=agreed,
        started=first_day(parcel.actual_start),
        suspended=last_day(parcel.stopped_on),
        built=_ratio(parcel.developed_mu, parcel.area_mu),
        invested=_ratio(parcel.invested_yuan, parcel.total_invest_yuan),
        price_yuan=parcel.price_yuan,
        recovered=last_day(parcel.recovered_on),
        stops=tuple(_stops(parcel, agreed)),
    )


def stage_of(parcel: Parcel, on: date) -> LandState | None:
    """How far the parcel has come on the day: by its own dates where they say, else as the ledger says; None where
    neither does."""
    recovered, started = last_day(parcel.recovered_on), first_day(parcel.actual_start)
    if parcel.state is LandState.RECOVERED or (recovered is not None and recovered <= on):
        return LandState.RECOVERED
    if started is not None and started <= on:
        return LandState.IN_USE
    if parcel.state is not None:
        return LandState.SUPPLIED if parcel.state is LandState.IDLE else parcel.state
    return LandState.SUPPLIED if parcel.agreed_start or parcel.transferred_on else None


def first_day(text: str | None) -> date | None:
    """The first day that a date may mean.

    >>> first_day("2025-06"), first_day(None)
    (datetime.date(2025, 6, 1), None)
    """
    if not text:
        return None
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    return date(year, month, day)


def last_day(text: str | None) -> date | None:
    """The last day that a date may mean.

    >>> last_day("2024-02"), last_day("2024")
    (datetime.date(2024, 2, 29), datetime.date(2024, 12, 31))
    """
    return days.last_day(text) if text else None


def _stops(parcel: Parcel, agreed: date | None) -> Iterator[Stop]:
    """Days on which others kept the work from beginning; where that is the cause as a whole, all but the firm's own."""
    for period in parcel.causes:
        cause = STOPS.get(IdleCause(period.cause))
        since, until = first_day(period.since), last_day(period.until)
        if cause is not None and since is not None:
            yield Stop(since=since, until=until, cause=cause)
    whole = STOPS.get(parcel.cause) if parcel.cause is not None else None
    if whole is not None and agreed is not None:
        own = [one for one in parcel.causes if one.cause == IdleCause.FIRM]
        yield from (Stop(since=since, until=until, cause=whole) for since, until in _between(own, agreed))


def _between(periods: Sequence[CausePeriod], since: date) -> Iterator[tuple[date, date | None]]:
    """The days from a day on that lie in none of the periods."""
    for first, last in _spans(periods):
        if since < first:
            yield since, first - DAY
        if last is None:
            return
        since = max(since, last + timedelta(days=1))
    yield since, None


def _spans(periods: Iterable[CausePeriod]) -> list[tuple[date, date | None]]:
    found = [(first, last_day(one.until)) for one in periods if (first := last_day(one.since)) is not None]
    return sorted(found, key=lambda span: (span[0], span[1] or date.max))


def _ratio(part: float | None, whole: float | None) -> Decimal | None:
    return Decimal(str(part)) / Decimal(str(whole)) if part is not None and whole else None


def _read_as(parcel: Parcel) -> str:
    """What was read into an agreed start without a day."""
    text = parcel.agreed_start or ""
    return "" if text.count("-") == 2 or not text else f"（约定动工“{text}”未写到日，按期末计）"
