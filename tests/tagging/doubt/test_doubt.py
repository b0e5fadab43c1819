"""Why a firm stands on no segment: candidates with their words, what each lacks, what is missing, the likely chain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.findings.firm.doubt import Doubt
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import tag_firms, weigh
from chaingraph.tagging.doubt.doubt import doubt_of
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from tests.builders import chain, firm, makes, segment

INDEX = SegmentIndex.of(
    [
        chain(
            [
                segment("锂电池隔膜", aliases=("湿法隔膜",), industry_codes=("C2921",)),
                segment("涂布机", aliases=("极片涂布设备",), industry_codes=("C3563",)),
                segment("锂离子电芯", aliases=("锂离子电池制造", "方形锂电池"), industry_codes=("C3841",)),
                segment("电池包", aliases=("电池系统",), industry_codes=("C3841",)),
            ]
        )
    ]
)


def doubt(name: str, *products: str, share: float | None = None, **known: object) -> Doubt:
    words = FirmWords.of(firm(name, **known), makes(name, *products, share=share))
    (weighed,) = weigh([words], INDEX)
    (tags,) = tag_firms([words], INDEX, Settings())
    return doubt_of(words, weighed, INDEX, Settings(), placed={tag.key for tag in tags})


@pytest.mark.parametrize(
    ("known", "key", "lost"),
    [
        ({"industry": "锂离子电池制造"}, "锂离子电芯", "只有行业登记提到；登记的行业常有偏差，不单独作准"),
        ({"business_scope": "锂电池隔膜、塑料件销售"}, "锂电池隔膜", "“锂电池隔膜”只见销售或代理，未见制造"),
        (
            {"business_scope": "涂布机制造", "industry_code": "C1811"},
            "涂布机",
            "只在经营范围里提到；登记的行业代码 C1811 与该环节不同类",
        ),
    ],
)
def test_a_candidate_tells_its_words_and_why_it_was_not_taken(known: dict[str, str], key: str, lost: str) -> None:
    best = doubt("某某公司", **known).candidates[0]
    assert (best.key, best.lost) == (key, lost)
    assert best.score < Settings().tag_threshold
    assert best.probability is not None
    assert known.get("industry", key) in best.evidence[0].sentence


def test_a_by_line_says_how_small_it_is() -> None:
    (best,) = doubt("某某公司", "湿法隔膜", share=0.002).candidates
    assert best.lost == "“湿法隔膜”只占营收 0.2%"


def test_a_word_inside_another_thing_says_so() -> None:
    (best, *_) = doubt("某某公司", "电池系统测试软件").candidates
    assert best.lost == "“电池系统”只是“电池系统测试软件”的一部分，所指是别的东西"


def test_a_segment_whose_words_are_only_alike_has_no_probability() -> None:
    (best, *_) = doubt("某某公司", "锂电隔膜").candidates
    assert (best.key, best.probability) == ("锂电池隔膜", None)
    assert best.evidence[0].sentence == "“锂电隔膜”与环节用词“锂电池隔膜”相近"


def test_a_placed_firm_names_the_runner_up_and_misses_nothing() -> None:
    found = doubt("某某公司", "湿法隔膜", business_scope="涂布机、塑料件销售")
    assert [candidate.key for candidate in found.candidates] == ["涂布机"]
    assert (found.missing, found.likely) == ((), None)


@pytest.mark.parametrize(
    ("products", "known", "missing"),
    [
        (
            (),
            {},
            ("没有登记主营产品", "没有登记经营范围", "没有登记行业", "只有企业名称可以依据，请补主营产品或经营范围"),
        ),
        (
            ("其他", "贸易"),
            {"business_scope": "机械", "industry": "甲业"},
            ("主营产品只登记了“其他”“贸易”，看不出具体产品",),
        ),
        (
            ("汽车零部件", "机电产品"),
            {"business_scope": "机械", "industry": "甲业"},
            ("“汽车零部件”“机电产品”是统称，分不清具体环节",),
        ),
        (
            ("靶场",),
            {"business_scope": "机械", "industry_code": "C38"},
            ("“靶场”不在现有环节的名称与别名之中", "行业代码 C38（电气机械和器材制造业）太宽，只到大类"),
        ),
        (
            ("靶场销售",),
            {"business_scope": "机械", "industry": "锂离子电池制造"},
            ("“靶场销售”只见销售或代理，未见制造", "行业“锂离子电池制造”（C3841）对应 2 个环节，不能区分"),
        ),
    ],
)
def test_what_is_missing_is_told(products: tuple[str, ...], known: dict[str, str], missing: tuple[str, ...]) -> None:
    assert doubt("某某公司", *products, **known).missing == missing


def test_an_industry_class_of_few_segments_makes_them_candidates() -> None:
    found = doubt("某某公司", industry="塑料薄膜制造", industry_code="C2921").candidates
    assert [(c.key, c.score, c.evidence[0].field) for c in found] == [("锂电池隔膜", 0.4, "行业代码")]


def test_two_words_of_one_chain_tell_the_chain() -> None:
    found = doubt("某某公司", industry="锂离子电池制造", business_scope="方形锂电池壳体；湿法隔膜、塑料件销售")
    assert found.likely is not None
    assert found.likely.chain == "电池"
    assert "锂离子电池制造" in found.likely.words
    assert doubt("某某公司", industry="锂离子电池制造").likely is None


def test_what_a_person_refused_is_no_candidate() -> None:
    words = FirmWords.of(firm("某某公司", industry="锂离子电池制造"), ())
    (weighed,) = weigh([words], INDEX)
    found = doubt_of(words, weighed, INDEX, Settings(), refused={"锂离子电芯"})  # type: ignore[arg-type]
    assert "锂离子电芯" not in [candidate.key for candidate in found.candidates]


@given(st.lists(st.sampled_from(["湿法隔膜", "涂布机", "电池包", "方形锂电池销售", "汽车零部件", "服装"]), max_size=4))
def test_no_candidate_is_a_segment_the_firm_stands_on(products: list[str]) -> None:
    words = FirmWords.of(firm("甲"), makes("甲", *products))
    (weighed,) = weigh([words], INDEX)
    placed = {tag.key for tag in tag_firms([words], INDEX, Settings())[0]}
    found = doubt_of(words, weighed, INDEX, Settings(), placed=placed)
    assert placed.isdisjoint(candidate.key for candidate in found.candidates)
    assert len(found.candidates) <= 3
    assert [c.score for c in found.candidates] == sorted((c.score for c in found.candidates), reverse=True)
