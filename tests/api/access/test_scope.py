"""A scope holds what lies in its places, and shows the candidates that belong to nobody."""

from api.access.scope import Scope
from chaingraph.model.place import Park
from tests.builders import HERE, chain, firm, snapshot

FACTS = snapshot(
    chain(["电芯"]),
    [
        firm("园内", park="甲园", **HERE), firm("邻园", park="乙园", **HERE), firm("市内", **HERE),
        firm("未知园", park="丙园", **HERE),
    ],
    parks=[Park(name="甲园", **HERE), Park(name="乙园", **HERE)],
)  # fmt: skip
FIRMS = {firm.name: firm for firm in FACTS.enterprises}
MINE = Scope.of(("没有的地方", "甲园"), FACTS)
CITY = Scope.of(("子市",), FACTS)


def test_a_place_is_held_when_it_lies_whole_within() -> None:
    places = [FACTS.place(name) for name in ("甲园", "乙园", "子市")]
    assert [MINE.holds(place) for place in places] == [True, False, False]
    assert [CITY.holds(place) for place in places] == [True, True, True]
    assert [Scope(None).holds(place) for place in places] == [True, True, True]
    assert [Scope.of(("没有的地方",), FACTS).holds(place) for place in places] == [False, False, False]


def test_a_firm_of_another_park_is_hidden_and_one_in_no_known_park_is_shown() -> None:
    assert [name for name, firm in FIRMS.items() if MINE.shows(firm)] == sorted(["园内", "市内", "未知园"])
    both = Scope.of(("甲园", "乙园"), FACTS)
    assert all(both.shows(firm) for firm in FIRMS.values())
    assert all(Scope(None).shows(firm) and CITY.shows(firm) for firm in FIRMS.values())


def test_a_firm_is_asked_about_in_the_visitor_s_place_that_holds_it_else_in_their_first() -> None:
    both = Scope.of(("乙园", "甲园"), FACTS)
    assert [both.home(FIRMS[name]) for name in ("园内", "邻园", "市内")] == ["甲园", "乙园", "乙园"]
    assert (Scope(None).home(FIRMS["园内"]), Scope(()).home(FIRMS["园内"])) == ("", "")
