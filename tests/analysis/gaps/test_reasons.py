"""The sentences of a gap: when each is said and when it is not."""

from dataclasses import replace

import pytest

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.gaps.importance import WantedBy, need
from chaingraph.analysis.gaps.nearby import nearby
from chaingraph.analysis.gaps.pipeline import pipeline
from chaingraph.analysis.gaps.reasons import what_relieves, where_to_look, why_here, why_it_matters
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Confidence, SegmentState
from chaingraph.findings.place.supply import Elsewhere
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.place import Park
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings
from chaingraph.units import wan
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, makes, segment, snapshot

RULES = Settings()
NAMES = ("甲料", "乙料", "丙料", "丁料", "电芯", "电池包")
GRAPH = chain(NAMES, [*(edge(name, "电芯", 0.1) for name in NAMES[:4]), edge("电芯", "电池包", 0.6)])
UPSTREAM = snapshot(
    GRAPH, [firm(f"子市{n}", **HERE) for n in NAMES[:4]], [o for n in NAMES[:4] for o in makes(f"子市{n}", n)]
)
COVER = coverage(UPSTREAM, UPSTREAM.place("子市"), GRAPH, RULES)
CELL: SegmentState = COVER.states[4]
NEED = WantedBy(demand=0.0, neighbours=0.0, anchor=0.0, path=0.0, substitutes=())


def told(state: SegmentState) -> str:
    return "\n".join(why_here(UPSTREAM, COVER, GRAPH, state, RULES))


def test_of_local_suppliers_to_a_lacking_segment_three_are_named_and_the_rest_counted() -> None:
    assert "本地上游已有 甲料 1 家、乙料 1 家、丙料 1 家 等 4 个环节，可就近为它供货" in told(CELL)


def test_demand_of_a_further_tier_is_told_only_where_there_is_some() -> None:
    assert "若补齐其下游缺口" not in told(replace(CELL, wanted=0.0))
    said = told(replace(CELL, wanted=1.0, demand_yuan=1e8))
    assert f"若补齐其下游缺口，将带来约 {wan(1e8)} 的需求" in said


def test_direct_demand_is_a_range_where_both_ends_are_known_and_else_a_figure() -> None:
    world = snapshot(GRAPH, [firm("子市包", **HERE)], makes("子市包", "电池包"))
    cover = coverage(world, world.place("子市"), GRAPH, RULES)
    known = replace(cover.states[4], direct_demand_yuan=2e8, demand_low_yuan=1e8, demand_high_yuan=3e8)
    said = {
        high: "".join(why_here(world, cover, GRAPH, replace(known, demand_high_yuan=high), RULES))
        for high in (3e8, None)
    }
    assert "按下游营收" in said[3e8]
    assert "按下游营收" not in said[None]
    assert "直接需求约" in said[None]


def test_a_tenth_of_all_paths_is_worth_telling_and_less_is_not() -> None:
    assert why_it_matters(CELL, replace(NEED, path=0.1)) == ["全链 10 % 的上下游路径经过它"]
    assert why_it_matters(CELL, replace(NEED, path=0.0999)) == []


def test_what_relieves_is_told_where_there_is_any_and_at_most_three_of_each() -> None:
    assert what_relieves("子市", CELL, NEED, (), ()) == []
    near = Elsewhere(level="同市", place="子市", firms=1, names=("某厂",))
    found = what_relieves("子市", CELL, replace(NEED, substitutes=tuple("一二三四")), (near,), tuple("春夏秋冬"))
    assert [text.split("，")[0] for text in found] == ["子市没有", "在补：春、夏、秋", "可替代：本地已有 一、二、三"]
    assert what_relieves("子市", COVER.states[0], NEED, (near,), ())[0].startswith("子市不足")


def test_firms_elsewhere_are_all_known_ones_but_the_local() -> None:
    assert where_to_look(replace(CELL, known=5, local=(0, 1))) == "名录中外地有 3 家同环节企业可供招引"
    assert where_to_look(replace(CELL, known=2, local=(0, 1))) == "名录中尚无外地同环节企业，需另行寻源"


def test_where_nothing_is_wanted_at_all_the_demand_of_none_counts() -> None:
    assert need(COVER, GRAPH, replace(CELL, wanted=0.0), 0.0, 0.0).demand == 0.0
    assert need(COVER, GRAPH, replace(CELL, wanted=1.0), 4.0, 0.0).demand == pytest.approx(0.5)


def test_little_money_is_known_as_surely_as_much() -> None:
    states = [replace(state, made=0.5, revenue_known=1.0) for state in COVER.states]
    found = gaps(UPSTREAM, replace(COVER, states=tuple(states)), GRAPH, RULES)
    assert {gap.confidence for gap in found} == {Confidence.HIGH}


@pytest.mark.parametrize(("local", "served"), [("铁锂", True), ("外壳", False)])
def test_only_a_local_segment_of_the_same_group_serves_in_ones_stead(local: str, served: bool) -> None:
    groups = [edge("三元", "电芯", 0.4, substitutes="正极"), edge("铁锂", "电芯", 0.4, substitutes="正极")]
    graph = chain(["三元", "铁锂", "外壳", "电芯"], [*groups, edge("外壳", "电芯", 0.1)])
    world = snapshot(graph, [firm("甲", **HERE), firm("乙", **HERE)], [*makes("甲", "电芯"), *makes("乙", local)])
    cover = coverage(world, world.place("子市"), graph, RULES)
    (gap,) = (gap for gap in gaps(world, cover, graph, RULES) if gap.segment == "三元")
    assert any("可替代：本地已有 铁锂" in reason for reason in gap.reasons) is served


def test_a_park_with_more_firms_stands_before_one_with_a_larger_firm() -> None:
    parks = [Park(name=name, **HERE) for name in ("本园", "丙园", "乙园")]
    firms: list[Enterprise] = [
        firm("大", park="丙园", revenue_yuan=9e9, **HERE),
        *(firm(name, park="乙园", **HERE) for name in ("小一", "小二")),
    ]
    world = snapshot(GRAPH, firms, [o for one in firms for o in makes(one.name, "电芯")], parks=parks)
    found = nearby(world, world.place("本园"), GRAPH, RULES)
    assert [one.place for one in found.elsewhere[4]] == ["乙园", "丙园"]
    assert found.within[4] == 3  # one's own city is near though nobody knows where it lies


def test_what_is_on_the_way_stands_by_segment_and_then_by_words() -> None:
    projects = [
        Project(name=name, park="子市", segment=GRAPH.segments[number].key, chain=CHAIN)
        for name, number in (("二", 5), ("三", 1), ("一", 1))
    ]
    world = snapshot(GRAPH, [firm("丑市芯", **THERE), firm("子市芯", **HERE)], (), projects=projects)
    assert list(pipeline(world, world.place("子市"), GRAPH).items()) == [
        (1, ("项目“一”", "项目“三”")), (5, ("项目“二”",)),
    ]  # fmt: skip


def test_a_critical_segment_and_a_chokepoint_say_so() -> None:
    known = segment("电芯", critical=True, chokepoint=True, chokepoint_note="设备进口")
    assert why_it_matters(replace(CELL, segment=known), NEED) == ["产业链库标为关键环节", "卡脖子环节：设备进口"]
