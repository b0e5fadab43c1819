"""What is told in yuan rests on stated revenue; where it does not, firms are counted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.standing.demand import balance
from chaingraph.analysis.standing.stated import input_range, money
from chaingraph.findings.place.gap import Gap, SegmentState
from chaingraph.graph.size import SizeBasis, firm_size
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
    assert state.demand_yuan == pytest.approx(1e8 * 0.1)
    assert (gap.demand_low_yuan, gap.demand_high_yuan) == pytest.approx((1e8 * 0.5 * 0.1, 1e8 * 0.5 * 0.1))


def test_half_of_the_buyers_by_weight_must_state_their_revenue() -> None:
    large, small = asked(1e9, None)[1], asked(1e6, None)[1]
    assert large.demand_yuan == pytest.approx(1e8)
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
        ["甲料", "乙料", segment("电芯", material_ratio=0.5), "电池包"],
        [
            edge("甲料", "电芯", 0.2, substitutes="料"),
            edge("乙料", "电芯", 0.4, substitutes="料"),
            edge("电芯", "电池包"),
        ],
    )
    low, high = (edges.toarray() for edges in input_range(graph))
    assert low.sum() == 0
    assert high[graph.index["电芯"]].tolist() == [0.1, 0.2, 0.0, 0.0]  # type: ignore[index]


@given(st.lists(st.floats(0, 1e9), min_size=3, max_size=3), st.floats(0, 1))
def test_what_is_told_is_at_least_half_and_never_more_than_the_whole(made: list[float], part: float) -> None:
    whole, edges = np.array([made]), GRAPH.coefficients(RULES.default_cost_share)
    flows = balance(whole, edges, 2)
    told = money(flows, whole * part, GRAPH, edges, 2)
    for given_yuan, all_yuan in ((told.capability, flows.capability), (told.demand, flows.demand)):
        known = ~np.isnan(given_yuan)
        assert (given_yuan[known] <= all_yuan[known] * (1 + 1e-9)).all()
        assert (given_yuan[known] >= all_yuan[known] * 0.5 * (1 - 1e-9)).all()
