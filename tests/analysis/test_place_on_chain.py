"""Coverage, gaps, targets and ecosystem of small places, each told by hand."""

import pytest

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.parts import PARTS, weigh
from chaingraph.analysis.targets.targets import targets
from chaingraph.findings.firm.ecosystem import Nearness
from chaingraph.findings.move.target import Target
from chaingraph.findings.place.gap import Confidence, Coverage, Gap, GapKind, Purpose, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Locality
from chaingraph.model.enterprise import Signal
from chaingraph.model.provenance import Evidence
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, link, makes, segment, snapshot

RULES = Settings()
GRAPH = chain(
    [
        segment("正极材料", critical=True),
        segment("锂电池电芯"),
        segment("电池箱体", locality=Locality.MUST),
        segment("电池包"),
    ],
    [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6), edge("电池箱体", "电池包", 0.1)],
)
LOCAL = [
    firm("子市一包", **HERE, revenue_yuan=1e9),
    firm("子市二包", **HERE, revenue_yuan=1e8),
    firm("子市三包", **HERE, revenue_yuan=1e8),
    firm("子市芯厂", **HERE, revenue_yuan=1e8),
]
AWAY = [
    firm(
        "丑市正极", **THERE, revenue_yuan=5e8, listed_as="创业板 300000", evidence=Evidence(source="年报", as_of="2024")
    ),
    firm("丑市小正极", **THERE, signals=(Signal(kind="扩产", on="2025-01", text="新线"),)),
    firm("丑市箱体", **THERE, revenue_yuan=1e8),
]
OFFERINGS = [
    *(offering for name in ("子市一包", "子市二包", "子市三包") for offering in makes(name, "电池包", share=1.0)),
    *makes("子市芯厂", "锂电池电芯", share=1.0), *makes("丑市正极", "正极材料", share=0.9),
    *makes("丑市小正极", "正极材料"), *makes("丑市箱体", "电池箱体", share=1.0),
]  # fmt: skip


def world(**facts: object) -> Snapshot:
    return snapshot(GRAPH, [*LOCAL, *AWAY], OFFERINGS, **facts)  # type: ignore[arg-type]


def study(snap: Snapshot, place: str = "子市", graph: ChainGraph = GRAPH) -> tuple[Coverage, tuple[Gap, ...]]:
    cover = coverage(snap, snap.place(place), graph, RULES)
    return cover, gaps(snap, cover, graph, RULES)


def found_targets(snap: Snapshot, *segments: str, top: int = 50) -> tuple[Target, ...]:
    cover, found = study(snap)
    return targets(snap, cover, GRAPH, found, RULES, segments=segments, top=top)  # type: ignore[arg-type]


def test_status_demand_and_reason_by_hand() -> None:
    cover, _ = study(world())
    status = {state.segment.name: state.status for state in cover.states}
    assert status == {
        "正极材料": SegmentStatus.MISSING,
        "锂电池电芯": SegmentStatus.WEAK,
        "电池箱体": SegmentStatus.MISSING,
        "电池包": SegmentStatus.STRONG,
    }
    cell = cover.states[1]
    assert (cell.capability_yuan, cell.demand_yuan) == (1e8, pytest.approx(7.2e8))
    assert cell.local_supply_rate == pytest.approx(1 / 7.2)
    assert cell.why == (
        "本地 1 家（骨干 0 家），本地产能约 1.0 亿元、本地需求约 7.2 亿元，配套率 14 %；低于薄弱线 40 %，判为薄弱"
    )
    assert cover.states[0].demand_yuan == pytest.approx(0.4 * 1e8 + 0.4 * (7.2e8 - 1e8))
    assert cover.completeness == 0.5


def test_gaps_come_by_severity_with_reasons_in_words() -> None:
    _, found = study(world())
    assert [(gap.segment, gap.kind, gap.purpose) for gap in found] == [
        ("正极材料", GapKind.MISSING, Purpose.FILL),
        ("电池箱体", GapKind.MISSING, Purpose.FILL),
        ("锂电池电芯", GapKind.WEAK, Purpose.STRENGTHEN),
    ]
    by_hand = [
        # any locality .7; root of demand share; neighbour; critical; a backbone firm two tiers on; half of the paths
        0.7 * (0.5 * (2.88 / 7.2) ** 0.5 + 0.3 + 0.3 + 0.1 * 0.5 + 0.1 * 0.5),
        # must be local; a backbone firm buys it; half of the paths
        1.0 * (0.5 * (1.2 / 7.2) ** 0.5 + 0.3 + 0.1 + 0.1 * 0.5),
        # one neighbour of two is here; supplied 1/7.2
        0.7 * (0.5 + 0.3 / 2 + 0.1 + 0.1 * 0.5) * (1 - 1 / 7.2),
    ]
    assert [gap.severity for gap in found] == pytest.approx(by_hand, abs=1e-4)
    basis = "下游营收 × 主营占比 × 材料成本率 × 投入占比"
    assert f"本地下游有 电池包 3 家（如 子市一包）需要它，直接需求约 1.2 亿元（按{basis}）" in found[1].reasons
    assert found[1].confidence is Confidence.HIGH


def test_a_lone_supplier_of_a_wanted_segment_is_a_single_source() -> None:
    snap = snapshot(
        GRAPH,
        [firm("子市一包", **HERE, revenue_yuan=1e8), firm("子市芯厂", **HERE, revenue_yuan=1e9)],
        [*makes("子市一包", "电池包", share=1.0), *makes("子市芯厂", "锂电池电芯", share=1.0)],
    )
    _, found = study(snap)
    kinds = {gap.segment: gap.kind for gap in found}
    assert kinds["锂电池电芯"] is GapKind.SINGLE_SOURCE


def test_an_empty_place_is_all_gaps_to_build() -> None:
    snap = snapshot(GRAPH, [firm("寅市服装", province="丙省", city="寅市"), *AWAY], OFFERINGS)
    _, found = study(snap, "寅市")
    assert {gap.purpose for gap in found} == {Purpose.BUILD}
    assert len(found) == 4


def test_targets_are_never_local_and_say_why() -> None:
    found = found_targets(world())
    assert {t.enterprise for t in found} == {"丑市正极", "丑市小正极", "丑市箱体"}
    best = next(t for t in found if t.enterprise == "丑市正极")
    assert best.reasons[0] == "主营产品“正极材料”（占营收 90%）与环节名称或别名一致，对应环节“正极材料”"
    assert "资质与上市：创业板 300000" in best.reasons
    assert "无扩张迹象" in best.reasons
    assert best.evidence[0].source == "年报 · 截至 2024"
    assert set(best.parts) == set(PARTS)
    assert best.score == weigh(best.parts, RULES)


def test_a_dated_signal_is_told_and_counts() -> None:
    small = next(t for t in found_targets(world(), "正极材料") if t.enterprise == "丑市小正极")
    assert small.parts["signal"] == 1.0
    assert "扩张迹象：扩产（2025-01）新线" in small.reasons


def test_an_observed_link_makes_the_approach_through_an_incumbent() -> None:
    snap = world(supply_links=[link("丑市小正极", "子市芯厂", evidence=Evidence(source="年报"))])
    small = next(t for t in found_targets(snap, "正极材料") if t.enterprise == "丑市小正极")
    assert (small.parts["ties"], small.mode, small.relation) == (1.0, "以商招商", "子市芯厂的供应商（有来源）")


def test_without_makes_a_local_firm_a_candidate_and_with_takes_one_off_the_list() -> None:
    snap = world()
    place = snap.place("子市")
    gone = snap.without(place, [snap.firm("子市芯厂")])
    assert "子市芯厂" in {t.enterprise for t in found_targets(gone, "锂电池电芯")}
    landed = snap.with_(place, [snap.firm("丑市箱体")])
    assert "丑市箱体" not in {t.enterprise for t in found_targets(landed, "电池箱体")}
    assert coverage(landed, place, GRAPH, RULES).states[2].status is not SegmentStatus.MISSING


def test_a_firm_stands_once_in_a_list_over_all_gaps() -> None:
    offerings = [*OFFERINGS, *makes("丑市正极", "电池箱体", share=0.1)]
    found = found_targets(snapshot(GRAPH, [*LOCAL, *AWAY], offerings))
    assert [t.enterprise for t in found].count("丑市正极") == 1


def test_the_top_of_a_list_is_its_beginning() -> None:
    assert found_targets(world(), top=2) == found_targets(world())[:2]


def test_asking_twice_gives_the_same_answer() -> None:
    assert found_targets(world()) == found_targets(world())
    assert study(world())[1] == study(world())[1]


def test_an_ecosystem_tells_observed_from_inferred_and_shows_what_is_lacking() -> None:
    snap = world(supply_links=[link("丑市箱体", "子市一包", evidence=Evidence(source="合同"))])
    found = ecosystem(snap, snap.firm("子市一包"), RULES)
    nodes = {node.name: node for node in found.nodes}
    assert (nodes["丑市箱体"].tier, nodes["丑市箱体"].observed, nodes["丑市箱体"].nearness) == (
        -1,
        True,
        Nearness.OUTSIDE,
    )
    assert (nodes["子市芯厂"].tier, nodes["子市芯厂"].observed, nodes["子市芯厂"].nearness) == (
        -1,
        False,
        Nearness.CITY,
    )
    assert [n.segment for n in found.nodes if n.firm is None] == ["正极材料", "电池箱体"]
    assert found.local_supplier_share == 0.5
    assert all(edge.basis for edge in found.edges)
    assert {(e.source, e.target) for e in found.edges if e.observed} == {
        (f"f{snap.firm('丑市箱体')}", f"f{snap.firm('子市一包')}")
    }
