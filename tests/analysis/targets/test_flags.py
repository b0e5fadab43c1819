"""Conflicts with who, expansion signals that age, source regions, and the five ways to approach a target."""

from typing import Any

import pytest

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.parts import weigh
from chaingraph.analysis.targets.targets import targets
from chaingraph.findings.move.target import Target
from chaingraph.model.enterprise import Role, Signal
from chaingraph.model.place import Park
from chaingraph.model.promotion import Lead, Project
from chaingraph.model.provenance import Evidence
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, link, makes, snapshot

RULES = Settings()
GRAPH = chain(
    ["正极材料", "锂电池电芯", "电池包"], [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6)]
)
PARKS = [Park(name="甲园", **HERE), Park(name="乙园", **HERE), Park(name="丙园", province="丁省", city="戊市")]


def found(
    *firms: Any, made: dict[str, str] | None = None, place: str = "甲园", rules: Settings = RULES, **facts: Any
) -> dict[str, Target]:
    cell = firm("园内芯厂", park="甲园", **HERE, evidence=Evidence(source="名录", as_of="2026-01-01"))
    products = {"园内芯厂": "锂电池电芯", **{f.name: "正极材料" for f in firms}, **(made or {})}
    offerings = [o for name, product in products.items() for o in makes(name, product, share=1.0)]
    snap = snapshot(GRAPH, [cell, *firms], offerings, rules, parks=PARKS, **facts)
    cover = coverage(snap, snap.place(place), GRAPH, rules)
    rows = targets(snap, cover, GRAPH, gaps(snap, cover, GRAPH, rules), rules)
    return {row.enterprise: row for row in rows}


def lead(name: str, place: str, **known: Any) -> Lead:
    return Lead(enterprise=firm(name).id, place=place, **known)


def test_a_lead_of_a_sibling_park_is_told_with_who_and_lowers_the_score() -> None:
    known = lead("丑市正极", "乙园", stage="在谈", owner="王工", evidence=Evidence(source="台账"))
    plain = found(firm("丑市正极", **THERE))["丑市正极"]
    chased = found(firm("丑市正极", **THERE), leads=[known])["丑市正极"]
    assert chased.conflicts == ("兄弟园区 乙园已在跟进（在谈，责任人 王工）",)
    assert chased.score == pytest.approx(plain.score * RULES.conflict_factor, abs=1e-4)
    assert chased.parts == plain.parts
    assert "撞车" in chased.flags
    assert chased.reasons[1] == "注意撞车：兄弟园区 乙园已在跟进（在谈，责任人 王工）"
    assert any(piece.source == "台账" for piece in chased.evidence)


def test_a_project_elsewhere_is_a_conflict_too_and_a_dropped_lead_is_none() -> None:
    project = Project(name="一期", park="丙园", enterprise=firm("丑市正极").id, batch="新开")
    row = found(firm("丑市正极", **THERE), projects=[project])["丑市正极"]
    assert row.conflicts == ("丙园已有项目“一期”（新开）",)
    dropped = found(firm("丑市正极", **THERE), leads=[lead("丑市正极", "乙园", stage="放弃")])["丑市正极"]
    assert (dropped.conflicts, dropped.flags) == ((), ("无扩张迹象",))


def test_a_lead_of_the_place_itself_or_of_a_park_inside_it_is_no_conflict() -> None:
    mine = found(firm("丑市正极", **THERE), leads=[lead("丑市正极", "甲园", stage="对接")])["丑市正极"]
    assert (mine.conflicts, mine.followed) == ((), ("本地已在跟进（对接）",))
    assert mine.score == weigh(mine.parts, RULES)
    city = found(firm("丑市正极", **THERE), place="子市", leads=[lead("丑市正极", "乙园", stage="对接")])["丑市正极"]
    assert (city.conflicts, city.followed) == ((), ("乙园已在跟进（对接）",))
    above = found(firm("丑市正极", **THERE), leads=[lead("丑市正极", "甲省/子市", stage="对接")])["丑市正极"]
    assert (above.conflicts, above.followed) == ((), ("甲省/子市已在跟进（对接）",))


def test_an_old_signal_counts_half_and_says_so_and_none_is_flagged() -> None:
    rows = found(
        firm("丑市新", **THERE, signals=(Signal(kind="扩产", on="2025-03"),)),
        firm("丑市旧", **THERE, signals=(Signal(kind="扩产", on="2019-09"),)),
        firm("丑市无", **THERE),
    )
    assert [rows[name].parts["signal"] for name in ("丑市新", "丑市旧", "丑市无")] == [1.0, 0.5, 0.0]
    assert any("距今超过 3 年" in reason for reason in rows["丑市旧"].reasons)
    assert rows["丑市无"].flags == ("无扩张迹象",)
    assert rows["丑市新"].flags == ()


def test_a_source_region_counts_at_least_as_near() -> None:
    rules = Settings(source_regions="广东、丑市")
    row = found(firm("丑市正极", **THERE), rules=rules)["丑市正极"]
    assert row.parts["reach"] == 0.8
    assert any("属重点来源地" in reason for reason in row.reasons)


def test_each_way_to_approach_follows_from_the_gap_and_the_ties() -> None:
    away = [firm(name, **THERE) for name in ("丑市正极", "丑市有缘", "丑市芯厂", "丑市包厂")]
    rows = found(
        *away,
        made={"丑市芯厂": "锂电池电芯", "丑市包厂": "电池包"},
        supply_links=[link("丑市有缘", "园内芯厂")],
    )
    assert {name: row.mode for name, row in rows.items()} == {
        "丑市正极": "补链招商",
        "丑市有缘": "以商招商",
        "丑市芯厂": "强链招商",
        "丑市包厂": "延链招商",
    }


def test_a_leading_firm_that_would_buy_is_named_as_the_one_to_introduce() -> None:
    leader = firm("园内龙头", park="甲园", **HERE, roles=(Role(kind="链主", chain=CHAIN),))
    row = found(leader, firm("丑市正极", **THERE), made={"园内龙头": "锂电池电芯"})["丑市正极"]
    told = "本地有 2 家企业处在“正极材料”的下游环节，是现成客户（推断），可请其中的龙头 园内龙头 引荐"
    assert told in row.reasons


def test_beside_a_local_backbone_it_is_a_peer() -> None:
    local = [firm(f"园内芯{n}", park="甲园", **HERE, listed_as="主板") for n in range(3)]
    firms = [*local, firm("丑市芯厂", **THERE)]
    offerings = [o for one in firms for o in makes(one.name, "锂电池电芯", share=1.0)]
    snap = snapshot(GRAPH, firms, offerings, parks=PARKS)
    cover = coverage(snap, snap.place("甲园"), GRAPH, RULES)
    rows = targets(snap, cover, GRAPH, (), RULES, segments=[GRAPH.segments[1].key])
    assert [row.mode for row in rows] == ["同业招商"]


def test_every_reason_of_a_target_says_what_it_rests_on_but_the_lack_of_signals() -> None:
    fact = Evidence(source="名录", as_of="2026-01-01")
    known = {"listed_as": "主板 600000", "revenue_yuan": 1e9, "evidence": fact}
    rows = found(firm("丑市正极", **THERE), firm("丑市大正极", **THERE, **known))
    for row in rows.values():
        assert set(row.reasons) - {piece.reason for piece in row.evidence} <= {"无扩张迹象"}
        assert all(piece.source for piece in row.evidence)
    inferred = next(piece for piece in rows["丑市正极"].evidence if "现成客户" in piece.reason)
    assert (inferred.statement, inferred.source) == ("产业链关系：锂电池电芯 采购“正极材料”", "产业链库")
