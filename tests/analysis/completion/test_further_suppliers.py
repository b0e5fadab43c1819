"""Further suppliers of a buyer: by what its segments buy, and by buyers that share a supplier; by hand and as laws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.completion.further_suppliers import SharedBuyers, by_segments, supply_pairs
from chaingraph.settings import Settings
from tests.builders import chain, edge, firm, link, makes, snapshot

GRAPH = chain(
    ["正极材料", "锂电池隔膜", "锂电池电芯"],
    [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池隔膜", "锂电池电芯", 0.1)],
)
PAIRS = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


def test_who_makes_the_dearest_input_of_the_buyer_comes_first() -> None:
    made = {"甲": "锂电池电芯", "乙": "正极材料", "丙": "锂电池隔膜"}
    snap = snapshot(GRAPH, [firm(name) for name in made], [o for n, p in made.items() for o in makes(n, p, share=1.0)])
    scores = by_segments(snap, (GRAPH,), snap.firm("甲"), Settings())
    assert {name: pytest.approx(scores[snap.firm(name)]) for name in made} == {"甲": 0.0, "乙": 0.4, "丙": 0.1}
    assert not by_segments(snap, (GRAPH,), snap.firm("乙"), Settings()).any()


def test_a_buyer_that_shares_a_supplier_shows_its_other_suppliers() -> None:
    shared = SharedBuyers.of(5, ((0, 3), (0, 4), (1, 4), (2, 3)))
    assert shared.without(2, 3).tolist() == [1.0, 1.0, 0.0, 0.0, 0.0]
    assert shared.customers().tolist() == [2.0, 1.0, 1.0, 0.0, 0.0]


@given(PAIRS)
def test_a_hidden_pair_leaves_no_trace(pairs: set[tuple[int, int]]) -> None:
    for supplier, buyer in sorted(pairs)[:1]:
        whole = SharedBuyers.of(6, tuple(sorted(pairs))).without(supplier, buyer)
        rest = SharedBuyers.of(6, tuple(sorted(pairs - {(supplier, buyer)}))).without(supplier, buyer)
        assert whole.tolist() == rest.tolist()


def test_pairs_are_told_once_and_only_of_firms_on_the_lists() -> None:
    links = [link("乙", "甲", year="2023"), link("乙", "甲", year="2024"), link("外", "甲")]
    snap = snapshot(GRAPH, [firm("甲"), firm("乙")], supply_links=links)
    assert supply_pairs(snap) == ((snap.firm("乙"), snap.firm("甲")),)
    assert np.array_equal(snap.link_ends[0] >= 0, [True, True, False])
