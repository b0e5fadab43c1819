"""Places: a name means one thing or is refused."""

import pytest

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.graph.places import Place, PlaceKind, resolve_place
from chaingraph.model.place import Park
from tests.builders import HERE, THERE, chain, firm, snapshot

REGIONS = [
    ("河南省", "新乡市", "卫滨区"),
    ("河南省", "新乡市", None),
    ("江苏省", "南京市", "鼓楼区"),
    ("江苏省", "徐州市", "鼓楼区"),
    ("吉林省", "长春市", None),
]


def test_a_region_is_found_by_name_short_name_and_path() -> None:
    names = [resolve_place(n, [], REGIONS).name for n in ("新乡市", "新乡", "河南省/新乡市", "卫滨区", "河南")]
    assert names == ["新乡市", "新乡市", "新乡市", "卫滨区", "河南省"]


def test_a_park_comes_before_a_region_of_its_name() -> None:
    place = resolve_place("新乡市", [Park(name="新乡市", province="河南省")], REGIONS)
    assert place.kind is PlaceKind.PARK


def test_an_ambiguous_name_is_refused_with_the_choices() -> None:
    with pytest.raises(AmbiguousName) as refused:
        resolve_place("鼓楼区", [], REGIONS)
    assert refused.value.choices == ("江苏省/南京市/鼓楼区", "江苏省/徐州市/鼓楼区")
    assert resolve_place("江苏省/徐州市/鼓楼区", [], REGIONS).city == "徐州市"


def test_an_unknown_name_is_refused_with_near_ones() -> None:
    with pytest.raises(UnknownName, match="新乡市"):
        resolve_place("新香市", [], REGIONS)


def test_what_if_moves_a_firm_without_touching_the_snapshot() -> None:
    world = snapshot(chain(["铜箔"]), [firm("甲", **HERE), firm("乙", **THERE)])
    place = world.place("子市")
    other = world.with_(place, [world.firm("乙")]).without(place, [world.firm("甲")])
    names = [
        [e.name for e, inside in zip(w.enterprises, w.members(place), strict=True) if inside] for w in (world, other)
    ]
    assert names == [["甲"], ["乙"]]


def test_a_place_holds_by_every_level_it_names() -> None:
    place = Place(kind=PlaceKind.CITY, name="子市", province="甲省", city="子市")
    assert place.holds(firm("a", **HERE))
    assert not place.holds(firm("a", province="甲省"))
