"""Places as columns of numbers: the same firms as asking each firm."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.graph.columns import FirmColumns
from chaingraph.graph.places import Place, PlaceKind
from tests.builders import firm

NAMES = {"park": ("甲园", "乙园"), "province": ("甲省", "乙省"), "city": ("子市", "丑市"), "district": ("东区", "西区")}
FIRMS = st.lists(st.fixed_dictionaries({field: st.sampled_from([None, *names]) for field, names in NAMES.items()}))
PLACES = [
    *(Place(kind=PlaceKind.PARK, name=name, province="甲省", city="子市", park=name) for name in NAMES["park"]),
    *(Place(kind=PlaceKind.PROVINCE, name=name, province=name) for name in NAMES["province"]),
    *(
        Place(kind=PlaceKind.CITY, name=f"{p}/{c}", province=p, city=c)
        for p in NAMES["province"]
        for c in NAMES["city"]
    ),
    Place(kind=PlaceKind.CITY, name="丑市", city="丑市"),
    Place(kind=PlaceKind.DISTRICT, name="东区", province="乙省", city="子市", district="东区"),
    Place(kind=PlaceKind.CITY, name="卯市", province="甲省", city="卯市"),
    Place(kind=PlaceKind.CITY, name="子市又名", province="甲省", city="子市"),
]
MOVES = st.dictionaries(st.tuples(st.sampled_from([p.name for p in PLACES]), st.integers(0, 7)), st.booleans())


@given(FIRMS)
def test_columns_and_firms_agree_on_who_is_where(known: list[dict[str, str | None]]) -> None:
    firms = [firm(str(number), **one) for number, one in enumerate(known)]
    columns = FirmColumns.of(firms)
    for place in PLACES:
        assert columns.within(place).tolist() == [place.holds(one) for one in firms]


@given(FIRMS, MOVES)
def test_layers_of_homes_hold_every_place_and_every_move_once(
    known: list[dict[str, str | None]], moves: dict[tuple[str, int], bool]
) -> None:
    firms = [firm(str(number), **one) for number, one in enumerate(known)]
    moves = {(name, number): there for (name, number), there in moves.items() if number < len(firms)}
    columns = FirmColumns.of(firms)
    layers = columns.homes(PLACES, moves)
    for position, place in enumerate(PLACES):
        expected = np.array([place.holds(one) for one in firms], dtype=bool)
        for (name, number), there in moves.items():
            if name == place.name:
                expected[number] = there
        assert sum((layer == position).astype(int) for layer in layers).tolist() == expected.astype(int).tolist()
