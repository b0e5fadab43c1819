"""What is told in yuan rests on stated revenue; where it does not, firms are counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.network.ecosystem import purchases_of
from chaingraph.analysis.standing.bought import bought, bought_range, bought_stated
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.standing.demand import balance
from chaingraph.analysis.standing.stated import money
from chaingraph.analysis.what_if.drill import drill
from chaingraph.findings.place.gap import Gap, SegmentState
from chaingraph.graph.size import SizeBasis, firm_size
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, makes, segment, snapshot

RULES = Settings()
GRAPH = chain(
    ["隔膜", segment("电芯", material_ratio=0.5), "电池包"],
    [edge("隔膜", "电芯", 0.1), edge("电芯", "电池包", 0.6)],
)


def asked(*revenues: float | None) -> tuple[SegmentState, Gap]:
    """The separator in a place with one maker of cells for each revenue."""
    firms = [firm(f"子市厂{n}", revenue_yuan=yuan, **HERE) for n, yuan in enumerate(revenues)]
    offered = [row for one in firms for row in makes(one.name, "电芯")]
    seen = snapshot(GRAPH, [*firms, firm("丑市隔膜厂", **THERE)], [*offered, *makes("丑市隔膜厂", "隔膜")])
    cover = coverage(seen, seen.place("子市"), GRAPH, RULES)
    found = {gap.key: gap for gap in gaps(seen, cover, GRAPH, RULES)}
    state = cover.states[GRAPH.index["隔膜"]]  # type: ignore[index]
    return state, found[state.segment.key]


def test_without_revenue_no_yuan_of_demand_is_told_and_firms_are_counted() -> None:
    state, gap = asked(None, None)
    assert (state.demand_yuan, gap.demand_yuan, gap.demand_low_yuan, gap.estimated_demand_yuan) == (None,) * 4
    assert gap.demand_firms == 2
    assert state.wanted > 0
    assert not [reason for reason in gap.reasons if "万元" in reason or "亿元" in reason]
    assert any("2 家下游、无本地供应" in reason for reason in gap.reasons)


def test_with_stated_revenue_the_range_is_revenue_by_material_by_share() -> None:
    state, gap = asked(1e8)
    assert state.demand_yuan == pytest.approx(1e8 * 0.5 * 0.1)
    assert (gap.demand_low_yuan, gap.demand_high_yuan) == pytest.approx((1e8 * 0.5 * 0.1, 1e8 * 0.5 * 0.1))


def test_half_of_the_buyers_by_weight_must_state_their_revenue() -> None:
    large, small = asked(1e9, None)[1], asked(1e6, None)[1]
    assert large.demand_yuan == pytest.approx(1e9 * 0.5 * 0.1)
    assert small.demand_yuan is None


def test_people_and_an_industry_state_a_revenue_and_capital_states_a_class() -> None:
    known = firm("甲", employees=100, industry_code="C3841")
    amount, basis = firm_size(known)
    assert basis is SizeBasis.EMPLOYEES
    assert amount > 0
    assert firm_size(firm("乙", registered_capital_yuan=6e8))[1] is SizeBasis.LARGE
    assert firm_size(firm("丙"))[1] is SizeBasis.UNKNOWN


def test_a_substitute_may_be_bought_for_nothing_and_an_unknown_material_ratio_tells_no_range() -> None:
    graph = chain(
        ["甲料", "乙料", segment("电芯", material_ratio=0.5), segment("电池包", material_ratio=None)],
        [
            edge("甲料", "电芯", 0.2, substitutes="料"),
            edge("乙料", "电芯", 0.4, substitutes="料"),
            edge("电芯", "电池包"),
        ],
    )
    low, high = (edges.toarray() for edges in bought_range(graph))
    assert low.sum() == 0
    assert high[graph.index["电芯"]].tolist() == [0.1, 0.2, 0.0, 0.0]  # type: ignore[index]


@given(st.lists(st.floats(0, 1e9), min_size=3, max_size=3), st.floats(0, 1))
def test_what_is_told_is_at_least_half_and_never_more_than_the_whole(made: list[float], part: float) -> None:
    whole, edges = np.array([made]), bought(GRAPH, RULES)
    flows = balance(whole, edges, 2)
    told = money(flows, whole * part, GRAPH, RULES)
    for given_yuan, all_yuan in ((told.capability, flows.capability), (told.demand, flows.demand)):
        known = ~np.isnan(given_yuan)
        assert (given_yuan[known] <= all_yuan[known] * (1 + 1e-9)).all()
        assert (given_yuan[known] >= all_yuan[known] * 0.5 * (1 - 1e-9)).all()


def shared(share: float | None) -> tuple[SegmentState, Snapshot]:
    """The separator where one maker of cells and packs of 1 亿元 states this part of cells, or none."""
    offered = [*makes("子市厂", "电芯", share=share), *makes("子市厂", "电池包", share=None if share is None else 0.2)]
    seen = snapshot(GRAPH, [firm("子市厂", revenue_yuan=1e8, **HERE)], offered)
    return coverage(seen, seen.place("子市"), GRAPH, RULES).states[GRAPH.index["隔膜"]], seen  # type: ignore[index]


def test_demand_is_revenue_by_part_of_revenue_by_material_by_part_of_material() -> None:
    assert shared(0.8)[0].direct_demand_yuan == pytest.approx(1e8 * 0.8 * 0.5 * 0.1)


def test_a_revenue_is_never_spread_evenly_over_segments() -> None:
    state, seen = shared(None)
    assert (state.direct_demand_yuan, state.demand_low_yuan, state.demand_firms) == (None, None, 1)
    assert purchases_of(seen, 0, RULES).spend_known is None
    fallen = drill(seen, 0, seen.place("子市"), GRAPH, RULES)
    assert (fallen.lost_yuan, fallen.total_yuan) == (None, None)


def test_an_unknown_part_of_material_orders_and_tells_no_yuan() -> None:
    graph = chain(["隔膜", segment("电芯", material_ratio=0.5)], [edge("隔膜", "电芯", None)])
    assert bought(graph, RULES).sum() == pytest.approx(0.5 * RULES.default_cost_share)
    assert bought_stated(graph).sum() == 0


@given(st.floats(0.1, 1), st.floats(0.1, 1))
def test_twice_the_material_is_twice_the_demand(ratio: float, share: float) -> None:
    def asked_of(material: float) -> float:
        graph = chain(["隔膜", segment("电芯", material_ratio=material)], [edge("隔膜", "电芯", share)])
        return float(bought_stated(graph).sum())

    assert asked_of(ratio) == pytest.approx(2 * asked_of(ratio / 2))


def test_substitutes_are_bought_once() -> None:
    graph = chain(
        [segment("芯"), segment("铁锂"), segment("三元"), segment("铜箔")],
        [
            edge("铁锂", "芯", 0.3, substitutes="正极"),
            edge("三元", "芯", 0.4, substitutes="正极"),
            edge("铜箔", "芯", None),
        ],
    )
    row = bought(graph, RULES).toarray()[graph.index["芯"]]  # type: ignore[index]
    assert row[graph.index["铁锂"]] == row[graph.index["三元"]] == 0.2  # type: ignore[index]
    assert row[graph.index["铜箔"]] == 0.1  # type: ignore[index]
