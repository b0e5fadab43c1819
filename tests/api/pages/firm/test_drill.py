"""The drill and the chokepoints as JSON and as a page."""

from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_the_route_tells_what_falls_and_who_could_stand_in() -> None:
    found = reading().get("/api/v1/enterprises/本地电芯厂/drill").json()
    assert found["place"] == "子市"
    assert [loss["enterprise"] for loss in found["losses"]] == ["本地电芯厂", "本地小厂"]
    assert found["hard"] == 1
    assert found["remedies"][0]["segments"] == ["电芯"]
    assert "1 家本地企业失去唯一的本地来源或销路" in found["summary"]


def test_a_drill_where_the_firm_is_not_is_refused_in_words() -> None:
    answer = reading().get("/api/v1/enterprises/本地电芯厂/drill", params={"place": "丑市"})
    assert answer.status_code == 422
    assert "不在" in answer.json()["detail"]


def test_chokepoints_come_with_their_reasons() -> None:
    rows = reading().get(f"/api/v1{PAIR}/chokepoints").json()["results"]
    assert rows[0]["segment"] == "电芯"
    assert rows[0]["reasons"][0].startswith("单一来源")


def test_the_page_shows_waves_and_the_ecosystem_leads_to_it() -> None:
    page = reading().get(f"{PAIR}/drill").text
    assert "第 1 轮" in page
    assert "必需的“电芯”只来自 本地电芯厂" in page
    assert "卡点" in page
    assert "/drill?enterprise=" in reading().get(f"{PAIR}/ecosystem").text


def test_the_drill_leaves_as_a_picture() -> None:
    answer = reading().get(f"{PAIR}/drill?format=svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "第 1 轮" in answer.text


def test_a_firms_own_page_leads_to_its_drill_where_it_sits() -> None:
    assert "/drill" in reading().get("/enterprises/本地电芯厂").text
    answer = reading().get("/enterprises/本地电芯厂/drill")
    assert answer.status_code == 307
    assert answer.headers["location"].startswith("/places/%E5%AD%90%E5%B8%82/chains/")
    assert reading().get(answer.headers["location"]).status_code == 200
