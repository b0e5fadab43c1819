"""A firm of the shipped list on the pages and in the JSON: marked, hidden on a choice, nobody's local firm."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from api.address.hosts import Hosts
from api.app import create_app
from chaingraph.ids import ImportId
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, facts, firm
from tests.builders import makes

AWAY = "名录隔膜厂"
PAGE = f"/places/{PARK}/chains/{CHAIN}/targets"


@lru_cache(maxsize=1)
def web() -> Web:
    """The small city with one firm of the shipped list, alone in its city."""
    known: dict[str, Sequence[Any]] = dict(facts())
    pooled = replace(firm(AWAY, province="丙省", city="寅市"), pool=True)
    known["enterprises"] = [*known["enterprises"], pooled]
    known["offerings"] = [*known["offerings"], *makes(AWAY, "隔膜")]
    store = MemoryStore()
    store.write(ImportBatch(id=ImportId("first"), title="园区名录", facts=known))
    return Web(create_app(Workspace(store), hosts=Hosts()))


def test_the_target_page_marks_it_and_hides_it_on_a_choice() -> None:
    whole = web().get(PAGE).text
    assert AWAY in whole
    assert '<i class="tag warn">内置名录</i>' in whole
    assert AWAY not in web().get(f"{PAGE}?list=own").text
    only = web().get(f"{PAGE}?list=pool").text
    assert AWAY in only
    assert "外地隔膜厂" not in only


def test_its_page_the_search_and_the_list_of_firms_mark_it() -> None:
    for address in (f"/enterprises/{AWAY}", f"/enterprises?q={AWAY}", f"/search?q={AWAY}"):
        assert "内置名录" in web().get(address).text, address
    assert "内置名录" not in web().get("/enterprises/外地隔膜厂").text


def test_the_json_says_so() -> None:
    assert web().get(f"/api/v1/enterprises/{AWAY}").json()["enterprise"]["pool"] is True
    found = web().get(f"/api/v1/places/{PARK}/chains/{CHAIN}/targets").json()["results"]
    assert [target["enterprise"] for target in found if "内置名录" in target["flags"]] == [AWAY]


def test_its_city_is_no_place() -> None:
    places = web().get("/api/v1/places").text
    assert "丑市" in places
    assert "寅市" not in places
    assert web().get("/places/寅市").status_code == 404
