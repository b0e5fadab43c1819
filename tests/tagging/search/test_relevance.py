"""Relevance of firms for a segment: by words, by industry, by whom people placed there."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.model.chain import Segment
from chaingraph.tagging.search.relevance import Classes, RelevanceIndex
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.inverted import Inverted
from tests.builders import CHAIN, firm, makes, segment

FIRMS = {
    "甲锂材": (("三元正极材料", "前驱体"), "电池化学品"),
    "乙锂材": (("磷酸铁锂",), "电池化学品"),
    "丙酒业": (("白酒",), "白酒"),
    "丁纺织": (("棉纱", "坯布"), "棉纺"),
    "戊塑料": (("改性塑料",), "改性塑料"),
}


def words() -> list[FirmWords]:
    return [
        FirmWords.of(firm(name, industry=industry), makes(name, *products))
        for name, (products, industry) in FIRMS.items()
    ]


def index() -> RelevanceIndex:
    return RelevanceIndex.of(words())


def ranked(wanted: Segment, *placed: int) -> list[str]:
    names = list(FIRMS)
    return [names[n] for n in np.argsort(-index().scores(wanted, placed), kind="stable")]


def test_the_firm_whose_product_is_named_comes_first_and_its_industry_next() -> None:
    assert ranked(segment("电池正极材料"))[:2] == ["甲锂材", "乙锂材"]


def test_an_alias_speaks_for_the_segment() -> None:
    assert ranked(segment("能量载体", aliases=("磷酸铁锂",)))[0] == "乙锂材"


def test_placed_firms_draw_their_industry_up() -> None:
    before, after = ranked(segment("织造")), ranked(segment("织造"), 4)
    assert after.index("戊塑料") < before.index("戊塑料")


def test_scores_lie_between_zero_and_one_and_the_best_is_one() -> None:
    scores = index().scores(segment("改性塑料"))
    assert scores.max() == 1.0
    assert scores.min() >= 0.0


def test_where_a_firm_sits_plays_no_part() -> None:
    here = [FirmWords.of(firm(n, industry=i, city="子市"), makes(n, *p)) for n, (p, i) in FIRMS.items()]
    wanted = segment("正极材料")
    assert np.array_equal(RelevanceIndex.of(here).scores(wanted), index().scores(wanted))


@pytest.mark.slow
@settings(max_examples=10)
@given(st.permutations(range(len(FIRMS))))
def test_the_order_of_firms_changes_no_score(order: list[int]) -> None:
    mixed = RelevanceIndex.of([words()[n] for n in order]).scores(segment("正极材料"))
    assert mixed == pytest.approx(index().scores(segment("正极材料"))[order], abs=1e-6)


def test_cosine_by_hand() -> None:
    lists = Inverted.cosine(["ab", "b"], (1,))
    a, b = np.log(3 / 2) + 1, np.log(3 / 3) + 1
    assert lists.best(["a"]) == pytest.approx([a / np.hypot(a, b), 0.0], abs=1e-6)


def test_bm25_by_hand() -> None:
    lists = Inverted.bm25(["aab", "b"], (1,))
    idf = np.log((2 - 1 + 0.5) / (1 + 0.5) + 1)
    rare, unseen = 2 * 2.2 / (2 + 1.2 * (1 - 0.45 + 0.45 * 3 / 2)), np.log(2.5 / 0.5 + 1)
    assert lists.best(["az"]) == pytest.approx([rare * idf / (idf + unseen), 0.0], abs=1e-6)


def test_texts_that_hold_a_piece_are_found_by_its_length() -> None:
    lists = Inverted.cosine(["锂电铜箔", "铜材", "铝箔"], (1, 2))
    assert lists.holding(["铜箔"]).tolist() == [True, False, False]
    assert lists.holding(["材", "铝箔"]).tolist() == [False, True, True]
    assert not lists.holding(["锂电铜", "钛"]).any()


def test_a_maker_of_the_thing_goes_before_one_that_only_shares_the_first_words() -> None:
    firms = [FirmWords.of(firm(p), makes(p, p)) for p in ("锂离子电池", "铜箔")]
    battery, foil = RelevanceIndex.of(firms).scores(segment("锂离子电池铜箔"))
    assert foil > battery


def test_a_firm_without_industry_is_in_no_class() -> None:
    classes = Classes.of(["甲", "", "甲"])
    votes = classes.votes(np.array([0, 1]), np.array([1.0, 5.0]))
    assert classes.spread(votes).tolist() == [1.0, 0.0, 1.0]


def test_no_firms_no_scores() -> None:
    assert RelevanceIndex.of([]).scores(segment("正极材料")).tolist() == []


def test_a_segment_of_strange_words_scores_nobody() -> None:
    assert RelevanceIndex.of(words()).scores(segment("qqq")).max() == 0.0
    assert CHAIN == "电池"


def test_a_firm_that_names_no_product_comes_after_a_namesake_that_does() -> None:
    silent, speaking = firm("正极厂", industry="材料"), firm("正极厂", industry="材料")
    told = [FirmWords.of(silent, []), FirmWords.of(speaking, makes("正极厂", "正极材料")), *words()]
    scores = RelevanceIndex.of(told).scores(segment("正极材料"))
    assert scores[0] < 0.75 * scores[1]
