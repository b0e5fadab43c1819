"""How far each likeness is trusted: nine tenths, for a word held in pieces and for a firm that makes the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.model.promotion import Correction
from chaingraph.tagging.decide.sayings import FIELD_TRUST, _line
from chaingraph.tagging.words.fuzzy import near_words
from chaingraph.tagging.words.index import SegmentIndex
from tests.builders import CHAIN, chain, firm, makes, segment, snapshot

GRAPH = chain([segment("锂电池隔膜"), segment("干法纺丝设备")])
INDEX = SegmentIndex.of([GRAPH])


def test_a_word_held_whole_though_not_in_one_piece_counts_nine_tenths() -> None:
    (hit,) = near_words(["锂电电池隔膜"], [0], INDEX, {})
    assert (INDEX.words[hit.word], hit.grade) == ("锂电池隔膜", 0.9)


def test_a_firm_that_makes_the_same_as_a_confirmed_one_is_placed_with_nine_tenths() -> None:
    yes = Correction(enterprise="甲", chain=CHAIN, segment="锂电池隔膜", verdict=True, by="张三")  # type: ignore[arg-type]
    offers = [offer for name in "甲乙" for offer in makes(name, "微孔涂覆卷材")]
    world = snapshot(GRAPH, [firm(name) for name in "甲乙"], offers, corrections=[yes])
    (tag,) = world.tags.of_firm(world.firm("乙"))
    assert (tag.score, tag.share) == (0.9, 1.0)


@pytest.mark.parametrize(
    ("share", "stated", "factor"),
    [
        (None, False, 1.0), (None, True, 0.4), (0.0, True, 0.4), (0.0099, True, 0.4), (0.01, True, 0.52),
        (0.0499, True, 0.52), (0.05, True, 1.0), (1.0, True, 1.0),
    ],
)  # fmt: skip
def test_what_sells_little_says_little(share: float | None, stated: bool, factor: float) -> None:
    assert _line(share, stated) == factor


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_product_that_sells_more_never_says_less(one: float, other: float) -> None:
    assert _line(min(one, other), True) <= _line(max(one, other), True)


def test_products_are_trusted_most_and_an_industry_least() -> None:
    assert FIELD_TRUST == {"主营产品": 0.95, "经营范围": 0.70, "企业名称": 0.65, "行业": 0.45}
