"""A firm's dossier sentence by sentence: what it lacks around it, who would fill that, and what to do next."""

from collections.abc import Sequence
from dataclasses import replace

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.analysis.reports.dossier import Grounds, dossier
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.targets import targets
from chaingraph.findings.firm.dossier import Dossier
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Gap, SegmentStatus
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, makes, snapshot

RULES = Settings()
PARTS = tuple(f"{letter}料" for letter in "甲乙丙丁戊")
GRAPH = chain([*PARTS, "电芯", "电池包"], [*(edge(part, "电芯", 0.1) for part in PARTS), edge("电芯", "电池包", 0.6)])
FIRMS = [firm("子市芯", **HERE), firm("丑市芯", **THERE), *(firm(f"丑市{part}", **THERE) for part in PARTS)]
OFFERS = [
    *makes("子市芯", "电芯"),
    *makes("丑市芯", "电芯"),
    *(o for part in PARTS for o in makes(f"丑市{part}", part)),
]


def grounds(asked: str = "子市芯", without: Sequence[str] = (), **facts: Sequence[Project]) -> Grounds:
    """All there is of one firm, but for what is found of some firms elsewhere."""
    world: Snapshot = snapshot(GRAPH, FIRMS, OFFERS, **facts)
    cover = coverage(world, world.place("子市"), GRAPH, RULES)
    listed = gaps(world, cover, GRAPH, RULES)
    found = targets(world, cover, GRAPH, listed, RULES)
    return Grounds(
        snapshot=world,
        firm=world.firm(asked),
        graph=GRAPH,
        coverage=cover,
        gaps=listed,
        targets=[one for one in found if one.enterprise not in without],
        ecosystem=ecosystem(world, world.firm(asked), RULES),
    )


def needs(found: Dossier) -> list[tuple[str, str, str | None]]:
    return [(need.side, need.segment, need.target) for need in found.needs]


def test_a_local_firm_needs_what_lacks_beside_it_and_nothing_further_off() -> None:
    found = dossier(grounds())
    assert sorted(needs(found)) == sorted(
        [*(("上游", part, f"丑市{part}") for part in PARTS), ("下游", "电池包", None)]
    )
    assert {need.status for need in found.needs} <= {SegmentStatus.MISSING, SegmentStatus.UNSURVEYED}


def test_a_gap_that_is_none_any_more_is_no_need() -> None:
    asked = grounds()
    strong = [replace(gap, status=SegmentStatus.STRONG) if gap.segment == "甲料" else gap for gap in asked.gaps]
    assert "甲料" not in [need.segment for need in dossier(replace(asked, gaps=strong)).needs]


def test_the_basis_of_a_need_is_the_first_reason_of_its_target_or_of_the_gap() -> None:
    asked = grounds(without=["丑市甲料"])
    by_segment = {need.segment: need for need in dossier(asked).needs}
    first: dict[str, Gap] = {gap.segment: gap for gap in asked.gaps}
    target: dict[str, Target] = {one.enterprise: one for one in asked.targets}
    assert by_segment["甲料"].basis == first["甲料"].reasons[0]
    assert by_segment["乙料"].basis == target["丑市乙料"].reasons[0]
    assert (by_segment["乙料"].target_region, by_segment["甲料"].target_region) == ("乙省丑市", "")


def test_three_firms_to_be_introduced_to_are_named_and_four_segments_nobody_is_known_for() -> None:
    (through, alone, *_) = dossier(grounds()).advice
    assert through.startswith("以商招商：请子市芯牵线，优先对接")
    assert through.count("（补“") == 3
    assert "“电池包”在名录内没有可招引企业" in alone
    nobody = dossier(grounds(without=[f"丑市{part}" for part in PARTS])).advice
    assert sum(one.count("、") for one in nobody if "没有可招引企业" in one) == 3
    assert not any("以商招商" in one for one in nobody)


def test_a_firm_with_nothing_missing_around_it_is_looked_after() -> None:
    cared = "重点做好稳链服务"
    assert any(cared in one for one in dossier(replace(grounds(), gaps=())).advice)
    assert not any(cared in one for one in dossier(grounds()).advice)


def test_a_firm_from_elsewhere_fills_its_own_gaps_and_at_most_three_are_named() -> None:
    asked = grounds("丑市甲料")
    found = dossier(asked)
    assert needs(found) == [("本企业", "甲料", "丑市甲料")]
    assert found.advice[0].startswith("该企业可补甲省子市“甲料”的缺口") or "“甲料”的缺口" in found.advice[0]
    own = next(one for one in asked.targets if one.enterprise == "丑市甲料")
    keys = {gap.segment: gap.key for gap in asked.gaps}
    many = replace(asked, targets=[replace(own, key=keys[part]) for part in PARTS])
    assert dossier(many).advice[0].count("“") == 3
    none = dossier(replace(asked, gaps=[gap for gap in asked.gaps if gap.segment != "甲料"]))
    assert (needs(none), "没有缺口" in none.advice[0]) == ([], True)


def test_projects_of_the_firm_alone_are_told() -> None:
    mine = Project(name="一期", park="子市", enterprise=EnterpriseId("子市芯"))
    other = Project(name="二期", park="子市", enterprise=EnterpriseId("丑市芯"))
    assert dossier(grounds(projects=[mine, other])).projects == (mine,)
