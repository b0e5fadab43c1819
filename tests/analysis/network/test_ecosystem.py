"""Hubs, purchases and nearness in an ecosystem."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.network.ecosystem import PER_TIER, ecosystem, purchases_of
from chaingraph.analysis.network.ecosystem_walk import BRANCHES, FOLLOWED
from chaingraph.analysis.standing.near import ORDER, near_ranks, nearest, nearness
from chaingraph.graph.link_columns import LinkColumns
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, link, makes, snapshot

RULES = Settings()
GRAPH = chain(
    ["正极材料", "锂电池电芯", "电池包"], [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6)]
)
PACK = firm("包厂", **HERE, revenue_yuan=1e9)


def test_the_local_supply_rate_is_a_share_of_known_spend_with_its_coverage() -> None:
    """包厂 is estimated to buy .6 · 1000 m of cells; 150 m are known, 50 m of them local."""
    links = [link("近芯", "包厂", amount_yuan=5e7), link("远芯", "包厂", amount_yuan=1e8), link("远芯二", "包厂")]
    firms = [PACK, firm("近芯", **HERE), firm("远芯", **THERE), firm("远芯二", **THERE)]
    snap = snapshot(GRAPH, firms, makes("包厂", "电池包", share=1.0), supply_links=links)
    found = purchases_of(snap, snap.firm("包厂"), RULES)
    assert (found.suppliers, found.local_suppliers) == (3, 1)
    assert found.local_supply_rate == pytest.approx(1 / 3)
    assert found.spend_known == pytest.approx(1.5e8 / 6e8)
    assert ecosystem(snap, snap.firm("包厂"), RULES).purchases == found


def test_without_amounts_only_firms_are_counted() -> None:
    snap = snapshot(GRAPH, [PACK, firm("近芯", **HERE)], makes("包厂", "电池包"), supply_links=[link("近芯", "包厂")])
    found = purchases_of(snap, snap.firm("包厂"), RULES)
    assert (found.suppliers, found.local_supply_rate, found.spend_known) == (1, None, None)


def test_a_hub_is_counted_whole_shown_in_part_and_said_to_be_cut() -> None:
    many = [firm(f"供{n:03}", **(HERE if n < 3 else THERE), revenue_yuan=float(n + 1)) for n in range(200)]
    links = [link(one.name, "包厂") for one in many] + [link("供000", "供001"), link("供199", "供000")]
    snap = snapshot(GRAPH, [PACK, *many], makes("包厂", "电池包"), supply_links=links)
    found = ecosystem(snap, snap.firm("包厂"), RULES)
    assert found.total[-1] == 200
    shown = [node.name for node in found.nodes if node.tier == -1 and node.firm is not None]
    assert shown[:4] == ["供002", "供001", "供000", "供199"]
    assert len(shown) == PER_TIER < min(BRANCHES, FOLLOWED) + 1
    assert found.truncated
    assert found.observed_links >= 200


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda p: p[0] != p[1]), max_size=20))
def test_link_columns_say_what_the_links_of_the_latest_year_say(pairs: list[tuple[int, int]]) -> None:
    links = [link(f"厂{a}", f"厂{b}", year=str(2000 + n), amount_yuan=float(n)) for n, (a, b) in enumerate(pairs)]
    snap = snapshot(GRAPH, [firm(f"厂{n}") for n in range(6)], supply_links=links)
    columns = LinkColumns.of(snap)
    for number in range(6):
        others, last, yuan = columns.bought.partners(number)
        assert others.tolist() == sorted({a for a, b in pairs if b == number})
        for other, position, total in zip(others.tolist(), last.tolist(), yuan.tolist(), strict=True):
            same = [n for n, pair in enumerate(pairs) if pair == (other, number)]
            assert (position, total) == (same[-1], float(same[-1]))


PLACES = st.fixed_dictionaries(
    {
        "park": st.sampled_from([None, "甲园", "乙园"]),
        "city": st.sampled_from([None, "子市", "丑市"]),
        "province": st.sampled_from([None, "甲省", "乙省"]),
    }
)


@given(st.lists(PLACES, min_size=1, max_size=8))
def test_nearness_of_many_is_that_of_each(places: list[dict[str, str | None]]) -> None:
    firms = [firm(f"厂{n}", **place) for n, place in enumerate(places)]
    snap = snapshot(GRAPH, firms)
    ranks = near_ranks(snap, 0, np.arange(len(firms)))
    assert [ORDER[rank] for rank in ranks] == [nearness(snap.enterprises[0], other) for other in snap.enterprises]


@given(st.lists(st.tuples(PLACES, st.sampled_from([0.0, 1.0, 2.0, 3.0])), min_size=1, max_size=9), st.integers(1, 9))
def test_the_nearest_are_the_first_of_all_in_order(firms: list[tuple[dict[str, str | None], float]], most: int) -> None:
    snap = snapshot(GRAPH, [firm(f"厂{n}", **place) for n, (place, _) in enumerate(firms)])
    sizes = np.array([size for _, size in firms])
    every = np.arange(len(firms))
    ranks = near_ranks(snap, 0, every)
    expected = sorted(every.tolist(), key=lambda n: (ranks[n], -sizes[n], n))[:most]
    assert nearest(snap, 0, every, sizes, most).tolist() == expected
