"""The clock of idle land at its boundaries, by hand, and its laws."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.land.clock import full_years, idle_fee, merged, stopped_days, verdict, years_later
from chaingraph.analysis.land.documents import documents
from chaingraph.errors import InvalidFact
from chaingraph.findings.rule.land import ClockState, LandFacts, Stop, StopCause

PRICE = Decimal("31234567.89")
FEE = Decimal("6246913.58")
AGREED = date(2023, 6, 1)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def facts(**known: object) -> LandFacts:
    return LandFacts(**{"agreed": AGREED, "price_yuan": PRICE, **known})  # type: ignore[arg-type]


def state(on: date, **known: object) -> ClockState:
    return verdict(facts(**known), on).state


@pytest.mark.parametrize(
    ("on", "stands", "fee"),
    [
        (date(2023, 5, 31), ClockState.NOT_DUE, None),
        (date(2023, 6, 1), ClockState.NOT_DUE, None),
        (date(2023, 6, 2), ClockState.LATE, None),
        (date(2024, 5, 31), ClockState.LATE, None),
        (date(2024, 6, 1), ClockState.FEE, FEE),
        (date(2024, 6, 2), ClockState.FEE, FEE),
        (date(2025, 5, 31), ClockState.FEE, FEE),
        (date(2025, 6, 1), ClockState.RECLAIM, FEE),
        (date(2025, 6, 2), ClockState.RECLAIM, FEE),
    ],
)
def test_the_fee_falls_due_on_the_full_year_and_the_land_on_the_second(
    on: date, stands: ClockState, fee: Decimal | None
) -> None:
    found = verdict(facts(), on)
    assert (found.state, found.fee_yuan) == (stands, fee)
    assert (found.one_year, found.two_years) == (date(2024, 6, 1), date(2025, 6, 1))


@pytest.mark.parametrize(
    ("on", "left", "warning"),
    [
        (date(2024, 3, 2), 91, None),
        (date(2024, 3, 3), 90, 90),
        (date(2024, 5, 1), 31, 90),
        (date(2024, 5, 2), 30, 30),
        (date(2024, 5, 31), 1, 30),
        (date(2025, 3, 3), 90, 90),
        (date(2025, 6, 1), None, None),
    ],
)
def test_it_warns_ninety_and_thirty_days_ahead(on: date, left: int | None, warning: int | None) -> None:
    found = verdict(facts(), on)
    assert (found.days_left, found.warning) == (left, warning)


def test_a_start_agreed_on_a_leap_day_is_a_year_late_on_the_last_of_february() -> None:
    agreed = date(2024, 2, 29)
    assert [full_years(agreed, years, ()) for years in (1, 2, 4)] == [
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2028, 2, 29),
    ]
    assert full_years(date(2023, 2, 28), 1, ()) == date(2024, 2, 28)


def test_a_cause_that_changes_half_way_stops_the_clock_for_its_own_days_alone() -> None:
    stops = (Stop(since=date(2024, 1, 1), until=date(2024, 3, 31), cause=StopCause.GOVERNMENT),)
    found = verdict(facts(stops=stops), date(2024, 8, 30))
    assert found.one_year == date(2024, 8, 31)
    assert (found.state, found.stopped_days, found.late_days) == (ClockState.LATE, 91, 365)
    assert verdict(facts(stops=stops), date(2024, 8, 31)).state is ClockState.FEE
    assert verdict(facts(stops=stops), date(2024, 2, 1)).state is ClockState.STOPPED


def test_a_standstill_in_the_second_year_leaves_the_fee_and_moves_the_recovery() -> None:
    stops = (Stop(since=date(2024, 7, 1), until=date(2024, 7, 10)),)
    assert full_years(AGREED, 1, stops) == date(2024, 6, 1)
    assert full_years(AGREED, 2, stops) == date(2025, 6, 11)
    assert state(date(2025, 6, 10), stops=stops) is ClockState.FEE
    held = verdict(facts(stops=(Stop(since=date(2024, 7, 1)),)), date(2026, 1, 1))
    assert (held.state, held.fee_yuan, held.two_years) == (ClockState.FEE, FEE, None)


def test_a_standstill_on_the_very_last_day_of_the_year_still_moves_it() -> None:
    assert full_years(AGREED, 1, [Stop(since=date(2024, 6, 1), until=date(2024, 6, 1))]) == date(2024, 6, 2)
    assert full_years(AGREED, 1, [Stop(since=date(2024, 6, 2), until=date(2024, 6, 2))]) == date(2024, 6, 1)


def test_a_standstill_without_an_end_holds_the_clock() -> None:
    stops = (Stop(since=date(2023, 9, 1)),)
    found = verdict(facts(stops=stops), date(2030, 1, 1))
    assert (found.state, found.one_year, found.late_days, found.fee_yuan) == (ClockState.STOPPED, None, 91, None)


def test_a_standstill_that_ended_before_the_agreed_start_counts_for_nothing() -> None:
    stops = (Stop(since=date(2022, 1, 1), until=date(2023, 6, 1)),)
    assert full_years(AGREED, 1, stops) == date(2024, 6, 1)


def test_overlapping_causes_are_counted_once() -> None:
    stops = (
        Stop(since=date(2024, 1, 1), until=date(2024, 1, 20)),
        Stop(since=date(2024, 1, 11), until=date(2024, 1, 31), cause=StopCause.FORCE_MAJEURE),
    )
    assert stopped_days(stops, AGREED, date(2024, 12, 31)) == 31


@pytest.mark.parametrize(
    ("started", "stands"),
    [(date(2024, 5, 31), ClockState.STARTED), (date(2024, 6, 1), ClockState.STARTED_LATE)],
)
def test_work_begun_after_the_full_year_leaves_the_fee_to_be_verified(started: date, stands: ClockState) -> None:
    found = verdict(facts(started=started), date(2024, 12, 1))
    assert (found.state, found.fee_yuan) == (stands, FEE if stands is ClockState.STARTED_LATE else None)


def test_a_start_that_lies_ahead_is_no_start() -> None:
    assert state(date(2024, 5, 31), started=date(2024, 6, 5)) is ClockState.LATE


@pytest.mark.parametrize(
    ("built", "invested", "stands"),
    [
        ("0.33", None, ClockState.SUSPENDED),
        ("0.34", None, ClockState.STARTED),
        ("0.5", "0.24", ClockState.SUSPENDED),
        ("0.5", "0.25", ClockState.STARTED),
        (None, None, ClockState.STARTED),
    ],
)
def test_work_broken_off_for_a_year_with_little_done_counts_as_idle(
    built: str | None, invested: str | None, stands: ClockState
) -> None:
    known = {
        "started": date(2023, 5, 1),
        "suspended": date(2024, 2, 29),
        "built": Decimal(built) if built else None,
        "invested": Decimal(invested) if invested else None,
    }
    assert state(date(2025, 2, 28), **known) is stands
    assert state(date(2025, 2, 27), **known) is ClockState.STARTED


def test_recovered_land_is_idle_no_more_and_land_without_an_agreed_start_is_to_be_verified() -> None:
    assert state(date(2026, 1, 1), recovered=date(2025, 12, 31)) is ClockState.RECOVERED
    assert state(date(2025, 12, 30), recovered=date(2025, 12, 31)) is ClockState.RECLAIM
    assert state(date(2026, 1, 1), agreed=None) is ClockState.UNKNOWN


def test_an_unknown_price_gives_no_fee_and_a_standstill_cannot_end_before_it_begins() -> None:
    assert verdict(facts(price_yuan=None), date(2024, 6, 1)).fee_yuan is None
    with pytest.raises(InvalidFact, match="早于开始"):
        Stop(since=date(2024, 1, 2), until=date(2024, 1, 1))


def test_recovery_asks_for_its_own_decision_and_the_fee_for_another() -> None:
    assert any("收回国有建设用地使用权决定书" in paper for paper in documents(ClockState.RECLAIM))
    assert any("征缴土地闲置费决定书" in paper for paper in documents(ClockState.FEE))
    assert not any("决定书》" in paper for paper in documents(ClockState.LATE))


@st.composite
def stops(draw: st.DrawFn) -> tuple[Stop, ...]:
    made = []
    for _ in range(draw(st.integers(0, 4))):
        since = draw(DAYS)
        length = draw(st.one_of(st.none(), st.integers(0, 900)))
        made.append(Stop(since=since, until=None if length is None else since + timedelta(days=length)))
    return tuple(made)


@given(DAYS, stops(), st.integers(1, 2))
def test_exactly_the_days_of_a_full_year_have_run_when_it_is_full(
    agreed: date, paused: tuple[Stop, ...], years: int
) -> None:
    due = full_years(agreed, years, paused)
    if due is not None:
        ran = (due - agreed).days - stopped_days(paused, agreed, due)
        assert ran == (years_later(agreed, years) - agreed).days
        assert stopped_days(paused, agreed, due) == stopped_days(paused, agreed, due - timedelta(days=1))


@given(DAYS, stops(), DAYS)
def test_the_second_year_never_ends_before_the_first(agreed: date, paused: tuple[Stop, ...], on: date) -> None:
    one, two = (full_years(agreed, years, paused) for years in (1, 2))
    assert two is None or (one is not None and one < two)
    found = verdict(facts(agreed=agreed, stops=paused), on)
    assert (found.fee_yuan == FEE) == (one is not None and one <= on)
    assert found.state is not ClockState.RECLAIM or found.fee_yuan == FEE


@given(DAYS, stops(), stops())
def test_one_more_standstill_never_hastens_the_clock(
    agreed: date, paused: tuple[Stop, ...], more: tuple[Stop, ...]
) -> None:
    fewer, all_of_them = full_years(agreed, 1, paused), full_years(agreed, 1, (*paused, *more))
    assert all_of_them is None or (fewer is not None and fewer <= all_of_them)


@given(stops(), st.randoms(use_true_random=False))
def test_the_order_in_which_standstills_are_told_does_not_matter(paused: tuple[Stop, ...], luck: object) -> None:
    shuffled = list(paused)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    assert list(merged(shuffled)) == list(merged(paused))


@given(DAYS, st.integers(0, 1500), st.integers(1, 400))
def test_a_parcel_never_goes_back_while_nothing_happens(agreed: date, passed: int, more: int) -> None:
    order = [ClockState.NOT_DUE, ClockState.LATE, ClockState.FEE, ClockState.RECLAIM]
    early, late = (verdict(facts(agreed=agreed), agreed + timedelta(days=n)).state for n in (passed, passed + more))
    assert order.index(early) <= order.index(late)


@given(st.decimals(0, 10**11, places=2))
def test_the_fee_is_a_fifth_to_the_fen(price: Decimal) -> None:
    fee = idle_fee(price)
    assert fee is not None
    assert abs(fee * 5 - price) <= Decimal("0.025")
    assert fee == fee.quantize(Decimal("0.01"))
