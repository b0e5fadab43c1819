"""The circuit breaker: refused at once while open, one trial after, closed by success."""

import pytest

from chaingraph.errors import StoreUnavailable
from chaingraph.store.base.breaker import Breaker


def test_after_a_failure_callers_are_refused_until_the_time_is_over_and_then_one_may_try() -> None:
    now = [0.0]
    breaker = Breaker(lambda: now[0], 5.0)
    breaker.check()
    breaker.failed("没有应答")
    with pytest.raises(StoreUnavailable, match="没有应答"):
        breaker.check()
    now[0] = 5.0
    breaker.check()
    with pytest.raises(StoreUnavailable):
        breaker.check()


def test_a_success_lets_everyone_through_again() -> None:
    breaker = Breaker(lambda: 0.0, 5.0)
    breaker.failed("没有应答")
    breaker.worked()
    breaker.check()
