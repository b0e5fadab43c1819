"""Rises and falls of parks: every transition by hand, and a machine that tries all of them."""

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from chaingraph.analysis.assess.moves import step, walk
from chaingraph.findings.rule.scheme import Rules
from chaingraph.findings.rule.standing import Mark, Standing
from chaingraph.model.parks.standing import ParkStatus

RULES = Rules()
ON = date(2026, 6, 30)
SPECIALISED = Standing(status=ParkStatus.SPECIALISED)
PROBATIONARY = Standing(status=ParkStatus.PROBATIONARY)
NURTURED = Standing(status=ParkStatus.NURTURED)
DELISTED = Standing(status=ParkStatus.DELISTED)


def bad(period: str = "2026-H1") -> Mark:
    return Mark(period=period, good=False, among_last=True)


def poor(period: str = "2026-H1") -> Mark:
    return Mark(period=period, good=False, among_last=False)


def good(period: str = "2026-H1", *, among_last: bool = False) -> Mark:
    return Mark(period=period, good=True, among_last=among_last)


def absent(period: str = "2026-H1") -> Mark:
    return Mark(period=period, good=None)


def after(standing: Standing, *marks: Mark, on: date = ON) -> Standing:
    return step(standing, marks, on, RULES).after


def test_two_running_below_the_grade_and_among_the_last_bring_a_park_down_for_a_year() -> None:
    found = step(SPECIALISED, [good("2025-H1"), bad("2025-H2"), bad("2026-H1")], ON, RULES)
    assert found.after == Standing(status=ParkStatus.PROBATIONARY, watched_until=date(2027, 6, 30))
    assert "2025-H2、2026-H1连续 2 次" in found.reason


@pytest.mark.parametrize(
    "marks",
    [
        (bad(),),
        (bad("2025-H2"), poor()),
        (poor("2025-H2"), bad()),
        (bad("2025-H2"), good(among_last=True)),
        (bad("2025-H1"), good("2025-H2"), bad()),
        (bad("2025-H1"), bad("2025-H2"), good()),
    ],
)
def test_one_alone_or_only_half_of_the_condition_brings_nobody_down(marks: tuple[Mark, ...]) -> None:
    assert after(SPECIALISED, *marks) == SPECIALISED


def test_the_first_time_is_noticed() -> None:
    assert step(SPECIALISED, [bad()], ON, RULES).notice
    assert not step(SPECIALISED, [good()], ON, RULES).notice


def test_a_period_without_the_park_makes_no_run_and_is_noticed() -> None:
    found = step(SPECIALISED, [bad("2025-H1"), absent("2025-H2"), bad()], ON, RULES)
    assert (found.after, found.notice) == (SPECIALISED, True)
    assert "缺考评" in found.reason
    assert step(SPECIALISED, [bad("2025-H2"), absent()], ON, RULES).notice
    assert step(SPECIALISED, [], ON, RULES).notice


@pytest.mark.parametrize(("mark", "becomes"), [(good(), ParkStatus.SPECIALISED), (poor(), ParkStatus.DELISTED)])
def test_the_observation_ends_with_the_last_assessment(mark: Mark, becomes: ParkStatus) -> None:
    watched = Standing(status=ParkStatus.PROBATIONARY, watched_until=date(2026, 6, 30))
    assert after(watched, mark) == Standing(status=becomes)
    assert after(watched, mark, on=date(2026, 6, 29)) == watched


def test_an_observation_that_ends_without_an_assessment_is_noticed_and_decides_nothing() -> None:
    watched = Standing(status=ParkStatus.PROBATIONARY, watched_until=date(2026, 6, 30))
    found = step(watched, [absent()], ON, RULES)
    assert (found.after, found.notice) == (watched, True)


def test_a_fall_on_a_leap_day_is_watched_to_the_last_of_february() -> None:
    assert after(SPECIALISED, bad("a"), bad("b"), on=date(2028, 2, 29)).watched_until == date(2029, 2, 28)


def test_a_nurtured_park_rises_by_one_good_assessment_and_a_probationary_one_by_two_running() -> None:
    assert after(NURTURED, good()) == PROBATIONARY
    assert after(NURTURED, poor()) == NURTURED
    assert after(PROBATIONARY, good()) == PROBATIONARY
    assert after(PROBATIONARY, good("2025-H2"), good()) == SPECIALISED
    assert after(PROBATIONARY, good("2025-H1"), absent("2025-H2"), good()) == PROBATIONARY


def test_a_delisted_park_stays_delisted() -> None:
    assert after(DELISTED, good("2025-H2"), good()) == DELISTED


def test_a_whole_fall_is_walked_step_by_step() -> None:
    marks = [bad("2024-H1"), bad("2024-H2"), poor("2025-H1"), bad("2025-H2")]
    days = [date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31)]
    steps = walk(SPECIALISED, marks, days, RULES)
    assert [one.after.status for one in steps] == [
        ParkStatus.SPECIALISED,
        ParkStatus.PROBATIONARY,
        ParkStatus.PROBATIONARY,
        ParkStatus.DELISTED,
    ]


class Parks(RuleBasedStateMachine):
    """A park through any assessments on any days."""

    def __init__(self) -> None:
        super().__init__()
        self.standing, self.on, self.number = NURTURED, date(2020, 1, 31), 0
        self.marks: list[Mark] = []
        self.before: Standing = self.standing

    @rule(days=st.integers(1, 500), verdict=st.sampled_from([True, False, None]), among_last=st.booleans())
    def held(self, days: int, verdict: bool | None, among_last: bool) -> None:
        self.on, self.number = self.on + timedelta(days=days), self.number + 1
        mark = Mark(period=str(self.number), good=verdict, among_last=among_last and verdict is not None)
        self.marks.append(mark)
        self.before = self.standing
        made = step(self.standing, self.marks, self.on, RULES)
        if made.moved:
            self.marks = []
        self.standing = made.after
        self.check(made.moved, mark)

    def check(self, moved: bool, mark: Mark) -> None:
        was, now = self.before.status, self.standing.status
        allowed = {
            (ParkStatus.NURTURED, ParkStatus.PROBATIONARY),
            (ParkStatus.PROBATIONARY, ParkStatus.SPECIALISED),
            (ParkStatus.SPECIALISED, ParkStatus.PROBATIONARY),
            (ParkStatus.PROBATIONARY, ParkStatus.DELISTED),
        }
        assert not moved or (was, now) in allowed
        assert not moved or mark.good is not None
        if now is ParkStatus.DELISTED and moved:
            assert self.before.watched_until is not None
            assert self.before.watched_until <= self.on
        if (was, now) == (ParkStatus.SPECIALISED, ParkStatus.PROBATIONARY):
            assert mark.bad

    @invariant()
    def only_a_probationary_park_is_watched(self) -> None:
        assert self.standing.watched_until is None or self.standing.status is ParkStatus.PROBATIONARY


Parks.TestCase.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)
TestParks = Parks.TestCase
