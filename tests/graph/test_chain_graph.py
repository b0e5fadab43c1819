"""A compiled chain: tiers from the longest path; goods never run back."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.model.chain import Stage
from tests.builders import chain, edge


def test_tiers_are_the_longest_path_and_stages_follow() -> None:
    graph = chain(["矿", "盐", "芯", "包"], [edge("矿", "盐"), edge("盐", "芯"), edge("芯", "包"), edge("矿", "包")])
    assert graph.tiers.tolist() == [0, 1, 2, 3]
    assert graph.stages == (Stage.UPSTREAM, Stage.UPSTREAM, Stage.MIDSTREAM, Stage.DOWNSTREAM)


def test_recycling_closes_no_cycle() -> None:
    graph = chain(["矿", "芯"], [edge("矿", "芯"), edge("芯", "矿", recycle=True)])
    assert graph.tiers.tolist() == [0, 1]


def test_an_undeclared_cycle_counts_as_one_step() -> None:
    graph = chain(["a", "b", "c"], [edge("a", "b"), edge("b", "a"), edge("b", "c")])
    assert graph.tiers.tolist() == [0, 0, 1]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24))
def test_goods_never_run_to_a_lower_tier(pairs: list[tuple[int, int]]) -> None:
    names = [f"s{n}" for n in range(8)]
    edges = {(a, b): edge(names[a], names[b]) for a, b in pairs if a != b}
    graph = chain(names, edges.values())
    assert all(graph.tiers[a] <= graph.tiers[b] for a, b in edges)
