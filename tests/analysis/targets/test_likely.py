"""Targets go on beyond tagged firms where a segment is named: by relevance, marked, with their reason."""

import pytest

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.parts import weigh
from chaingraph.analysis.targets.targets import targets
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Confidence
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId, SegmentKey
from chaingraph.model.chain import SegmentInput
from chaingraph.model.promotion import Correction
from chaingraph.settings import Settings
from chaingraph.tagging.search.likely import BUYER, likely_tags
from tests.builders import CHAIN, HERE, THERE, chain, firm, makes, snapshot

RULES = Settings()
GRAPH = chain(["正极材料", "电池包"])
FIRMS = [
    firm("子市一包", **HERE, industry="锂电池"),
    firm("丑市正极", **THERE, industry="电池化学品"),
    firm("丑市锂盐", **THERE, industry="电池化学品"),
    firm("子市锂盐", **HERE, industry="电池化学品"),
    firm("丑市酒业", **THERE, industry="白酒"),
]
OFFERINGS = [
    *makes("子市一包", "电池包", share=1.0), *makes("丑市正极", "正极材料", share=0.1),
    *makes("丑市锂盐", "正极用锂盐"), *makes("子市锂盐", "正极用锂盐"), *makes("丑市酒业", "白酒"),
]  # fmt: skip


def said(name: str, verdict: bool) -> Correction:
    return Correction(enterprise=EnterpriseId(name), chain=CHAIN, segment=SegmentKey("正极材料"), verdict=verdict)


def world(*corrections: Correction) -> Snapshot:
    return snapshot(GRAPH, FIRMS, OFFERINGS, corrections=list(corrections))


def asked(snap: Snapshot, most: int = 5, rules: Settings = RULES) -> tuple[Target, ...]:
    place, key = snap.place("子市"), SegmentKey("正极材料")
    cover = coverage(snap, place, GRAPH, RULES)
    likely = likely_tags(snap, GRAPH, [key], among=~snap.members(place), most=most)
    found = gaps(snap, cover, GRAPH, RULES)
    return targets(snap, cover, GRAPH, found, rules, segments=[key], likely=likely)


def test_a_look_alike_follows_the_firm_that_makes_it_and_is_marked() -> None:
    found = asked(world())
    assert [target.enterprise for target in found][:2] == ["丑市正极", "丑市锂盐"]
    assert [target.unverified for target in found][:2] == [False, True]
    assert found[1].confidence is Confidence.LOW


def test_the_reason_names_the_product_and_the_industry_in_one_sentence() -> None:
    reason = asked(world())[1].reasons[0]
    assert reason.startswith("相关度推断（待核实）：主营产品“正极用锂盐”与环节“正极材料”用词相近（“正极”）")
    assert "属“电池化学品”行业" in reason


def test_a_confirmed_firm_is_told_of_beside_those_of_its_industry() -> None:
    reasons = asked(world(said("丑市正极", verdict=True)))[1].reasons
    assert "该环节已确认的 1 家企业中 1 家与其同属“电池化学品”行业" in reasons[0]


def test_a_rejected_firm_is_never_proposed() -> None:
    assert "丑市锂盐" not in {target.enterprise for target in asked(world(said("丑市锂盐", verdict=False)))}


def test_a_firm_of_the_place_is_never_proposed() -> None:
    assert "子市锂盐" not in {target.enterprise for target in asked(world())}


def test_no_more_are_proposed_than_asked_for() -> None:
    assert [target.unverified for target in asked(world(), most=1)] == [False, True]
    assert [target.unverified for target in asked(world(), most=0)] == [False]


def test_a_proposal_fits_by_its_relevance_alone_and_has_no_size_on_the_segment() -> None:
    own, likely = asked(world())[:2]
    assert likely.parts["fit"] <= RULES.fit_relevance < own.parts["fit"] + RULES.fit_relevance
    assert likely.parts["scale"] == 0
    assert likely.score == weigh(likely.parts, RULES)


def test_without_relevance_in_the_rules_a_proposal_has_no_fit() -> None:
    found = {target.enterprise: target for target in asked(world(), rules=Settings(fit_relevance=0))}
    assert found["丑市锂盐"].parts["fit"] == 0
    assert found["丑市正极"].parts["fit"] > 0


def test_a_firm_whose_main_business_stands_elsewhere_on_the_chain_follows_one_that_makes_the_thing() -> None:
    foil = chain(["锂电铜箔", "锂电池"])
    firms = [firm("子市一厂", **HERE), firm("丑市电池", **THERE), firm("丑市铜箔", **THERE)]
    offered = [*makes("丑市电池", "锂电池", share=1.0), *makes("丑市铜箔", "铜箔", share=0.5)]
    snap, key = snapshot(foil, firms, offered), SegmentKey("锂电铜箔")
    likely = likely_tags(snap, foil, [key], among=~snap.members(snap.place("子市")), most=5)
    assert [snap.enterprises[firm].name for firm in likely[key].tags] == ["丑市铜箔", "丑市电池"]


def test_words_of_a_firm_that_buys_the_thing_count_less_than_a_maker_s_however_small_its_share() -> None:
    edge = SegmentInput(chain=CHAIN, input=SegmentKey("锂电铜箔"), output=SegmentKey("锂电池"))
    key, firms = SegmentKey("锂电铜箔"), [firm("子市一厂", **HERE), firm("丑市电池", **THERE)]
    offered = makes("丑市电池", "锂电池", share=0.1)
    found = []
    for graph in (chain(["锂电铜箔", "锂电池"]), chain(["锂电铜箔", "锂电池"], [edge])):
        snap = snapshot(graph, firms, offered)
        likely = likely_tags(snap, graph, [key], among=~snap.members(snap.place("子市")), most=5)
        found.append(likely[key].relevance[snap.firm("丑市电池")])
    assert found[1] == pytest.approx(BUYER * found[0])
