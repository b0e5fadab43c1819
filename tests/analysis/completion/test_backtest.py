"""Ranks of hidden facts and what they come to."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.completion.backtest import Rank, interval, rank_of, results

SCORES = st.lists(st.integers(0, 4), min_size=2, max_size=12)


def test_hit_mrr_and_auc_by_hand() -> None:
    ours = results({"甲": [Rank(1, 5), Rank(3, 5), Rank(5, 5)]}, top=3)[0]
    assert ours.hit.value == pytest.approx(2 / 3, abs=1e-4)
    assert ours.mrr.value == pytest.approx((1 + 1 / 3 + 1 / 5) / 3, abs=1e-4)
    assert ours.auc.value == pytest.approx((1 + 0.5 + 0) / 3, abs=1e-4)


def test_who_knows_nothing_has_an_auc_of_one_half() -> None:
    level = rank_of(np.zeros(9), 4, np.ones(9, dtype=bool))
    assert results({"甲": [level]}, top=1)[0].auc.value == 0.5


@given(SCORES, st.data())
def test_a_rank_lies_among_its_candidates(scores: list[int], data: st.DataObject) -> None:
    hidden = data.draw(st.integers(0, len(scores) - 1))
    rank = rank_of(np.array(scores, dtype=float), hidden, np.ones(len(scores), dtype=bool))
    assert 1 <= rank.place <= rank.among == len(scores)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_an_interval_holds_its_figure_and_is_drawn_the_same_every_time(values: list[float]) -> None:
    found = interval(np.array(values))
    assert min(values) - 1e-3 <= found.low <= found.high <= max(values) + 1e-3
    assert interval(np.array(values)) == found


def test_nothing_asked_is_told_as_nothing_known() -> None:
    assert (interval(np.zeros(0)).low, interval(np.zeros(0)).high) == (0.0, 1.0)
