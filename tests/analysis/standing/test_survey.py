"""All places at once: the same figures as each place alone, and as a slow loop."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_array

from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.standing.specialisation import location_quotient
from chaingraph.analysis.standing.survey import Holdings, balances, counted, survey
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.settings import Settings
from chaingraph.units import known
from tests.builders import HERE, THERE, chain, edge, firm, makes, snapshot

RULES = Settings()
GRAPH = chain(
    ["正极材料", "锂电池电芯", "电池包"], [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6)]
)
SNAPSHOT = snapshot(
    GRAPH,
    [firm("子市包厂", **HERE, revenue_yuan=1e9), firm("子市芯厂", **HERE), firm("丑市芯厂", **THERE, revenue_yuan=5e8)],
    [
        *makes("子市包厂", "电池包", share=1.0),
        *makes("子市芯厂", "锂电池电芯"),
        *makes("丑市芯厂", "锂电池电芯", "正极材料"),
    ],
)

ROWS = st.lists(
    st.tuples(st.integers(-1, 2), st.floats(0, 1e6), st.lists(st.floats(0, 1), min_size=4, max_size=4)), max_size=12
)
SHARES = st.lists(st.floats(0, 0.25), min_size=6, max_size=6)


def slow(rows: list[tuple[int, float, list[float]]], a: np.ndarray, tiers: int) -> tuple[np.ndarray, np.ndarray]:
    """Capability and demand by loops over firms, places and segments."""
    made = np.zeros((3, 4))
    for place, size, shares in rows:
        for segment, share in enumerate(shares):
            if place >= 0:
                made[place, segment] += size * share
    wanted = np.zeros((3, 4))
    for place in range(3):
        direct = [sum(made[place, i] * a[i, j] for i in range(4)) for j in range(4)]
        level = list(direct)
        for _ in range(tiers - 1):
            short = [max(level[i] - made[place, i], 0) for i in range(4)]
            level = [direct[j] + sum(short[i] * a[i, j] for i in range(4)) for j in range(4)]
        wanted[place] = level
    return made, wanted


@given(ROWS, SHARES, st.integers(1, 4))
def test_the_kernel_equals_a_slow_loop(
    rows: list[tuple[int, float, list[float]]], shares: list[float], tiers: int
) -> None:
    a = np.zeros((4, 4))
    a[np.triu_indices(4, 1)] = shares
    standing = Holdings(
        homes=[np.array([row[0] for row in rows], dtype=np.int64)],
        sizes=np.array([row[1] for row in rows], dtype=float),
        placements=csr_array(np.array([row[2] for row in rows]).reshape(len(rows), 4)),
        places=3,
    )
    found = balances(standing, csr_array(a), tiers)
    made, wanted = slow(rows, a, tiers)
    assert found.capability == pytest.approx(made)
    assert found.demand == pytest.approx(wanted)
    assert found.gap == pytest.approx(np.maximum(wanted - made, 0))


@given(ROWS)
def test_places_split_over_layers_give_the_same_sums(rows: list[tuple[int, float, list[float]]]) -> None:
    home = np.array([row[0] for row in rows], dtype=np.int64)
    sizes = np.array([row[1] for row in rows], dtype=float)
    placed = csr_array(np.array([row[2] for row in rows]).reshape(len(rows), 4))
    a = csr_array((4, 4))
    one = balances(Holdings(homes=[home], sizes=sizes, placements=placed, places=3), a, 1)
    layers = [np.where(home == place, place, -1) for place in range(3)]
    many = balances(Holdings(homes=layers, sizes=sizes, placements=placed, places=3), a, 1)
    assert one.capability == pytest.approx(many.capability)


def test_firms_are_counted_by_place_and_segment() -> None:
    standing = Holdings(
        homes=[np.array([0, 0, -1])],
        sizes=np.array([5.0, 0.0, 1.0]),
        placements=csr_array([[0.1, 0.0], [0.2, 1.0], [1.0, 1.0]]),
        places=1,
    )
    assert counted(standing).tolist() == [[2, 1]]
    assert counted(standing, np.array([False, True, True])).tolist() == [[1, 1]]


def test_a_survey_says_of_each_place_what_its_coverage_says() -> None:
    places = [SNAPSHOT.place(name) for name in ("子市", "丑市", "甲省")]
    found = survey(SNAPSHOT, places, GRAPH, RULES)
    for position, place in enumerate(places):
        cover = coverage(SNAPSHOT, place, GRAPH, RULES)
        assert found.made[position].tolist() == [state.made for state in cover.states]
        told = list(map(known, found.capability_yuan[position].tolist()))
        assert told == [state.capability_yuan for state in cover.states]
        assert list(map(known, found.demand_yuan[position].tolist())) == [state.demand_yuan for state in cover.states]
        assert found.status[position] == tuple(state.status for state in cover.states)
        assert found.firms[position].tolist() == [len(state.local) for state in cover.states]
        assert found.backbone[position].tolist() == [state.backbone for state in cover.states]
        assert (found.firms_on_chain[position], found.completeness[position]) == (cover.firms, cover.completeness)
    assert found.count(0, SegmentStatus.MISSING) == 1


def test_a_survey_follows_what_if() -> None:
    place = SNAPSHOT.place("丑市")
    moved = SNAPSHOT.with_(place, [SNAPSHOT.firm("子市包厂")]).without(place, [SNAPSHOT.firm("丑市芯厂")])
    found = survey(moved, [place, SNAPSHOT.place("子市")], GRAPH, RULES)
    assert found.firms.tolist() == [[0, 0, 1], [0, 1, 1]]


def test_a_location_quotient_by_hand_compares_with_the_whole_store() -> None:
    """子市 has 1000 of 1020 in packs; the store has 1000 of 1520."""
    found = survey(SNAPSHOT, [SNAPSHOT.place("子市")], GRAPH, RULES)
    assert found.location_quotient[0, 2] == pytest.approx((1000 / 1020) / (1000 / 1520))


@given(st.lists(st.floats(0.1, 1e6), min_size=3, max_size=3), st.floats(0.1, 100))
def test_the_unit_does_not_change_a_location_quotient(made: list[float], factor: float) -> None:
    row, all_of_it = np.array([made]), np.array([3.0, 2.0, 1.0])
    assert location_quotient(row * factor, all_of_it) == pytest.approx(location_quotient(row, all_of_it))
