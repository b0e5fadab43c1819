"""What a tag's score, share and probability are, worked by hand, and what a person's word makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Correction
from chaingraph.settings import Settings
from chaingraph.tagging.decide.calibrate import fit, probability
from chaingraph.tagging.decide.tagger import tag_firms
from chaingraph.tagging.decide.tags_as_bytes import tags_from_bytes, tags_to_bytes
from chaingraph.tagging.decide.verdicts import confirmed, decided, who, within_one
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from tests.builders import CHAIN, chain, firm, makes, segment

INDEX = SegmentIndex.of(
    [
        chain(
            [
                segment("锂电池隔膜", aliases=("湿法隔膜",), industry_codes=("C2921",)),
                segment("涂布机", industry_codes=("C3563",)),
                segment("磷酸铁锂"),
                segment("锂离子电芯", aliases=("锂电池",), excludes=("铅酸",)),
            ]
        )
    ]
)


def scored(*products: str, share: float | None = None, rules: Settings | None = None, **known: object) -> list[Tag]:
    """All tags of a firm, however low."""
    words = FirmWords.of(firm("某某公司", **known), makes("某某公司", *products, share=share))
    return tag_firms([words], INDEX, rules or Settings(), threshold=0.0)[0]


@pytest.mark.parametrize(
    ("code", "score", "evidence"),
    [
        (None, 0.95, 1), ("C2921", 0.9675, 2), ("C2929", 0.9575, 1), ("C2912", 0.874, 1), ("C1811", 0.7125, 1),
        ("C29", 0.95, 1), ("Z9999", 0.95, 1),
    ],
)  # fmt: skip
def test_a_class_adds_a_group_adds_less_and_another_division_takes_a_quarter_from_an_exact_product(
    code: str | None, score: float, evidence: int
) -> None:
    (tag,) = scored("锂电池隔膜", industry_code=code)
    assert (tag.score, len(tag.evidence)) == (score, evidence)
    assert tag.probability == probability(tag.score, "主营产品")


def test_another_division_takes_only_a_quarter_where_two_pieces_speak() -> None:
    """1 - (1 - .95)(1 - .7) = .985 of product and scope, a little less for 制造 at its end; ·.75."""
    (tag,) = scored("锂电池隔膜", business_scope="锂电池隔膜制造", industry_code="C1811")
    assert tag.score == pytest.approx(0.985 * 0.75, abs=2e-3)


def test_only_the_strongest_three_pieces_speak_and_are_shown() -> None:
    (tag,) = scored("锂电池隔膜", "湿法隔膜", "高强湿法隔膜", "超薄锂电池隔膜")
    assert len(tag.evidence) == 3
    assert tag.score == pytest.approx(1 - 0.05**3, abs=2e-3)


def test_a_name_that_products_do_not_bear_out_counts_six_tenths() -> None:
    named = FirmWords.of(firm("某某锂电池隔膜有限公司"), ())
    beside = FirmWords.of(firm("某某锂电池隔膜有限公司"), makes("某", "毛绒玩具"))
    (alone,), (borne,) = tag_firms([named, beside], INDEX, Settings(), threshold=0.0)
    assert borne.score == pytest.approx(0.6 * alone.score, abs=1e-4)
    assert (alone.share, borne.share) == (1.0, 0.25)
    assert alone.probability == probability(alone.score, "企业名称")


def test_no_more_segments_of_a_chain_are_kept_than_the_rules_allow_and_those_that_sell_most_first() -> None:
    words = FirmWords.of(
        firm("甲"),
        [*makes("甲", "湿法隔膜", share=0.2), *makes("甲", "涂布机", share=0.5), *makes("甲", "磷酸铁锂", share=0.3)],
    )
    for most, kept in ((1, ["涂布机"]), (2, ["涂布机", "磷酸铁锂"]), (3, ["涂布机", "磷酸铁锂", "锂电池隔膜"])):
        (found,) = tag_firms([words], INDEX, Settings(tag_max_segments=most))
        assert [tag.key for tag in found] == kept


def test_products_without_shares_share_the_firm_equally() -> None:
    assert [tag.share for tag in scored("湿法隔膜", "涂布机", "毛绒玩具", "服装")] == [0.25, 0.25]


@pytest.mark.parametrize(
    ("score", "field", "chance"),
    [(0.0, "", 0.0962), (0.5, "", 0.5854), (1.0, "", 0.9493), (0.5, "企业名称", 0.7455), (0.5, "经营范围", 0.7933)],
)
def test_the_chance_of_a_score_by_hand(score: float, field: str, chance: float) -> None:
    """1 / (1 + exp(2.24 - shift - 5.17 · score))."""
    assert probability(score, field) == chance


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["", "企业名称", "经营范围", "主营产品"]))
def test_the_chance_never_falls_as_the_score_rises(one: float, other: float, field: str) -> None:
    assert probability(min(one, other), field) <= probability(max(one, other), field)


def test_the_fit_finds_the_odds_it_was_shown_and_is_pulled_towards_none() -> None:
    """Nine of ten at .9 and half at .5: slope ln 9 / .4; fields that never occur stay at 0."""
    shown = [(0.9, "", True)] * 900 + [(0.9, "", False)] * 100 + [(0.5, "", True)] * 500 + [(0.5, "", False)] * 500
    intercept, slope, shifts = fit(shown)
    assert slope == pytest.approx(5.49, abs=0.06)
    assert intercept + 0.5 * slope == pytest.approx(0, abs=0.02)
    assert (slope, intercept) == (round(slope, 2), round(intercept, 2))
    assert shifts == {"企业名称": 0.0, "经营范围": 0.0}
    certain = fit([(0.9, "", True)] * 20)
    assert 1 < certain[0] + 0.9 * certain[1] < 8


def tag(key: str, score: float, share: float, on: str = "电池") -> Tag:
    """A tag without evidence."""
    return Tag(chain=ChainId(on), key=SegmentKey(key), score=score, probability=None, share=share, evidence=())


def test_shares_are_scaled_only_where_a_chain_s_add_to_more_than_one() -> None:
    found = within_one([tag("甲", 1, 0.75), tag("乙", 1, 0.75), tag("丙", 1, 1.0, "光伏"), tag("丁", 1, 0.4, "风电")])
    assert [one.share for one in found] == [0.5, 0.5, 1.0, 0.4]


def test_a_confirmed_tag_keeps_its_share_and_a_new_one_has_a_quarter_beside_others_and_all_alone() -> None:
    before = Tag(
        chain=CHAIN,
        key=SegmentKey("甲"),
        score=0.6,
        probability=0.5,
        share=0.3,
        evidence=(TagEvidence(field="行业", text="x"),),
    )
    after = confirmed(CHAIN, SegmentKey("甲"), "张三", before, others=True)
    assert (after.score, after.probability, after.share) == (1.0, 1.0, 0.3)
    assert [piece.field for piece in after.evidence] == ["人工标注", "行业"]
    new = [confirmed(CHAIN, SegmentKey("甲"), "张三", None, others=others).share for others in (True, False)]
    assert new == [0.25, 1.0]


def test_people_s_words_are_laid_over_the_tags_best_first_and_leave_others_alone() -> None:
    def said(name: str, key: str, verdict: bool) -> Correction:
        return Correction(enterprise=EnterpriseId(name), chain=CHAIN, segment=SegmentKey(key), verdict=verdict)

    table = TagTable.of([[tag("乙", 0.9, 0.5), tag("甲", 0.8, 0.5)], [tag("甲", 0.7, 1.0)]])
    index = {EnterpriseId("一"): 0, EnterpriseId("二"): 1}
    assert decided(table, [said("不认识", "甲", False)], index) is table
    heard = decided(table, [said("一", "丙", True), said("一", "乙", False), said("一", "丁", True)], index)
    assert [(one.key, one.score, one.share) for one in heard.of_firm(0)] == [
        ("丁", 1.0, 0.25), ("丙", 1.0, 0.25), ("甲", 0.8, 0.5),
    ]  # fmt: skip
    assert heard.of_firm(1) == table.of_firm(1)
    told = [Correction(enterprise=EnterpriseId("一"), chain=CHAIN, segment=SegmentKey("甲"), verdict=True, **known)
            for known in ({}, {"by": "张三"}, {"by": "张三", "on": "2026-01-02"})]  # fmt: skip
    assert [who(one) for one in told] == ["未署名", "张三", "张三 2026-01-02"]


@given(
    st.lists(st.lists(st.tuples(st.sampled_from("甲乙丙"), st.floats(0, 1), st.floats(0, 1)), max_size=3), max_size=4)
)
def test_equal_tags_are_equal_bytes_and_come_back_whole(firms: list[list[tuple[str, float, float]]]) -> None:
    def table() -> TagTable:
        word = TagEvidence(field="主营产品", text="锂电池", matched="锂电池", share=0.5)
        rows = [
            [Tag(chain=CHAIN, key=SegmentKey(k), score=a, probability=b, share=b, evidence=(word,)) for k, a, b in row]
            for row in firms
        ]
        return TagTable.of(rows)

    kept = tags_to_bytes(table())
    assert kept == tags_to_bytes(table())
    assert [tags_from_bytes(kept).of_firm(n) for n in range(len(firms))] == [
        table().of_firm(n) for n in range(len(firms))
    ]
