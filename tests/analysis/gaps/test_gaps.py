"""Gaps at the very edge of each rule: how near is near, how known is sure, and who stands first among equals."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps, largest_demand
from chaingraph.analysis.gaps.kinds import deficit, is_single_source, natures, not_worth_chasing
from chaingraph.analysis.gaps.nearby import nearby
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Confidence, Coverage, GapKind, SegmentState, SegmentStatus
from chaingraph.findings.place.supply import Observed
from chaingraph.graph.distance import kilometres
from chaingraph.model.chain import Locality
from chaingraph.model.place import Park
from chaingraph.settings import Settings
from tests.builders import HERE, chain, edge, firm, makes, segment, snapshot

RULES = Settings()
GRAPH = chain(["隔膜", "电芯"], [edge("隔膜", "电芯", 0.4)])
NANJING = {"province": "江苏省", "city": "南京市"}
YANGZHOU = {"province": "江苏省", "city": "扬州市"}
HEFEI = {"province": "安徽省", "city": "合肥市"}
WORLD = snapshot(
    GRAPH,
    [firm("宁芯", **NANJING), firm("扬芯", **YANGZHOU), firm("合肥隔膜", **HEFEI)],
    [*makes("宁芯", "电芯"), *makes("扬芯", "电芯"), *makes("合肥隔膜", "隔膜")],
)
COVER = coverage(WORLD, WORLD.place("南京市"), GRAPH, RULES)


def changed(number: int, **values: object) -> SegmentState:
    """A state of Nanjing's with other values."""
    return replace(COVER.states[number], **values)  # type: ignore[arg-type]


def test_near_ends_at_a_hundred_and_fifty_kilometres_unless_set_otherwise() -> None:
    """滁州 is some 50 km from 南京, 合肥 some 155 km."""
    firms = [firm("滁州隔膜", province="安徽省", city="滁州市"), firm("合肥隔膜", **HEFEI)]
    world = snapshot(GRAPH, [firm("宁芯", **NANJING), *firms], [o for f in firms for o in makes(f.name, "隔膜")])
    place = world.place("南京市")
    counts = [nearby(world, place, GRAPH, rules).within[0] for rules in (RULES, Settings(local_radius_km=160))]
    assert (RULES.local_radius_km, counts) == (150, [1, 2])


def test_near_reaches_to_the_radius_and_not_a_metre_further() -> None:
    away = kilometres(WORLD.place("南京市"), WORLD.enterprises[WORLD.firm("合肥隔膜")])
    assert away is not None
    for radius, count in ((away, 1), (away - 0.001, 0)):
        rules = Settings(local_radius_km=radius)
        assert nearby(WORLD, WORLD.place("南京市"), GRAPH, rules).within[0] == count


@pytest.mark.parametrize(
    ("known", "confidence"),
    [(1.0, "高"), (0.7, "高"), (0.6999, "中"), (0.3, "中"), (0.2999, "低"), (0.0, "低"), (None, "低")],
)
def test_confidence_is_high_from_seven_tenths_of_known_revenue_and_low_below_three(
    known: float | None, confidence: str
) -> None:
    cover = replace(COVER, states=(COVER.states[0], changed(1, capability_yuan=1e8, made=1e8, revenue_known=known)))
    (gap,) = (gap for gap in gaps(WORLD, cover, GRAPH, RULES) if gap.segment == "隔膜")
    assert gap.confidence is Confidence(confidence)


def test_confidence_weighs_the_segment_and_its_buyers_by_what_they_make() -> None:
    own = changed(0, capability_yuan=3e8, made=3e8, revenue_known=1.0, status=SegmentStatus.WEAK)
    cover = replace(COVER, states=(own, changed(1, capability_yuan=1e8, made=1e8, revenue_known=0.0)))
    assert gaps(WORLD, cover, GRAPH, RULES)[0].confidence is Confidence.HIGH
    cover = replace(COVER, states=(replace(own, revenue_known=0.9), cover.states[1]))
    assert gaps(WORLD, cover, GRAPH, RULES)[0].confidence is Confidence.MIDDLE


@given(st.permutations(["丙", "甲", "丁", "乙"]))
def test_of_gaps_as_severe_as_each_other_the_one_drawn_first_stands_first(names: list[str]) -> None:
    graph = chain([*names, "电芯"], [edge(name, "电芯", 0.2) for name in names])
    world = snapshot(graph, [firm("子市芯", **HERE)], makes("子市芯", "电芯"))
    cover = coverage(world, world.place("子市"), graph, RULES)
    backwards = replace(cover, states=cover.states[::-1])
    found = [gap for gap in gaps(world, cover, graph, RULES) if gap.segment in names]
    assert len({gap.severity for gap in found}) == 1
    assert found[0].severity == found[0].importance
    assert [gap.segment for gap in found] == names
    assert cover.states[::-1] == backwards.states


def test_a_doubtful_gap_stays_just_behind_the_most_severe_sure_one_and_alone_keeps_its_own() -> None:
    def found(status: SegmentStatus) -> tuple[float, float]:
        graph = chain(
            [segment("隔膜", critical=True), "外壳", "电芯"], [edge("隔膜", "电芯", 0.6), edge("外壳", "电芯", 0.3)]
        )
        world = snapshot(graph, [firm("子市芯", **HERE)], makes("子市芯", "电芯"))
        cover = coverage(world, world.place("子市"), graph, RULES)
        states = [replace(s, status=status) if s.segment.name == "隔膜" else s for s in cover.states]
        by_name = {g.segment: g.severity for g in gaps(world, replace(cover, states=tuple(states)), graph, RULES)}
        return by_name["隔膜"], max(severity for name, severity in by_name.items() if name != "隔膜")

    sure, other = found(SegmentStatus.MISSING)
    doubtful, first = found(SegmentStatus.UNSURVEYED)
    assert sure > other == first
    assert doubtful == round(0.95 * first, 4) != 0.95 * first


def state(local: int, **values: object) -> SegmentState:
    """A state with so many local firms and a demand."""
    known = {
        "local": tuple(range(local)),
        "demand_yuan": 1.0,
        "wanted": 1.0,
        "hhi": 0.1,
        "status": SegmentStatus.STRONG,
    }
    return changed(0, **{**known, "local_supply_rate": 1.0, **values})


@pytest.mark.parametrize(
    ("local", "hhi", "demand", "single"),
    [(1, 0.0, 1.0, True), (1, 1.0, 0.0, False), (0, None, 1.0, False), (2, RULES.concentrated_hhi, 1.0, True),
     (2, RULES.concentrated_hhi - 0.001, 1.0, False), (RULES.strong_firms, 1.0, 1.0, False),
     (RULES.strong_firms - 1, 1.0, 1.0, True), (2, None, 1.0, False)],
)  # fmt: skip
def test_a_single_source_is_one_firm_or_a_few_of_which_one_is_very_large(
    local: int, hhi: float | None, demand: float, single: bool
) -> None:
    assert is_single_source(state(local, hhi=hhi, wanted=demand), RULES) is single


def test_purchases_flow_out_from_the_line_on_and_hidden_gaps_need_two_marks_or_a_lost_buyer() -> None:
    def kinds(outside: float | None = None, marks: int = 0, lost: tuple[str, ...] = (), local: int = 5) -> list[str]:
        bought = 0.0 if outside is None else 100.0
        seen = Observed(lost=lost, purchases_yuan=bought, local_yuan=bought * (1 - (outside or 0.0)))
        return [kind.value for kind in natures(state(local, observed=seen), ["落后"] * marks, RULES)]

    assert RULES.outflow_share == 0.5
    assert [kinds(), kinds(0.5), kinds(0.49), kinds(1.0)] == [[], ["需求外流"], [], ["需求外流"]]
    assert [kinds(marks=1), kinds(marks=2), kinds(lost=("甲",))] == [[], ["隐性缺口"], ["隐性缺口"]]
    assert kinds(marks=2, lost=("甲",), local=0) == []


def test_what_is_lacking_by_hand_for_each_kind() -> None:
    def lack(kind: GapKind, local: int = 2, marks: int = 0, **values: object) -> float:
        return deficit(state(local, **values), kind, ["落后"] * marks, RULES)

    assert lack(GapKind.MISSING) == 1.0
    assert lack(GapKind.UNSURVEYED, absence=0.6) == 0.6
    assert [lack(GapKind.SINGLE_SOURCE, hhi=0.8), lack(GapKind.SINGLE_SOURCE, hhi=0.8, local_supply_rate=0.3)] == [
        0.4, 0.7,
    ]  # fmt: skip
    assert [lack(GapKind.HIDDEN, marks=n) for n in (0, 1, 2, 3, 4)] == [0.25, 0.25, 0.5, 0.75, 0.75]
    assert lack(GapKind.HIDDEN, marks=2, local_supply_rate=0.1) == 0.9
    assert lack(GapKind.WEAK, RULES.strong_firms) == 0.1
    assert lack(GapKind.WEAK, 1) == pytest.approx(1 - 1 / RULES.strong_firms)
    assert lack(GapKind.WEAK, 1, local_supply_rate=None) == pytest.approx(1 - 1 / RULES.strong_firms)
    priced = Observed(purchases_yuan=10.0, local_yuan=2.0)
    assert lack(GapKind.OUTFLOW, observed=priced) == pytest.approx(0.8)
    counted = Observed(suppliers=5, local_suppliers=1)
    assert lack(GapKind.OUTFLOW, observed=counted) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("locality", "share", "within", "marked", "told"),
    [
        (Locality.REMOTE, 0.03, 0, False, "可外采、占下游成本不超过 3 %"), (Locality.REMOTE, 0.031, 0, False, None),
        (Locality.REMOTE, 0.031, 1, False, "可外采、150 公里内有 1 家可供货"), (None, 0.03, 0, False, None),
        (None, 0.009, 2, False, "占下游成本不到 1 %、150 公里内有 2 家可供货"), (Locality.REMOTE, 0.01, 0, True, None),
        (Locality.REMOTE, 0.01, 3, True, "可外采、占下游成本不超过 1 %、150 公里内有 3 家可供货"),
        (Locality.MUST, 0.01, 3, False, None), (Locality.REMOTE, None, 0, False, None),
    ],
)  # fmt: skip
def test_two_marks_of_three_let_a_gap_wait_and_all_three_a_critical_one(
    locality: Locality | None, share: float | None, within: int, marked: bool, told: str | None
) -> None:
    for known in ({"critical": marked}, {"chokepoint": marked}):
        graph = chain([segment("辅料", locality=locality, **known), "电芯"], [edge("辅料", "电芯", share)])
        asked = replace(COVER.states[0], segment=graph.segments[0])
        assert not_worth_chasing(graph, asked, within, RULES) == told


def test_the_largest_demand_is_that_of_any_segment_and_nothing_without_segments() -> None:
    cover: Coverage = replace(COVER, states=(changed(0, wanted=3.0), changed(1, wanted=2.0)))
    assert (largest_demand(cover), largest_demand(replace(COVER, states=()))) == (3.0, 0.0)


def test_sibling_parks_are_two_the_one_with_most_firms_first_and_three_of_their_firms_largest_first() -> None:
    parks = [Park(name=name, **HERE) for name in ("本园", "甲园", "乙园", "丙园")]
    seats = [("丙园", 2), ("乙园", 4), ("甲园", 2)]
    firms = [firm("园内芯", park="本园", **HERE)] + [
        firm(f"{park}{n}", park=park, revenue_yuan=1e8 * (n + 1), **HERE) for park, count in seats for n in range(count)
    ]
    offers = [o for f in firms for o in makes(f.name, "电芯" if f.name == "园内芯" else "隔膜")]
    world = snapshot(GRAPH, firms, offers, parks=parks)
    found = nearby(world, world.place("本园"), GRAPH, RULES).elsewhere[0]
    assert [(one.place, one.firms, one.names) for one in found] == [
        ("乙园", 4, ("乙园3", "乙园2", "乙园1")), ("丙园", 2, ("丙园1", "丙园0")),
    ]  # fmt: skip


def test_a_gap_of_two_kinds_lacks_what_the_first_of_them_lacks() -> None:
    weak = state(1, status=SegmentStatus.WEAK, hhi=1.0)
    gap = next(
        g for g in gaps(WORLD, replace(COVER, states=(weak, COVER.states[1])), GRAPH, RULES) if g.segment == "隔膜"
    )
    assert gap.kinds[:2] == (GapKind.WEAK, GapKind.SINGLE_SOURCE)
    assert gap.deficit == round(1 - 1 / RULES.strong_firms, 4) != 0.5


def test_money_is_told_to_the_fen_and_parts_to_the_hundredth_of_a_percent() -> None:
    odd = changed(0, capability_yuan=1.23456, demand_yuan=7.65432, estimated_yuan=3.14159, local_supply_rate=0.123456)
    gap = next(
        g for g in gaps(WORLD, replace(COVER, states=(odd, COVER.states[1])), GRAPH, RULES) if g.segment == "隔膜"
    )
    assert (gap.capability_yuan, gap.demand_yuan, gap.estimated_demand_yuan) == (1.23, 7.65, 3.14)
    assert gap.local_supply_rate == 0.1235
