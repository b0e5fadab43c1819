"""Paths counted without listing them: by hand, against listing on small graphs, and on a chain too large to list."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.standing.paths import count_paths
from chaingraph.graph.chain_graph import ChainGraph
from tests.builders import chain, edge

EDGES = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] < e[1]), max_size=12)


def graph_of(edges: set[tuple[int, int]]) -> ChainGraph:
    return chain([f"s{n}" for n in range(6)], [edge(f"s{a}", f"s{b}") for a, b in sorted(edges)])


def listed(edges: set[tuple[int, int]]) -> list[list[int]]:
    graph: nx.DiGraph[int] = nx.DiGraph(sorted(edges))
    raw = [n for n in graph if not graph.in_degree(n)]
    final = [n for n in graph if not graph.out_degree(n)]
    return [path for a in raw for b in final for path in nx.all_simple_paths(graph, a, b)]


def test_a_diamond_by_hand() -> None:
    """0 → 1 → 3 and 0 → 2 → 3; without 2 one of two paths is covered, and 5 of 6 steps stand on firms."""
    found = count_paths(graph_of({(0, 1), (0, 2), (1, 3), (2, 3)}), [True, True, False, True, False, False])
    assert (found.total, found.covered) == (2, 1)
    assert found.along == pytest.approx(5 / 6)
    assert found.through == (1.0, 0.5, 0.5, 1.0, 0.0, 0.0)


@given(EDGES, st.lists(st.booleans(), min_size=6, max_size=6))
def test_counting_equals_listing(edges: set[tuple[int, int]], covered: list[bool]) -> None:
    found, paths = count_paths(graph_of(edges), covered), listed(edges)
    assert found.total == len(paths)
    assert found.covered == sum(all(covered[s] for s in path) for path in paths)
    steps = [covered[s] for path in paths for s in path]
    assert found.along == (pytest.approx(sum(steps) / len(steps)) if steps else None)


@given(EDGES, st.lists(st.booleans(), min_size=6, max_size=6), st.integers(0, 5))
def test_one_more_segment_covered_never_covers_fewer_paths(
    edges: set[tuple[int, int]], covered: list[bool], more: int
) -> None:
    graph = graph_of(edges)
    wider = [here or n == more for n, here in enumerate(covered)]
    assert count_paths(graph, wider).covered >= count_paths(graph, covered).covered


def test_sixteen_million_paths_are_counted_exactly() -> None:
    """22 layers of 3 segments, each feeding all of the next: 3^22 paths, 2^22 of them without the first of a layer."""
    names = [f"{layer}-{n}" for layer in range(22) for n in range(3)]
    edges = [edge(f"{k}-{a}", f"{k + 1}-{b}") for k in range(21) for a in range(3) for b in range(3)]
    found = count_paths(chain(names, edges), [not name.endswith("-0") for name in names])
    assert (found.total, found.covered) == (3**22, 2**22)


def test_an_undeclared_cycle_and_a_declared_return_flow_still_give_an_answer() -> None:
    looped = chain(["a", "b", "c"], [edge("a", "b"), edge("b", "a"), edge("b", "c"), edge("c", "a", recycle=True)])
    found = count_paths(looped, [True, False, True])
    assert (found.total, found.covered) == (1, 0)
