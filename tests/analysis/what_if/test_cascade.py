"""The least fixpoint: by hand, and against brute force over every set."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.what_if.cascade import UP, Requirement, cascade

NODES = 7
NEEDS = st.lists(
    st.builds(
        Requirement,
        st.integers(0, NODES - 1),
        st.lists(st.integers(0, NODES - 1), max_size=3).map(tuple),
        st.booleans(),
    ),
    max_size=12,
)
START = st.sets(st.integers(0, NODES - 1), max_size=3)


def least_closed_set(needs: list[Requirement], start: set[int]) -> set[int]:
    """The smallest of all sets that hold the start and are closed, found by trying every set."""
    for size in range(NODES + 1):
        for chosen in map(set, combinations(range(NODES), size)):
            closed = all(n.node in chosen for n in needs if n.sources and set(n.sources) <= chosen)
            if start <= chosen and closed:
                return chosen
    raise AssertionError("the set of all nodes is always closed")


def test_a_chain_a_choice_and_a_bystander_by_hand() -> None:
    """1 needs 0; 2 can use 0 or 3; 4 needs 1 and 3; 5 needs nothing."""
    needs = [Requirement(1, (0,)), Requirement(2, (0, 3)), Requirement(4, (1,)), Requirement(4, (3,))]
    fall = cascade(6, needs, [0])
    assert fall.wave == (0, 1, UP, UP, 2, UP)
    assert fall.need[4] == 2
    assert fall.fallen == (0, 1, 4)


def test_a_gathering_node_costs_no_step() -> None:
    assert cascade(3, [Requirement(1, (0,), at_once=True), Requirement(2, (1,))], [0]).wave == (0, 0, 1)


@given(NEEDS, START)
def test_what_falls_is_the_least_closed_set(needs: list[Requirement], start: set[int]) -> None:
    assert set(cascade(NODES, needs, start).fallen) == least_closed_set(needs, start)


@given(NEEDS, START, START)
def test_more_at_the_start_never_saves_anybody(needs: list[Requirement], start: set[int], more: set[int]) -> None:
    assert set(cascade(NODES, needs, start).fallen) <= set(cascade(NODES, needs, start | more).fallen)


@given(NEEDS, START)
def test_every_fallen_node_names_the_need_that_failed_it(needs: list[Requirement], start: set[int]) -> None:
    fall = cascade(NODES, needs, start)
    for node in set(fall.fallen) - start:
        need = needs[fall.need[node] or 0]
        assert need.node == node
        assert all(fall.wave[source] != UP for source in need.sources)
