"""Completeness three ways: by hand, and what always holds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from chaingraph.analysis.standing.completeness import chain_weights, completeness
from chaingraph.model.chain import Locality
from chaingraph.settings import Settings
from tests.builders import chain, edge, segment

RULES = Settings()
GRAPH = chain(
    [segment("料", locality=Locality.REMOTE, critical=True), segment("件"), segment("机", locality=Locality.MUST)],
    [edge("料", "件", 0.5), edge("件", "机", 0.5)],
)
FIRMS = hnp.arrays(float, 3, elements=st.integers(0, 3).map(float))
YUAN = hnp.arrays(float, 3, elements=st.floats(0, 1e9))


def test_weights_by_hand() -> None:
    """Behind one yuan of 机 stand .5 of 件 and .25 of 料; roots .7071 and .5."""
    by_hand = [0.5 * (0.2 + 0.5 * 0.5 + 0.3), 0.7 * (0.2 + 0.5 * 0.5**0.5), 1.0 * (0.2 + 0.5)]
    assert chain_weights(GRAPH, RULES).tolist() == pytest.approx(by_hand)


def test_the_three_measures_by_hand() -> None:
    """料 is missing, 件 serves a quarter of its demand, 机 has no demand and a firm."""
    found = completeness(
        GRAPH, np.array([0.0, 2.0, 1.0]), np.array([0.0, 10.0, 80.0]), np.array([5.0, 40.0, 0.0]), RULES
    )
    weights = chain_weights(GRAPH, RULES)
    assert found.plain == pytest.approx(2 / 3)
    assert found.weighted == pytest.approx((0.25 * weights[1] + weights[2]) / weights.sum())
    assert (found.paths, found.covered_paths, found.path) == (1, 0, 0.0)
    assert found.along == pytest.approx(2 / 3)


@given(FIRMS, YUAN, YUAN)
def test_all_measures_lie_between_none_and_all(firms: np.ndarray, made: np.ndarray, wanted: np.ndarray) -> None:
    found = completeness(GRAPH, firms, made, wanted, RULES)
    parts = (found.plain, found.weighted, found.path, found.along)
    assert all(part is not None and 0.0 <= part <= 1.0 + 1e-12 for part in parts)
    assert found.weighted <= completeness(GRAPH, firms, made + 1e9, wanted, RULES).weighted + 1e-12


def test_a_chain_without_edges_has_no_paths() -> None:
    found = completeness(chain(["a", "b"]), np.ones(2), np.ones(2), np.zeros(2), RULES)
    assert (found.plain, found.weighted, found.path, found.along) == (1.0, 1.0, None, None)
