"""Complexity: nested worlds, two places by hand, laws, and silence where the reference is small or thin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.growth.complexity import STEPS, Complexity, complexity, core

PRESENCE = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=2, max_size=8)
).map(lambda rows: np.array(rows, dtype=float))  # fmt: skip
NESTED = np.tril(np.ones((5, 5)))


def whole(present: np.ndarray, least: int = 1) -> Complexity | None:
    return complexity(present, least, diverse=1, spread=1)


def test_what_only_the_place_that_has_everything_makes_is_most_complex() -> None:
    found = whole(NESTED)
    assert found is not None
    assert np.argsort(found.activities).tolist() == [0, 1, 2, 3, 4]
    assert np.argsort(found.places).tolist() == [0, 1, 2, 3, 4]


def test_two_places_by_hand() -> None:
    """One has both, one the first alone; each step as the formula says, number by number."""
    one, other = 1.0, 1.0
    first, second = 1.0, 1.0
    for _ in range(STEPS):
        raised = first + second, first
        asked = 1 / (1 / one + 1 / other), one
        one, other = (2 * value / sum(raised) for value in raised)
        first, second = (2 * value / sum(asked) for value in asked)
    found = whole(np.array([[1.0, 1.0], [1.0, 0.0]]))
    assert found is not None
    assert first < second
    assert found.activities.tolist() == pytest.approx([-1.0, 1.0])
    assert found.places.tolist() == pytest.approx([1.0, -1.0])


def test_a_small_reference_says_nothing_and_thin_rows_are_left_out() -> None:
    assert whole(NESTED, 6) is None
    thin = np.zeros((7, 6))
    thin[:5, :5] = 1.0
    thin[5, 5] = 1.0
    found = complexity(thin, 5, diverse=2, spread=2)
    assert found is not None
    assert np.isnan(found.places[5:]).all()
    assert np.isnan(found.activities[5])
    assert not found.activities[:5].any()


@given(PRESENCE, st.integers(1, 4), st.integers(1, 4))
def test_the_core_holds_itself_up(present: np.ndarray, diverse: int, spread: int) -> None:
    rows, columns = core(present, diverse, spread)
    part = present[np.ix_(rows, columns)]
    assert (part.sum(axis=1) >= diverse).all() or not len(columns)
    assert (part.sum(axis=0) >= spread).all() or not len(rows)


@given(PRESENCE)
def test_scores_are_standard_and_do_not_hang_on_the_order_of_places(present: np.ndarray) -> None:
    found, turned = whole(present), whole(present[::-1])
    if found is None or turned is None:
        assert not present.any()
        return
    known = found.activities[~np.isnan(found.activities)]
    assert known.mean() == pytest.approx(0, abs=1e-6)
    assert known.std() == pytest.approx(1, abs=1e-6) or not known.any()
    assert found.activities == pytest.approx(turned.activities, abs=1e-3, nan_ok=True)
