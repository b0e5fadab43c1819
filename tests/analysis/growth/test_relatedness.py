"""Relatedness of activities: the three formulas, their diagonals and laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.growth.relatedness import Relatedness, backed_off, density, excess, proximity, related, walk

PRESENCE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(st.booleans(), min_size=width, max_size=width), min_size=1, max_size=6)
).map(lambda rows: np.array(rows, dtype=float))  # fmt: skip


@given(PRESENCE, st.sampled_from(list(Relatedness)))
def test_nothing_is_related_to_itself(present: np.ndarray, kind: Relatedness) -> None:
    assert np.diag(related(present, kind)).tolist() == [0.0] * present.shape[1]
    assert (related(present, kind) >= 0).all()


@given(PRESENCE)
def test_proximity_and_excess_are_symmetric_and_proximity_at_most_one(present: np.ndarray) -> None:
    assert proximity(present) == pytest.approx(proximity(present).T)
    assert excess(present) == pytest.approx(excess(present).T)
    assert proximity(present).max() <= 1.0


@given(PRESENCE)
def test_a_walk_goes_somewhere_at_most_once(present: np.ndarray) -> None:
    assert walk(present).sum(axis=1).max() <= 1.0 + 1e-9


def test_an_activity_that_is_everywhere_is_near_to_all_but_not_beyond_chance() -> None:
    present = np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1]], dtype=float)
    assert proximity(present)[0, 1] == 0.5
    assert excess(present)[0, 1] == 0.0


def test_density_by_hand() -> None:
    near = np.array([[0, 0.5, 0.2], [0.5, 0, 0.1], [0.2, 0.1, 0]])
    assert density(np.array([[1.0, 1.0, 0.0]]), near)[0].tolist() == pytest.approx([0.5, 0.5, 0.3])


def test_a_rare_activity_is_as_near_as_its_family_and_a_common_one_as_itself() -> None:
    present = np.zeros((12, 3))
    present[:10, 0] = 1.0
    present[:5, 1] = 1.0
    present[11, 2] = 1.0
    family = np.array([0, 1, 1])
    found = backed_off(present, family, Relatedness.PROXIMITY, 5.0)
    wide = 5 / 10
    assert found[0, 1] == pytest.approx((5 * 0.5 + 5 * wide) / 10)
    assert found[0, 2] == pytest.approx((1 * 0.0 + 5 * wide) / 6)
    assert found[1, 2] == pytest.approx((1 * 0.0 + 5 * 1.0) / 6)


@given(PRESENCE, st.sampled_from(list(Relatedness)))
def test_without_back_off_or_without_families_nothing_changes(present: np.ndarray, kind: Relatedness) -> None:
    none, one = np.full(present.shape[1], -1), np.zeros(present.shape[1], dtype=np.int64)
    assert backed_off(present, none, kind, 5.0) == pytest.approx(related(present, kind))
    assert backed_off(present, one, kind, 0.0) == pytest.approx(related(present, kind))


@given(PRESENCE, st.sampled_from(list(Relatedness)), st.floats(0, 50))
def test_backing_off_relates_nothing_to_itself(present: np.ndarray, kind: Relatedness, places: float) -> None:
    found = backed_off(present, np.zeros(present.shape[1], dtype=np.int64), kind, places)
    assert np.diag(found).tolist() == [0.0] * present.shape[1]
    assert (found >= 0).all()
