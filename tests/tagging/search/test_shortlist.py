"""The quick look over very many firms: who says the segment's words comes first, and nobody known is lost."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.tagging.search.likely import likely_tags
from chaingraph.tagging.search.shortlist import FirmProducts, pairs, shortlist
from tests.builders import HERE, THERE, chain, firm, makes, segment, snapshot

FOIL = segment("锂电铜箔", aliases=("电解铜箔",))
GRAPH = chain([FOIL])
PRODUCTS = st.lists(st.sampled_from(["铜箔", "电解铜箔制品", "铜管", "服装", "锂电隔膜"]), min_size=3, max_size=9)


def world(products: list[str]) -> Snapshot:
    firms = [firm(f"厂{n:02d}", **(HERE if n % 2 else THERE)) for n in range(len(products))]
    return snapshot(GRAPH, firms, [o for n, p in enumerate(products) for o in makes(f"厂{n:02d}", p)])


def test_the_nearest_words_come_first_and_no_shared_pair_is_left_out() -> None:
    snap = world(["服装", "铜管", "电解铜箔制品", "铜箔", "阀门"])
    assert shortlist(snap, FOIL, (), 2).tolist() == [2, 3]
    assert shortlist(snap, FOIL, (4,), 2).tolist() == [2, 3, 4]
    assert shortlist(snap, FOIL, (), 5).tolist() == [0, 1, 2, 3, 4]


def test_names_scopes_and_industries_speak_too() -> None:
    firms = [
        firm("厂0", business_scope="电解铜箔的研发、生产"),
        firm("厂1", industry="铜箔制造"),
        firm("厂2"),
        firm("某某铜箔厂"),
    ]
    snap = snapshot(GRAPH, firms)
    assert {snap.enterprises[f].name for f in shortlist(snap, FOIL, (), 3).tolist()} == {"厂0", "厂1", "某某铜箔厂"}


@given(PRODUCTS, st.integers(1, 4))
def test_a_longer_list_holds_a_shorter_one(products: list[str], most: int) -> None:
    snap = world(products)
    assert set(shortlist(snap, FOIL, (), most).tolist()) <= set(shortlist(snap, FOIL, (), most + 1).tolist())


@given(PRODUCTS)
def test_products_of_each_firm_are_those_of_the_snapshot(products: list[str]) -> None:
    snap = world(products)
    found = FirmProducts.of(snap)
    assert [tuple(found.of_firm(n)) for n in range(len(products))] == list(snap.offerings_of)


def test_proposals_from_a_shortlist_are_the_firms_that_all_would_give() -> None:
    snap = world(["服装", "铜管", "铜箔", "覆铜箔板", "阀门", "铜箔带材", "布料", "轴承"])
    everyone = ~snap.members(snap.place("子市"))
    whole = likely_tags(snap, GRAPH, [FOIL.key], among=everyone, most=2)
    short = likely_tags(snap, GRAPH, [FOIL.key], among=everyone, most=2, within=4)
    assert set(short[FOIL.key].tags) <= set(whole[FOIL.key].tags)
    assert len(short[FOIL.key].relevance) == len(snap.enterprises)
    assert Settings().relevance_firms > len(snap.enterprises)


def test_pairs_of_nothing_are_none() -> None:
    assert pairs("") == set()
