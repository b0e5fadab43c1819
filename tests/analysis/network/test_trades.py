"""Who may stand at the other end of an inferred line: firms whose trade makes it, for buyers that speak of it."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.network.trades import LEAST_PEERS, USUAL, Trades
from chaingraph.graph.snapshot import Snapshot
from tests.builders import HERE, chain, edge, firm, makes, segment, snapshot

GRAPH = chain(
    [
        segment("铅锌冶炼", branch="冶炼", aliases=("锌锭",)),
        segment("肉制品", branch="食品", aliases=("鸡肉", "肉罐头")),
        segment("罐头", branch="食品", aliases=("罐头食品",)),
    ],
    [edge("肉制品", "罐头", 0.2, required=False)],
)


def world(builders: int, smelters: int) -> Snapshot:
    """Firms that build flats, the first of which also sells zinc, as do so many others of them."""
    firms = [firm(f"子市楼{n:02d}", industry="住宅开发", **HERE) for n in range(builders)]
    made = [row for n, one in enumerate(firms) for row in makes(one.name, "锌锭" if n < smelters else "罐头")]
    return snapshot(GRAPH, firms, made)


def test_a_builder_of_flats_that_once_sold_zinc_supplies_no_galvaniser() -> None:
    alone = world(20, 1)
    assert not Trades(alone).usual(alone.firm("子市楼00"), GRAPH, 0)
    assert Trades(alone).usual(alone.firm("子市楼05"), GRAPH, 2)


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_line_is_usual_when_a_tenth_of_the_others_of_the_trade_stand_on_its_branch(firms: int, smelters: int) -> None:
    found = world(firms, min(firms, smelters))
    others, beside = firms - 1, min(firms, smelters) - 1
    expected = others < LEAST_PEERS or beside >= USUAL * others
    assert Trades(found).usual(found.firm("子市楼00"), GRAPH, 0) is expected


def test_a_buyer_speaks_of_an_input_only_beyond_the_words_of_its_own_segment() -> None:
    firms = [firm("子市蔬菜", **HERE), firm("子市鸡厂", **HERE)]
    found = snapshot(GRAPH, firms, [*makes("子市蔬菜", "蔬菜罐头"), *makes("子市鸡厂", "鸡肉罐头")])
    speaks = [Trades(found).speaks_of(found.firm(name), GRAPH, 1, 2) for name in ("子市蔬菜", "子市鸡厂")]
    assert speaks == [False, True]
