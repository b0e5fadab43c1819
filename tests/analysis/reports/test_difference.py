"""What changed between two snapshots, by hand, and that nothing changed when nothing did."""

from chaingraph.analysis.reports.difference import difference
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.report.difference import Difference
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId, SegmentKey
from chaingraph.model.promotion import Lead
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, chain, edge, firm, makes, snapshot

RULES = Settings()
GRAPH = chain(["正极材料", "锂电池电芯", "电池包"], [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包")])
PACK, CELL = firm("包厂", **HERE, revenue_yuan=1e9), firm("芯厂", **HERE, revenue_yuan=9e8)
GONE = firm("旧厂", **HERE, revenue_yuan=1e8)


def world(*firms: str, stage: str | None = None) -> Snapshot:
    known = {f.name: f for f in (PACK, CELL, GONE)}
    product = {"包厂": "电池包", "芯厂": "锂电池电芯", "旧厂": "正极材料"}
    lead = Lead(
        enterprise=EnterpriseId("远厂"), place="子市", chain=CHAIN, segment=SegmentKey("电池包"), stage=stage or "在谈"
    )
    return snapshot(
        GRAPH,
        [known[name] for name in firms],
        [offering for name in firms for offering in makes(name, product[name], share=1.0)],
        leads=[lead] if stage else [],
    )


def differ(before: Snapshot, after: Snapshot) -> Difference:
    return difference(before, after, after.place("子市"), CHAIN, RULES)


def test_a_firm_that_lands_closes_its_gap_and_one_that_leaves_opens_one() -> None:
    found = differ(world("包厂", "旧厂"), world("包厂", "芯厂"))
    assert (found.arrived, found.left) == (("芯厂",), ("旧厂",))
    moves = {move.segment: (move.before, move.after) for move in found.statuses}
    assert moves["正极材料"] == (SegmentStatus.WEAK, SegmentStatus.MISSING)
    assert moves["锂电池电芯"][0] is SegmentStatus.MISSING
    assert (found.firms_before, found.firms_after) == (2, 2)
    assert found.completeness_before.plain == found.completeness_after.plain
    assert not found.quiet


def test_gaps_of_both_moments_tell_how_their_severity_moved() -> None:
    found = differ(world("包厂"), world("包厂", "芯厂"))
    assert "正极材料" in {move.segment for move in found.moved}
    assert [abs(m.after - m.before) for m in found.moved] == sorted(
        (abs(m.after - m.before) for m in found.moved), reverse=True
    )


def test_a_lead_that_moves_on_is_told_with_both_stages() -> None:
    found = differ(world("包厂", stage="对接"), world("包厂", stage="签约"))
    assert [(move.enterprise, move.before, move.lead.stage) for move in found.everything.leads] == [
        ("远厂", "对接", "签约")
    ]


def test_a_snapshot_differs_from_itself_in_nothing() -> None:
    assert differ(world("包厂", "芯厂", stage="在谈"), world("包厂", "芯厂", stage="在谈")).quiet


def test_there_and_back_swaps_arrivals_and_departures() -> None:
    there, back = differ(world("包厂"), world("芯厂")), differ(world("芯厂"), world("包厂"))
    assert (there.arrived, there.left) == (back.left, back.arrived)
    assert {gap.key for gap in there.opened} == {gap.key for gap in back.closed}
