"""A firm's words meet the chain's words: what counts, what does not, and why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.graph.tags import Tag
from chaingraph.model.promotion import Correction
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import tag_firms
from chaingraph.tagging.decide.tags_as_bytes import tags_from_bytes, tags_to_bytes
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from tests.builders import CHAIN, chain, firm, makes, segment, snapshot

GRAPH = chain(
    [
        segment("锂电池隔膜", aliases=("隔膜", "湿法隔膜"), industry_codes=("C2921",)),
        segment("涂布机", aliases=("极片涂布设备",), industry_codes=("C3563",)),
        segment("磷酸铁锂正极材料", aliases=("磷酸铁锂",), industry_codes=("C3985",)),
        segment("锂离子电芯", aliases=("锂电池", "锂离子电池"), excludes=("铅酸",), industry_codes=("C3841",)),
    ]
)
INDEX = SegmentIndex.of([GRAPH])


def tags(name: str = "某某公司", *products: str, share: float | None = None, **known: object) -> list[Tag]:
    words = FirmWords.of(firm(name, **known), makes(name, *products, share=share))
    return tag_firms([words], INDEX, Settings())[0]


def keys(found: list[Tag]) -> list[str]:
    return [tag.key for tag in found]


@pytest.mark.parametrize(
    ("product", "expected"),
    [
        ("湿法隔膜", ["锂电池隔膜"]),
        ("锂离子电池隔膜的研发、生产", ["锂电池隔膜"]),
        ("锂电池隔膜涂布机", ["涂布机"]),
        ("锂电池外壳", []),
        ("磷酸铁锂材料", ["磷酸铁锂正极材料"]),
        ("磷酸铁锂电池", ["锂离子电芯"]),
        ("铅酸、锂电池", []),
        ("锂电池系列产品", ["锂离子电芯"]),
        ("其他", []),
    ],
)
def test_the_thing_itself_stands_last(product: str, expected: list[str]) -> None:
    assert keys(tags("某某公司", product)) == expected


def test_evidence_names_field_words_and_match() -> None:
    (tag,) = tags("某某公司", "高强湿法隔膜", share=0.4)
    assert tag.evidence[0].sentence == "主营产品“高强湿法隔膜”（占营收 40%）含“湿法隔膜”"
    assert tag.share == 0.4


@pytest.mark.parametrize(
    ("scope", "product", "expected"),
    [
        ("锂电池隔膜、塑料件的销售。", "锂电池隔膜", []),
        ("锂电池隔膜制造；锂电池隔膜销售。", "锂电池隔膜", ["锂电池隔膜"]),
        ("锂电池隔膜、塑料件生产、销售。", "锂电池隔膜", ["锂电池隔膜"]),
        ("", "锂电池隔膜销售", []),
        ("", "锂电池隔膜生产、销售", ["锂电池隔膜"]),
    ],
)
def test_a_product_the_scope_only_sells_does_not_place_a_firm(scope: str, product: str, expected: list[str]) -> None:
    assert keys(tags("某某公司", product, business_scope=scope)) == expected


def test_revenue_from_sales_of_a_product_places_a_firm() -> None:
    assert keys(tags("某某公司", "锂电池隔膜销售", share=0.6)) == ["锂电池隔膜"]


@pytest.mark.parametrize("product", ["贸易-锂电池隔膜", "外购锂电池隔膜", "锂电池隔膜贸易"])
def test_revenue_that_is_called_trade_does_not(product: str) -> None:
    assert keys(tags("某某公司", product, share=0.6)) == []


@pytest.mark.parametrize("industry", ["医药流通", "原材料供应链服务", "汽车零配件批发"])
def test_a_firm_of_a_trading_industry_makes_only_what_it_says_it_makes(industry: str) -> None:
    assert keys(tags("某某公司", "锂电池隔膜", share=0.6, industry=industry)) == []
    assert keys(tags("某某公司", "自产锂电池隔膜", share=0.6, industry=industry)) == ["锂电池隔膜"]


def test_products_listed_without_a_share_beside_weighed_ones_count_once() -> None:
    weighed, listed = makes("甲", "服装", share=0.9), makes("甲", "磷酸铁锂", "磷酸铁锂正极材料")
    words = FirmWords.of(firm("甲"), [*weighed, *listed])
    assert tag_firms([words], INDEX, Settings()) == [[]]
    assert keys(tag_firms([FirmWords.of(firm("甲"), listed)], INDEX, Settings())[0]) == ["磷酸铁锂正极材料"]


def test_verbs_may_lead_the_things_a_scope_lists() -> None:
    led = "研发、生产、销售：锂电池、湿法隔膜，销售涂布机"
    assert keys(tags("某某公司", "锂电池", "湿法隔膜", "涂布机", business_scope=led)) == ["锂离子电芯", "锂电池隔膜"]
    assert keys(tags("某某公司", "湿法隔膜", business_scope="销售锂电池、湿法隔膜；服装制造")) == []


def test_a_code_does_not_lift_words_inside_another_thing() -> None:
    assert keys(tags(business_scope="锂电池隔膜涂布液用树脂制造", industry_code="C2921")) == []


def test_products_weigh_more_than_a_name_that_says_another_thing() -> None:
    assert keys(tags("某某锂电池隔膜有限公司")) == ["锂电池隔膜"]
    assert keys(tags("某某锂电池隔膜有限公司", "毛绒玩具")) == []
    assert keys(tags("某某锂电池隔膜有限公司", "涂布机")) == ["涂布机"]
    assert keys(tags("某某锂电池隔膜有限公司", "隔膜")) == ["锂电池隔膜"]


def test_traditional_characters_are_read_as_simplified() -> None:
    assert keys(tags("某某公司", "鋰電池隔膜")) == ["锂电池隔膜"]


@pytest.mark.parametrize("product", ["—", "无", "/", "暂无", "详见附件", "0", "其他"])
def test_a_placeholder_places_nobody(product: str) -> None:
    assert tags("某某公司", product) == []


@pytest.mark.parametrize("product", ["锂电池租赁", "锂电池租赁服务", "锂电池代理销售"])
def test_a_firm_that_lets_or_only_sells_is_no_maker(product: str) -> None:
    assert tags("某某公司", product) == []


def test_a_conglomerate_stands_on_several_segments_weighted_by_share() -> None:
    products = [("湿法隔膜", 0.5), ("涂布机", 0.3), ("锂电池", 0.15), ("房地产", 0.05)]
    offered = [offering for name, share in products for offering in makes("甲", name, share=share)]
    (found,) = tag_firms([FirmWords.of(firm("甲"), offered)], INDEX, Settings())
    assert [(tag.key, tag.share) for tag in found] == [("锂电池隔膜", 0.5), ("涂布机", 0.3), ("锂离子电芯", 0.15)]


def test_the_name_of_the_industry_tells_its_class() -> None:
    named = FirmWords.of(firm("甲", industry="锂离子电池制造", industry_code="C3940"), ())
    assert (named.code, FirmWords.of(firm("甲", industry="电池", industry_code="c3841"), ()).code) == ("C3841", "C3841")


def test_an_industry_name_and_its_code_alone_place_nobody() -> None:
    graph = SegmentIndex.of([chain([segment("锂离子电芯", aliases=("锂离子电池制造",), industry_codes=("C3841",))])])
    stated = {"industry": "锂离子电池制造", "industry_code": "C3841"}
    bare = FirmWords.of(firm("某某公司", **stated), ())
    named = FirmWords.of(firm("某某锂离子电池制造有限公司", **stated), ())
    assert [len(found) for found in tag_firms([bare, named], graph, Settings())] == [0, 1]


def test_what_a_firm_only_sells_does_not_place_it() -> None:
    assert keys(tags(business_scope="服装制造；鞋帽制造；家具制造；锂电池、湿法隔膜销售")) == []
    assert keys(tags(business_scope="锂电池制造；服装销售")) == ["锂离子电芯"]


def test_a_firm_without_telling_words_is_not_placed() -> None:
    assert tags("扬州市宏达有限公司", "加工", business_scope="机械加工") == []


def test_the_industry_code_speaks_for_and_against() -> None:
    with_code, foreign, without = (
        tags(business_scope="锂电池制造", industry_code=code)[0].score
        if tags(business_scope="锂电池制造", industry_code=code)
        else 0
        for code in ("C3841", "C1811", None)
    )
    assert with_code > without > foreign


def test_a_correction_overrides_and_says_who() -> None:
    no = Correction(enterprise="甲", chain=CHAIN, segment="锂离子电芯", verdict=False, by="张三", on="2026-01-02")  # type: ignore[arg-type]
    yes = Correction(enterprise="甲", chain=CHAIN, segment="涂布机", verdict=True, by="李四")  # type: ignore[arg-type]
    world = snapshot(GRAPH, [firm("甲")], makes("甲", "锂电池"), corrections=[no, yes])
    (tag,) = world.tags.of_firm(0)
    assert (tag.key, tag.score) == ("涂布机", 1.0)
    assert tag.evidence[0].sentence == "人工标注：是（李四）"


def test_shares_of_one_chain_never_add_to_more_than_one() -> None:
    found = tags("某某公司", "湿法隔膜", "磷酸铁锂", "锂电池", share=0.8)
    assert len(found) == 3
    assert sum(tag.share for tag in found) == pytest.approx(1.0, abs=1e-5)


def test_tags_survive_being_kept() -> None:
    world = snapshot(GRAPH, [firm("甲"), firm("乙")], makes("甲", "锂电池", "湿法隔膜"))
    kept = tags_from_bytes(tags_to_bytes(world.tags))
    assert kept.rows == world.tags.rows
    assert kept.start.tolist() == world.tags.start.tolist()


PRODUCTS = st.lists(
    st.sampled_from(["湿法隔膜", "锂电池", "涂布机", "磷酸铁锂", "服装", "铅酸蓄电池", "隔膜涂布机", "锂电池组"]),
    max_size=5,
    unique=True,
)


@given(st.lists(PRODUCTS, min_size=1, max_size=6))
def test_a_firm_is_tagged_the_same_in_any_company(firms: list[list[str]]) -> None:
    words = [FirmWords.of(firm(f"f{n}"), makes(f"f{n}", *products)) for n, products in enumerate(firms)]
    together = tag_firms(words, INDEX, Settings())
    backwards = tag_firms(words[::-1], INDEX, Settings())[::-1]
    assert together == backwards


@given(PRODUCTS)
def test_one_more_exact_product_never_loses_its_segment(products: list[str]) -> None:
    assert "锂离子电芯" in keys(tags("某某公司", *dict.fromkeys([*products, "锂离子电池"])))


def test_a_correction_hears_only_its_own_segment_and_keeps_the_evidence() -> None:
    yes = Correction(enterprise="甲", chain=CHAIN, segment="锂离子电芯", verdict=True, by="张三", on="2026-01-02")  # type: ignore[arg-type]
    world = snapshot(
        GRAPH, [firm("甲"), firm("乙")], [*makes("甲", "锂电池", "湿法隔膜"), *makes("乙", "锂电池")], corrections=[yes]
    )
    by_key = {tag.key: tag for tag in world.tags.of_firm(world.firm("甲"))}
    assert by_key["锂离子电芯"].score == 1.0
    assert [e.field for e in by_key["锂离子电芯"].evidence] == ["人工标注", "主营产品"]
    assert by_key["锂电池隔膜"].score < 1.0
    assert world.tags.of_firm(world.firm("乙"))[0].score < 1.0
