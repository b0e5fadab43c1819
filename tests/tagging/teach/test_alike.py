"""A word on one firm moves the firms like it: drawn in by a yes, lowered by a no, never against exact words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.graph.tags import Tag
from chaingraph.model.promotion import Correction
from chaingraph.tagging.teach.alike import LIKE, like_firms, product_bags
from chaingraph.tagging.words.firm_words import FirmWords
from tests.builders import CHAIN, chain, firm, makes, segment, snapshot

GRAPH = chain([segment("锂电池隔膜"), segment("干法纺丝设备", aliases=("纺丝机",))])


def said(name: str, key: str, verdict: bool = True) -> Correction:
    return Correction(enterprise=name, chain=CHAIN, segment=key, verdict=verdict, by="张三")  # type: ignore[arg-type]


def tags_of(corrections: list[Correction], **products: tuple[str, ...]) -> dict[str, dict[str, Tag]]:
    offers = [offer for name, made in products.items() for offer in makes(name, *made)]
    world = snapshot(GRAPH, [firm(name) for name in products], offers, corrections=corrections)
    return {name: {tag.key: tag for tag in world.tags.of_firm(world.firm(name))} for name in products}


def test_a_yes_draws_in_a_firm_that_makes_the_same_and_names_the_example() -> None:
    found = tags_of([said("甲", "锂电池隔膜")], 甲=("微孔涂覆卷材",), 乙=("微孔涂覆卷材", "微孔涂覆片材"), 丙=("毛衫",))
    assert found["乙"]["锂电池隔膜"].evidence[0].sentence == "因为您把“甲”归入此环节，本企业主营与它相近"
    assert found["乙"]["锂电池隔膜"].probability is None
    assert found["甲"]["锂电池隔膜"].score == 1.0
    assert found["丙"] == {}


def test_a_no_lowers_what_was_guessed_of_a_like_firm() -> None:
    firms = [firm(name, business_scope="锂电池隔膜制造") for name in "甲乙"]
    offers = [offer for name in "甲乙" for offer in makes(name, "微孔涂覆卷材")]
    before = snapshot(GRAPH, firms, offers).tags.of_firm(1)
    after = snapshot(GRAPH, firms, offers, corrections=[said("甲", "锂电池隔膜", False)]).tags.of_firm(1)
    assert 0.5 <= before[0].score < 0.9
    assert after == ()


def test_a_no_never_lowers_an_exact_word() -> None:
    products = {"甲": ("锂电池隔膜",), "乙": ("锂电池隔膜",)}
    before, after = tags_of([], **products), tags_of([said("甲", "锂电池隔膜", False)], **products)
    assert after["乙"] == before["乙"]
    assert after["甲"] == {}


def test_what_is_said_of_the_firm_itself_holds() -> None:
    words = [said("甲", "锂电池隔膜"), said("乙", "锂电池隔膜", False)]
    assert tags_of(words, 甲=("微孔涂覆卷材",), 乙=("微孔涂覆卷材",))["乙"] == {}


def test_equal_products_have_cosine_one() -> None:
    words = [FirmWords.of(firm(name), makes(name, "隔膜", "卷材")) for name in "甲乙"]
    assert [like.cosine for like in like_firms(product_bags(words), [0])] == [pytest.approx(1.0)]


@given(st.lists(st.lists(st.sampled_from(["隔膜", "卷材", "毛衫", "锂电池"]), max_size=3, unique=True), min_size=1))
def test_likeness_goes_both_ways(made: list[list[str]]) -> None:
    words = [FirmWords.of(firm(f"f{n}"), makes(f"f{n}", *products)) for n, products in enumerate(made)]
    bags = product_bags(words)
    pairs = {(like.firm, like.example) for like in like_firms(bags, range(len(words)))}
    assert pairs == {(b, a) for a, b in pairs}
    assert all((bags @ bags.T).toarray()[a, b] >= LIKE - 1e-6 for a, b in pairs)
    assert np.all(bags.data >= 0)
