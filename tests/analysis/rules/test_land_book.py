"""Parcels as ledgers have them: dates without a day, causes that change, sums, and land that comes back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from chaingraph.analysis.land.book import land_rows, land_sums, quarter_end
from chaingraph.analysis.land.parcels import land_facts, parcel_verdict, stage_of
from chaingraph.findings.rule.land import ClockState, Stop, StopCause
from chaingraph.model.parks.land import CausePeriod, IdleCause, LandState, Parcel

ON = date(2026, 11, 30)


def parcel(name: str = "一号地", **known: Any) -> Parcel:
    return Parcel(park="甲园", name=name, **{"area_mu": 100.0, "agreed_start": "2024-06-01", **known})


def state(**known: Any) -> ClockState:
    return parcel_verdict(parcel(**known), ON).state


def test_a_date_without_a_day_is_read_in_the_users_favour_and_said_so() -> None:
    found = parcel_verdict(parcel(agreed_start="2025-11"), ON)
    assert (found.state, found.one_year) == (ClockState.FEE, ON)
    assert "“2025-11”未写到日，按期末计" in found.reason
    assert parcel_verdict(parcel(agreed_start="2025-11"), date(2026, 11, 29)).state is ClockState.LATE


def test_a_cause_that_changes_half_way_stops_only_its_own_days() -> None:
    changed = parcel(causes=(CausePeriod(cause="政府", since="2025-01-01", until="2025-03-31"),))
    assert land_facts(changed).stops == (Stop(since=date(2025, 1, 1), until=date(2025, 3, 31)),)
    assert parcel_verdict(changed, ON).one_year == date(2025, 8, 30)


def test_a_cause_of_the_whole_leaves_only_the_firms_own_days_to_the_clock() -> None:
    own = parcel(
        cause=IdleCause.FORCE_MAJEURE, causes=(CausePeriod(cause="企业", since="2024-09-01", until="2024-09-30"),)
    )
    assert land_facts(own).stops == (
        Stop(since=date(2024, 6, 1), until=date(2024, 8, 31), cause=StopCause.FORCE_MAJEURE),
        Stop(since=date(2024, 10, 1), cause=StopCause.FORCE_MAJEURE),
    )
    found = parcel_verdict(own, ON)
    assert (found.state, found.late_days) == (ClockState.STOPPED, 30)


@pytest.mark.parametrize(
    ("known", "stands", "stage"),
    [
        ({"state": LandState.RECOVERED}, ClockState.RECOVERED, LandState.RECOVERED),
        ({"recovered_on": "2026-10-08"}, ClockState.RECOVERED, LandState.RECOVERED),
        ({"state": LandState.APPROVED, "agreed_start": None}, ClockState.NOT_SUPPLIED, LandState.APPROVED),
        ({"state": LandState.IN_USE}, ClockState.STARTED, LandState.IN_USE),
        ({"actual_start": "2025-01"}, ClockState.STARTED, LandState.IN_USE),
        ({"state": LandState.IDLE}, ClockState.RECLAIM, LandState.SUPPLIED),
        ({"agreed_start": None}, ClockState.UNKNOWN, None),
    ],
)
def test_the_ledgers_own_word_counts_where_dates_lack(
    known: dict[str, Any], stands: ClockState, stage: LandState | None
) -> None:
    assert state(**known) is stands
    assert stage_of(parcel(**known), ON) is stage


def test_the_gravest_come_first_and_the_sums_add_up() -> None:
    rows = land_rows(
        [
            parcel("甲", agreed_start="2027-01-01"),
            parcel("乙", agreed_start="2024-11-30", price_yuan=Decimal("1000.05"), area_mu=30.5),
            parcel("丙", agreed_start="2025-11-30", price_yuan=Decimal(500), area_mu=None),
            parcel("丁", agreed_start="2024-12-15", area_mu=7.0),
            parcel("戊", agreed_start=None, state=LandState.ACQUIRED, area_mu=12.0),
            parcel("己", recovered_on="2026-01-01", area_mu=9.0),
        ],
        {},
        ON,
    )
    assert [row.parcel.name for row in rows] == ["乙", "丁", "丙", "甲", "己", "戊"]
    sums = land_sums(rows, quarter_end(ON))
    assert (sums.idle, sums.idle_mu, sums.reclaim_mu, sums.soon_mu) == (3, 37.5, 30.5, 37.5)
    assert (sums.unused_mu, sums.acquired_mu, sums.recovered_mu, sums.unmeasured) == (137.5, 12.0, 9.0, 1)
    assert sums.fee_yuan == Decimal("300.01")
