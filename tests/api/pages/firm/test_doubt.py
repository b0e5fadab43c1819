"""A firm on no segment says why, and one click on a candidate places it and moves the panorama."""

from chaingraph.ids import ImportId
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, firm, workspace
from tests.builders import makes

OWN = {"Origin": "http://127.0.0.1"}
NAME = "本地贸易行"


def city() -> Workspace:
    """The city with one more local firm, which only sells separators."""
    made = workspace()
    facts = {
        "enterprises": [firm(NAME, park=PARK, province="甲省", city="子市", business_scope="隔膜、配件销售")],
        "offerings": makes(NAME, "机电产品"),
    }
    made.store.write(ImportBatch(id=ImportId("more"), title="更多企业", at="2026-07-01", facts=facts))
    return made


def local(web: Web, key: str) -> int:
    states = web.get(f"/api/v1/places/{PARK}/chains/{CHAIN}/panorama").json()["results"]
    return int(next(state for state in states if state["key"] == key)["local_firms"])


def test_the_page_says_why_and_one_click_places_the_firm() -> None:
    web = client(city())
    page = web.get(f"/enterprises/{NAME}").text
    assert "“机电产品”是统称，分不清具体环节" in page
    assert "“隔膜”只见销售或代理，未见制造" in page
    assert local(web, "隔膜") == 0
    web.post(f"/enterprises/{NAME}/corrections", data={"chain": CHAIN, "segment": "隔膜", "verdict": "是"}, headers=OWN)
    assert local(web, "隔膜") == 1
    assert "没有采用的候选环节" not in web.get(f"/enterprises/{NAME}").text


def test_a_refused_candidate_is_not_shown_again() -> None:
    web = client(city())
    web.post(f"/enterprises/{NAME}/corrections", data={"chain": CHAIN, "segment": "隔膜", "verdict": "否"}, headers=OWN)
    assert web.get(f"/api/v1/enterprises/{NAME}/tags").json()["candidates"] == []


def test_the_route_answers_as_the_command_does() -> None:
    answer = client(city()).get(f"/api/v1/enterprises/{NAME}/tags").json()
    assert answer["abstained"]
    assert [candidate["key"] for candidate in answer["candidates"]] == ["隔膜"]
    assert answer["missing"] == ["“机电产品”是统称，分不清具体环节", "没有登记行业"]
    assert answer["likely_chain"] is None
