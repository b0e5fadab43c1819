"""Who gets a password wrong too often waits, and not a second longer than said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access import tries
from api.access.tries import Tries


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def tries_of(clock: Clock) -> Tries:
    """Three failures a name, five an address, for a minute."""
    return Tries(by_name=3, by_address=5, window=60, clock=clock)


def test_the_third_failure_of_a_name_closes_it_and_the_window_opens_it_again() -> None:
    clock = Clock()
    kept = tries_of(clock)
    for moment in (1000.0, 1010.0, 1020.0):
        assert kept.wait("王工", "甲") == 0
        clock.now = moment
        kept.fail("王工", "甲")
    assert kept.wait("王工", "甲") == 41
    clock.now = 1060.0
    assert kept.wait("王工", "甲") == 1
    clock.now = 1060.5
    assert kept.wait("王工", "甲") == 0


def test_an_address_that_tries_many_names_is_closed_for_every_name() -> None:
    clock = Clock()
    kept = tries_of(clock)
    for number in range(5):
        assert kept.wait("某人", "甲") == 0
        kept.fail(f"账号{number}", "甲")
    assert (kept.wait("某人", "甲"), kept.wait("某人", "乙")) == (61, 0)


def test_the_longer_of_the_two_waits_is_told() -> None:
    clock = Clock()
    kept = tries_of(clock)
    for number in range(5):
        kept.fail(f"账号{number}", "甲")
    clock.now += 30
    for _ in range(3):
        kept.fail("王工", "乙")
    assert (kept.wait("王工", "甲"), kept.wait("别人", "甲")) == (61, 31)


def test_a_right_password_clears_the_name_and_not_the_address() -> None:
    kept = tries_of(Clock())
    for _ in range(5):
        kept.fail("王工", "甲")
    kept.succeed("王工")
    assert (kept.wait("王工", "乙"), kept.wait("王工", "甲")) == (0, 61)


def test_no_more_names_are_remembered_than_the_bound_and_the_latest_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tries, "MOST_REMEMBERED", 4)
    kept = Tries(by_name=1, by_address=1, window=60, clock=Clock())
    for number in (1, 2, 1, 3):
        kept.fail(f"账号{number}", f"地址{number}")
    assert [kept.wait(f"账号{number}", "别处") for number in (1, 2, 3)] == [61, 0, 61]


def test_failures_that_came_at_once_are_all_waited_for() -> None:
    clock = Clock()
    kept = tries_of(clock)
    for moment in (1000.0, 1020.0, 1030.0, 1040.0):
        clock.now = moment
        kept.fail("王工", "甲")
    assert kept.wait("王工", "乙") == 41


@given(st.lists(st.floats(0, 200), min_size=1, max_size=12))
def test_whoever_waits_as_long_as_told_is_heard(gaps: list[float]) -> None:
    """No lockout outlasts the window, and the wait told is always enough."""
    clock = Clock()
    kept = tries_of(clock)
    for gap in gaps:
        clock.now += gap
        kept.fail("王工", "甲")
    told = kept.wait("王工", "甲")
    assert 0 <= told <= 61
    clock.now += told
    assert kept.wait("王工", "甲") == 0
