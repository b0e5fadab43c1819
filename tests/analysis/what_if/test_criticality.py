"""Chokepoints of small places, by hand, and dominators against every path."""

from itertools import combinations

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.what_if.criticality import chokepoints, dominated_by, local_graph
from chaingraph.findings.firm.drill import Chokepoint
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from tests.analysis.what_if.test_drill import CITY, GRAPH, placed
from tests.builders import CHAIN, chain, edge

RULES = Settings()


def points(snap: Snapshot) -> dict[str, Chokepoint]:
    graph = snap.chains[CHAIN]
    found = chokepoints(snap, coverage(snap, snap.place("子市"), graph, RULES), graph, RULES)
    return {point.segment: point for point in found}


def test_a_lone_cell_maker_is_a_chokepoint_by_every_measure() -> None:
    cell = points(placed(GRAPH, CITY))["电芯"]
    assert cell.single_source == "电芯厂"
    assert cell.dominates == ()
    assert cell.cuts
    assert cell.hhi == 1.0
    assert (cell.hit_segments, cell.hit_firms, cell.worst_firms) == (4, 4, 4)
    assert cell.reasons[0] == "单一来源：本地只有 电芯厂 一家，而本地有企业处在它的下游"


def test_a_segment_every_path_runs_through_is_named_with_what_it_dominates() -> None:
    """包 comes from 正极 by way of 电芯, or from 箱体: only 包 itself is on every path to 车."""
    found = points(placed(GRAPH, CITY))
    assert found["电池包"].dominates == ("整车",)
    assert found["正极"].dominates == ("电芯",)
    assert list(found) == sorted(found, key=lambda name: (-found[name].hit_firms, -len(found[name].dominates)))


def test_many_firms_on_a_side_segment_are_no_chokepoint() -> None:
    graph = chain(["箱体", "电芯", "电池包"], [edge("箱体", "电池包"), edge("电芯", "电池包")])
    firms = (
        {f"箱{n}厂": ("箱体",) for n in range(8)} | {f"芯{n}厂": ("电芯",) for n in range(8)} | {"包厂": ("电池包",)}
    )
    assert set(points(placed(graph, firms))) == {"电池包"}


GRAPHS = st.sets(st.sampled_from(list(combinations(range(6), 2))), max_size=10).map(
    lambda edges: nx.DiGraph([(a, b) for a, b in sorted(edges)])
)


@given(GRAPHS)
def test_a_segment_dominates_what_no_path_reaches_without_it(graph: "nx.DiGraph[int]") -> None:
    found = dominated_by(graph)
    raw = [node for node in graph if not graph.in_degree(node)]
    for node in graph:
        rest = graph.subgraph(set(graph) - {node})
        reached = {end for start in raw if start != node for end in nx.descendants(rest, start) | {start}}
        assert set(found[node]) == set(rest) - reached


def test_the_local_graph_holds_local_segments_only() -> None:
    graph = chain(["甲", "乙", "丙"], [edge("甲", "乙"), edge("乙", "丙"), edge("甲", "丙", capital=True)])
    assert set(local_graph(graph, [True, False, True]).nodes) == {0, 2}
    assert not local_graph(graph, [True, False, True]).edges
