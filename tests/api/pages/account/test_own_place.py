"""One's own place in the web face: asked once, changed at will, within one's scope, and kept apart from the address."""

from urllib.parse import quote

import pytest

from api.access.roles import Role
from api.access.users import User, Users
from chaingraph.service.decide.own_place import OwnPlace, keep_own_place, own_places
from tests.api.people import OWN, key_of, password_hash, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

PAIR = f"place={quote('丑市')}&chain={quote(CHAIN)}"


def choose(web: Web, place: str, **headers: str) -> int:
    return web.post("/own-place", data={"place": place}, headers={**OWN, **headers}).status_code


def selected(page: str) -> list[str]:
    """The values of the selectors of the head, place first."""
    head = page[page.index('class="switch"') : page.index("</header>")]
    return [before.rsplit('value="', 1)[1].split('"')[0] for before in head.split(" selected")[:-1]]


def test_the_first_page_asks_and_offers_where_most_imported_firms_are() -> None:
    page = client().get("/").text
    assert "您是哪里的？" in page
    assert 'value="东区"' not in page
    assert "就是甲省/子市/东区" in page


def test_home_starts_at_the_place_that_was_chosen_and_asks_no_more() -> None:
    web = client()
    assert choose(web, "子市") == 303
    page = web.get("/").text
    assert "您是哪里的？" not in page
    assert "我的地方" in page
    assert "有把握的缺口" in page
    assert "2</b><span>家本地企业" in page
    assert selected(page)[0] == "子市"


def test_a_place_nobody_knows_is_refused_and_nothing_is_remembered() -> None:
    city = workspace()
    web = client(city)
    assert choose(web, "没有的地方") in (404, 422)
    assert not own_places(city.store)


def test_every_list_of_places_puts_ones_own_first() -> None:
    city = workspace()
    keep_own_place(city.store, OwnPlace(place="丑市"))
    page = client(city).get("/rules").text
    head = page[page.index('aria-label="地点"') :]
    assert head.index("我的地方") < head.index("丑市") < head.index("其他地点") < head.index(PARK)


def test_the_list_of_firms_starts_at_ones_own_place_and_can_show_all() -> None:
    city = workspace()
    keep_own_place(city.store, OwnPlace(place="子市"))
    web = client(city)
    assert "外地隔膜厂" not in web.get("/enterprises").text
    assert "外地隔膜厂" in web.get("/enterprises?where=").text
    assert "外地隔膜厂" in web.get(f"/enterprises?q={quote('隔膜')}").text


def test_an_address_with_a_pair_is_shown_as_it_says_whatever_is_remembered() -> None:
    city = workspace()
    keep_own_place(city.store, OwnPlace(place="子市", chain=CHAIN))
    web = client(city)
    for address in (f"/leads?{PAIR}", f"/?{PAIR}", f"/enterprises?{PAIR}", f"/places/{quote('丑市')}"):
        assert selected(web.get(address).text) == ["丑市", CHAIN], address
    assert selected(web.get("/leads").text) == ["子市", CHAIN]


@pytest.mark.parametrize(
    ("at", "then"),
    [
        ("/leads?owner=a", f"/leads?owner=a&{PAIR}"),
        ("/enterprises/x?place=p", f"/enterprises/x?{PAIR}"),
        ("/places/q", f"/places/{quote('丑市')}?chain={quote(CHAIN)}"),
        ("//evil.example/", f"/?{PAIR}"),
    ],
)
def test_the_switcher_keeps_a_page_that_lies_outside_any_pair(at: str, then: str) -> None:
    answer = client().get("/go", params={"place": "丑市", "chain": CHAIN, "at": at})
    assert answer.headers["location"] == then


def test_the_chain_chosen_at_home_is_remembered_and_one_chosen_elsewhere_is_not() -> None:
    city = workspace()
    keep_own_place(city.store, OwnPlace(place="子市"))
    web = client(city)
    web.get("/go", params={"place": "丑市", "chain": CHAIN})
    assert own_places(city.store)["/"].chain == ""
    web.get("/go", params={"place": "子市", "chain": CHAIN})
    assert own_places(city.store)["/"] == OwnPlace(place="子市", chain=CHAIN)


def test_each_account_has_a_place_of_its_own() -> None:
    web = client(people())
    officer, leader = signed_in(web, "招商员甲"), signed_in(web, "领导甲")
    assert choose(web, "丑市", **officer) == 303
    assert choose(web, "子市", **leader) == 303
    assert selected(web.get("/", headers=officer).text)[0] == "丑市"
    assert selected(web.get("/", headers=leader).text)[0] == "子市"
    assert "您是哪里的？" in web.get("/", headers=signed_in(web, "访客甲")).text


def test_an_officer_bound_to_one_place_is_at_home_there_and_cannot_move_out() -> None:
    web = client(people())
    bound = signed_in(web, "乙园招商员")
    assert selected(web.get("/", headers=bound).text)[0] == "乙园"
    assert choose(web, PARK, **bound) == 403
    assert choose(web, "子市", **bound) == 403
    assert selected(web.get("/", headers=bound).text)[0] == "乙园"


def test_the_stores_place_is_no_home_for_who_may_not_see_it() -> None:
    city = people()
    Users(city.store).add(User(name="两园招商员", role=Role.OFFICER, password=password_hash(), scope=("乙园", "甲园")))
    keep_own_place(city.store, OwnPlace(place="子市"))
    web = client(city)
    page = web.get("/", headers=signed_in(web, "两园招商员")).text
    assert "您是哪里的？" in page
    assert "就是乙园" in page


def test_a_program_is_at_home_nowhere() -> None:
    web = client(people())
    key = key_of(web, "报表", "招商员")
    assert choose(web, "子市", Authorization=f"Bearer {key}") == 422


def test_a_place_whose_firms_are_gone_is_asked_for_anew() -> None:
    gone = workspace()
    keep_own_place(gone.store, OwnPlace(place="已撤销的市"))
    assert "您是哪里的？" in client(gone).get("/").text


def test_a_chain_opened_from_the_own_home_is_the_one_remembered() -> None:
    city = workspace()
    keep_own_place(city.store, OwnPlace(place="子市"))
    web = client(city)
    link = f"/go?place={quote('子市')}&amp;chain={quote(CHAIN)}&amp;page=panorama"
    assert link in web.get("/").text
    led = web.get(link.replace("&amp;", "&"))
    assert led.headers["location"].endswith("/panorama")
    assert own_places(city.store)["/"].chain == CHAIN


def test_the_api_tells_and_sets_ones_own_place() -> None:
    web = client()
    assert web.get("/api/v1/place").json()["place"] is None
    assert web.get("/api/v1/place").json()["suggested"] == "甲省/子市/东区"
    told = web.request("PUT", "/api/v1/place", json={"place": "子市"})
    assert (told.status_code, told.json()["place"], told.json()["suggested"]) == (200, "子市", None)
    assert web.request("PUT", "/api/v1/place", json={"place": "没有的地方"}).status_code == 404
    assert web.get("/api/v1/place").json()["place"] == "子市"
