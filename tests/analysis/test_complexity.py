"""Complexity: nested worlds by hand, laws, and silence where the reference is small."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.complexity import complexity

PRESENCE = st.integers(2, 6).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=2, max_size=8)
).map(lambda rows: np.array(rows, dtype=float))  # fmt: skip
NESTED = np.tril(np.ones((5, 5)))


def test_what_only_the_place_that_has_everything_makes_is_most_complex() -> None:
    found = complexity(NESTED, 5)
    assert found is not None
    assert np.argsort(found.activities).tolist() == [0, 1, 2, 3, 4]
    assert np.argsort(found.places).tolist() == [0, 1, 2, 3, 4]


def test_two_places_by_hand() -> None:
    found = complexity(np.array([[1.0, 1.0], [1.0, 0.0]]), 2)
    assert found is not None
    assert found.places.tolist() == pytest.approx([1.0, -1.0])
    assert found.activities.tolist() == pytest.approx([-1.0, 1.0])


def test_a_small_reference_says_nothing_and_neither_does_a_part_of_its_own() -> None:
    assert complexity(NESTED, 6) is None
    apart = np.zeros((7, 6))
    apart[:5, :5] = NESTED
    apart[5, 5] = 1.0
    found = complexity(apart, 5)
    assert found is not None
    assert np.isnan(found.places[5:]).all()
    assert np.isnan(found.activities[5])


@given(PRESENCE)
def test_scores_are_standard_and_do_not_hang_on_the_order_of_places(present: np.ndarray) -> None:
    found, turned = complexity(present, 1), complexity(present[::-1], 1)
    if found is None or turned is None:
        assert not present.any()
        return
    known = found.activities[~np.isnan(found.activities)]
    assert known.mean() == pytest.approx(0, abs=1e-6)
    assert known.std() == pytest.approx(1, abs=1e-6) or not known.any()


def test_turning_the_places_round_changes_nothing() -> None:
    one, other = complexity(NESTED, 5), complexity(NESTED[::-1], 5)
    assert one is not None
    assert other is not None
    assert one.activities == pytest.approx(other.activities)
