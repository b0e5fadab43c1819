"""Capability and demand: one case by hand and the laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.sparse import csr_array

from chaingraph.analysis.standing.demand import balance, concentration

MADE = hnp.arrays(float, (2, 4), elements=st.floats(0, 1e6))
SHARES = hnp.arrays(float, (4, 4), elements=st.floats(0, 0.25)).map(lambda a: np.triu(a, 1))


def test_two_tiers_by_hand() -> None:
    """包 100 buys .6 of 芯, 芯 buys .5 of 箔; 20 of 芯 are made: the 40 missing would want 20 of 箔 more."""
    a = csr_array(np.array([[0, 0.6, 0], [0, 0, 0.5], [0, 0, 0]]))
    found = balance(np.array([[100.0, 20.0, 0.0]]), a, 2)
    assert found.direct.tolist() == [[0.0, 60.0, 10.0]]
    assert found.demand.tolist() == [[0.0, 60.0, 30.0]]


@given(MADE, SHARES, st.integers(1, 3), st.floats(0.1, 100))
def test_the_unit_of_money_does_not_matter(made: np.ndarray, shares: np.ndarray, tiers: int, factor: float) -> None:
    one, other = balance(made, csr_array(shares), tiers), balance(made * factor, csr_array(shares), tiers)
    assert other.demand == pytest.approx(one.demand * factor, rel=1e-9, abs=1e-9)


@given(MADE, SHARES)
def test_each_further_tier_only_adds_demand(made: np.ndarray, shares: np.ndarray) -> None:
    one, two, three = (balance(made, csr_array(shares), k).demand for k in (1, 2, 3))
    assert (two >= one - 1e-9).all()
    assert (three >= two - 1e-9).all()


@given(MADE, SHARES)
def test_demand_follows_the_larger_of_made_and_wanted_at_the_last_tier(made: np.ndarray, shares: np.ndarray) -> None:
    """On a chain of four segments the fourth tier changes nothing any more: D = max(C, D)·A."""
    settled = balance(made, csr_array(shares), 4).demand
    assert settled == pytest.approx(np.maximum(made, settled) @ shares, rel=1e-9, abs=1e-6)


@given(hnp.arrays(float, st.integers(1, 8), elements=st.floats(0.01, 1e9)))
def test_concentration_lies_between_equal_parts_and_one(amounts: np.ndarray) -> None:
    found = concentration(amounts)
    assert found is not None
    assert 1 / len(amounts) - 1e-9 <= found <= 1 + 1e-9


def test_nothing_has_no_concentration() -> None:
    assert concentration(np.zeros(0)) is None
