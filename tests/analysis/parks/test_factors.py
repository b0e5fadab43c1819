"""Factors of a park against its yearly targets."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.parks.factors import factors_of, state_of
from chaingraph.findings.park.factor import FactorStanding, FactorState
from chaingraph.model.parks.platforms import Platform, PlatformKind, PlatformState
from chaingraph.model.parks.standing import Factor, ParkFactor
from chaingraph.model.place import Park
from tests.builders import HERE, chain, snapshot

PARK = Park(name="甲园区", **HERE)
ON = date(2026, 11, 30)


def standing(factor: Factor, rows: list[ParkFactor], platforms: list[Platform] | None = None) -> FactorStanding:
    found = snapshot(chain(["铜箔"]), [], parks=[PARK], park_factors=rows, platforms=platforms or [])
    return next(one for one in factors_of(found, "甲园区", ON) if one.factor is factor)


def said(**known: object) -> ParkFactor:
    return ParkFactor(**{"park": "甲园区", "factor": Factor.LAND_BANK, "year": 2026, **known})  # type: ignore[arg-type]


def test_less_than_the_targets_part_by_the_quarter_is_late_and_exactly_that_is_there() -> None:
    target = said(target=400.0)
    late = standing(Factor.LAND_BANK, [target, said(quarter=3, achieved=299.0)])
    there = standing(Factor.LAND_BANK, [target, said(quarter=3, achieved=300.0)])
    assert (late.state, late.due, late.quarter) == (FactorState.LATE, 300.0, 3)
    assert there.state is FactorState.THERE


def test_the_last_quarter_reported_counts_and_a_year_to_come_does_not() -> None:
    rows = [
        said(target=400.0),
        said(quarter=1, achieved=400.0),
        said(quarter=2, achieved=100.0),
        said(year=2027, target=9.0),
    ]
    found = standing(Factor.LAND_BANK, rows)
    assert (found.year, found.achieved, found.state) == (2026, 100.0, FactorState.LATE)


def test_nothing_reported_is_not_nothing_there() -> None:
    assert standing(Factor.LAND_BANK, []).state is FactorState.UNREPORTED
    assert standing(Factor.LAND_BANK, [said(target=5.0)]).state is FactorState.UNREPORTED
    assert standing(Factor.LAND_BANK, [said(quarter=3, achieved=0.0)]).state is FactorState.LACKING


def test_running_platforms_are_counted_where_nobody_reported_a_number() -> None:
    rows = [said(factor=Factor.INNOVATION, target=1.0)]
    running = Platform(name="a", park="甲园区", kind=PlatformKind.INNOVATION, state=PlatformState.RUNNING)
    planned = Platform(name="b", park="甲园区", kind=PlatformKind.INNOVATION, state=PlatformState.PLANNED)
    found = standing(Factor.INNOVATION, rows, [running, planned])
    assert (found.state, found.achieved, found.counted) == (FactorState.THERE, 1.0, 1)
    assert standing(Factor.INNOVATION, rows, [planned]).state is FactorState.LACKING
    assert standing(Factor.INNOVATION, rows).state is FactorState.UNREPORTED


@given(st.floats(0.01, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_more_achieved_is_never_a_worse_state(due: float, less: float, more: float) -> None:
    rank = [FactorState.LACKING, FactorState.LATE, FactorState.THERE]
    low, high = sorted((less, more))
    assert rank.index(state_of(due, low, due, "亩")[0]) <= rank.index(state_of(due, high, due, "亩")[0])
