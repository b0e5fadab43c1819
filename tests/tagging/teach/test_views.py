"""The views a learner compares firms by: the main product speaks loudest, and the built-in chains lend knowledge."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from chaingraph.tagging.teach.built_in import built_in_rows
from chaingraph.tagging.teach.learn import learned_scores, plenty
from chaingraph.tagging.teach.rank import SHARE_POWER, UNKNOWN_SHARE, product_weight
from chaingraph.tagging.teach.views import unit_rows, views_of
from chaingraph.tagging.words.firm_words import FirmWords
from tests.builders import chain, firm, makes, segment


def words(name: str, *products: str, scope: str | None = None, share: float | None = None) -> FirmWords:
    return FirmWords.of(firm(name, business_scope=scope), makes(name, *products, share=share))


def test_the_product_the_scope_names_first_counts_most() -> None:
    own = words("甲公司", "毛衫", "铝锭", scope="铝锭、毛衫销售")
    assert own.standing == (0.25, 1.0)
    assert product_weight(own, 1) == pytest.approx(UNKNOWN_SHARE**SHARE_POWER)
    assert product_weight(own, 0) == pytest.approx(UNKNOWN_SHARE**SHARE_POWER / 4)


def test_a_product_the_scope_does_not_name_comes_last() -> None:
    assert words("甲公司", "毛衫", "铝锭", "阀门", scope="阀门、铝锭").standing == pytest.approx((1 / 9, 1 / 4, 1))


def test_without_a_mention_or_with_a_share_no_product_stands_out() -> None:
    assert words("甲公司", "毛衫", "铝锭", scope="五金销售").standing == ()
    assert words("甲公司", "毛衫", "铝锭").standing == ()
    assert words("甲公司", "毛衫", "铝锭", scope="铝锭、毛衫", share=0.5).standing == ()


def test_firms_that_share_no_character_are_alike_by_their_built_in_segment() -> None:
    firms = [words("甲公司", "LFP"), words("乙公司", "磷酸亚铁锂"), words("丙公司", "服装")]
    segments, divisions = (unit_rows(rows) for rows in built_in_rows(firms))
    assert (segments @ segments.T).toarray()[0, 1] > (segments @ segments.T).toarray()[0, 2] == 0
    assert (divisions @ divisions.T).toarray()[0, 1] > 0.5


def test_an_example_speaks_for_a_firm_of_the_same_built_in_segment() -> None:
    graph = chain([segment("赛道一"), segment("赛道二")])
    firms = [words("甲公司", "LFP"), words("丙公司", "服装"), words("乙公司", "磷酸亚铁锂")]
    votes = learned_scores(firms, graph.segments, [(0, 0), (1, 1)])
    assert votes is not None
    assert votes[2, 0] > votes[2, 1]


def test_the_built_in_chains_count_more_with_more_examples_a_segment() -> None:
    assert plenty(4, 2) == 0.5
    firms = [words("甲公司", "LFP"), words("乙公司", "磷酸亚铁锂")]
    told = [[view.weight for view in views_of(firms, trusted)] for trusted in (0.0, 1.0)]
    assert told[0] == [*told[1][:3], 0.0, 0.0]
    assert min(told[1]) > 0


def test_a_firm_without_words_is_like_nobody() -> None:
    firms = [words("公司"), words("甲公司", "锂电池")]
    assert all((view.rows @ view.rows.T).toarray()[0].sum() == 0 for view in views_of(firms))


@given(st.lists(st.lists(st.floats(0.01, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_rows_have_length_one(rows: list[list[float]]) -> None:
    lengths = np.sqrt((unit_rows(csr_array(np.array(rows))).toarray() ** 2).sum(axis=1))
    assert lengths == pytest.approx(np.ones(len(rows)))
