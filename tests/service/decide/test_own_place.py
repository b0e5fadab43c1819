"""Where the imported firms say that one is at home."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import DataVersion, EnterpriseId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.provenance import Evidence
from chaingraph.service.decide.own_place import OwnPlace, keep_own_place, likely_own_place, own_place
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import empty_facts

PLACES = (("甲省", "子市", "东区"), ("甲省", "子市", "西区"), ("乙省", "丑市", None))
COUNTS = st.tuples(*[st.integers(0, 6)] * len(PLACES))


def snapshot(counts: tuple[int, ...], pool: tuple[int, ...] = (), park: str | None = None) -> Snapshot:
    """So many firms of one's own in each place, and so many of the shipped list; the first place's in a park."""
    firms = [
        Enterprise(
            id=EnterpriseId(f"{at}-{n}-{pooled}"),
            name=f"{at}-{n}-{pooled}",
            province=place[0],
            city=place[1],
            district=place[2],
            park=park if at == 0 and not pooled else None,
            pool=pooled,
            evidence=Evidence(source="名录"),
        )
        for own, pooled in ((counts, False), (pool, True))
        for at, (place, count) in enumerate(zip(PLACES, own, strict=False))
        for n in range(count)
    ]
    return Snapshot.of(DataVersion("v"), {**empty_facts(), "enterprises": sorted(firms, key=lambda firm: firm.id)}, {})


def test_the_region_is_as_fine_as_most_of_its_firms_say() -> None:
    assert likely_own_place(snapshot((3, 1, 1))) == "东区"
    assert likely_own_place(snapshot((2, 2, 1))) == "子市"
    assert likely_own_place(snapshot((1, 0, 4))) == "丑市"
    assert likely_own_place(snapshot((0, 0, 0))) == ""


def test_firms_in_parks_speak_before_a_long_list_of_candidates() -> None:
    assert likely_own_place(snapshot((1, 0, 6), park="甲园")) == "东区"


@given(COUNTS, COUNTS)
def test_the_shipped_list_never_says_where_one_is_at_home(own: tuple[int, ...], pool: tuple[int, ...]) -> None:
    alone, among = likely_own_place(snapshot(own)), likely_own_place(snapshot(own, pool))
    assert among.rsplit("/", 1)[-1] == alone.rsplit("/", 1)[-1]


def test_an_account_without_a_place_takes_the_stores() -> None:
    store = MemoryStore()
    assert own_place(store, "王工") is None
    keep_own_place(store, OwnPlace(place="子市"))
    keep_own_place(store, OwnPlace(place="丑市", chain="电池"), "李工")
    assert own_place(store, "王工") == OwnPlace(place="子市")
    assert own_place(store, "李工") == OwnPlace(place="丑市", chain="电池")
