"""Flows between branches: what is counted, what is estimated, and that no circle is left to draw."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.network.flow import branches, closing, flows
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.flow import Basis, Flows
from chaingraph.model.chain import Stage
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, link, makes, segment, snapshot

GRAPH = chain(
    [
        segment("隔膜", stage=Stage.MIDSTREAM, branch="材料"),
        segment("铜箔", stage=Stage.MIDSTREAM, branch="材料"),
        segment("电芯", stage=Stage.MIDSTREAM, branch="电芯制造"),
    ],
    [edge("隔膜", "电芯", share=0.2), edge("铜箔", "电芯", share=0.1), edge("铜箔", "隔膜", share=0.05)],
)


def found(basis: Basis) -> Flows:
    rules = Settings()
    firms = [
        firm("膜厂", **THERE),
        firm("箔厂", revenue_yuan=1e8, **HERE),
        firm("芯厂", revenue_yuan=2e8, **HERE),
        firm("远厂", **THERE),
    ]
    offerings = [*makes("膜厂", "隔膜"), *makes("箔厂", "铜箔"), *makes("芯厂", "电芯"), *makes("远厂", "电芯")]
    links = [link("膜厂", "芯厂"), link("箔厂", "芯厂"), link("膜厂", "远厂"), link("箔厂", "膜厂")]
    facts = snapshot(GRAPH, firms, offerings, supply_links=links)
    here = coverage(facts, facts.place("子市"), GRAPH, rules)
    return flows(facts, here, GRAPH, basis)


def test_observed_links_that_touch_the_place_are_counted_between_branches() -> None:
    answer = found(Basis.OBSERVED)
    assert [(flow.source, flow.target, flow.amount) for flow in answer.flows] == [("材料", "电芯制造", 2)]
    assert answer.within == 1
    assert answer.flows[0].examples == ("膜厂→芯厂", "箔厂→芯厂")


def test_inferred_purchases_are_capability_times_cost_share() -> None:
    answer = found(Basis.INFERRED)
    assert [(flow.source, flow.target) for flow in answer.flows] == [("材料", "电芯制造")]
    assert answer.flows[0].amount == pytest.approx(2e8 * (0.2 + 0.1))
    assert answer.within == 0


def test_a_branch_over_two_stages_is_two_nodes_with_names_of_their_own() -> None:
    split = chain(
        [segment("甲", stage=Stage.UPSTREAM, branch="件"), segment("乙", stage=Stage.DOWNSTREAM, branch="件")]
    )
    assert [node.name for node in branches(split)] == ["件（上游）", "件（下游）"]


EDGES = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda pair: pair[0] != pair[1]),
    st.floats(0.1, 100),
    max_size=25,
)


@given(EDGES)
def test_without_the_edges_left_out_there_is_no_circle(amounts: dict[tuple[int, int], float]) -> None:
    left = closing(amounts)
    assert nx.is_directed_acyclic_graph(nx.DiGraph([pair for pair in amounts if pair not in left]))
    assert left <= amounts.keys()


@given(EDGES)
def test_nothing_is_left_out_where_there_is_no_circle(amounts: dict[tuple[int, int], float]) -> None:
    forward = {pair: amount for pair, amount in amounts.items() if pair[0] < pair[1]}
    assert closing(forward) == frozenset()
