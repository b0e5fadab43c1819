"""Leads are made, moved, told by whom, reminded of, and kept within the places of a visitor."""

import re

from api.app import create_app
from chaingraph.ids import EnterpriseId
from chaingraph.model.promotion import Lead
from tests.api.people import OWN, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

FORM = {"enterprise": "外地隔膜厂", "place": PARK, "chain": CHAIN, "segment": "隔膜", "owner": "王工"}


def made(web: Web, headers: dict[str, str] | None = None, **changes: str) -> str:
    """Make a lead through the form; its page."""
    sent = web.post("/leads", data={**FORM, **changes}, headers={**OWN, **(headers or {})})
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"].partition("?")[0])


def test_a_lead_is_made_from_the_target_list_moved_and_its_history_told() -> None:
    web = client()
    page = web.get(f"/places/{PARK}/chains/{CHAIN}/targets?segment=隔膜").text
    link = next(address for address in re.findall(r'href="(/leads/new[^"]+)"', page) if "%E9%9A%94%E8%86%9C" in address)
    form = web.get(link.replace("&amp;", "&")).text
    assert "外地隔膜厂" in form
    assert 'value="隔膜"' in form
    lead = made(web, next_on="2000-01-03", note="先打电话")
    board = web.get("/leads").text
    assert "逾期" in board
    assert "王工" in board
    moved = web.post(f"{lead}/move", data={"stage": "在谈", "of": CHAIN}, headers=OWN)
    assert moved.headers["location"].startswith(f"/leads?of=%E7%94%B5%E6%B1%A0&done=moved#lead-{lead[7:]}")
    web.post(lead, data={"stage": "在谈", "owner": "李工", "note": "已见面", "next_on": ""}, headers=OWN)
    told = web.get(lead).text
    for words in ("待联系", "<s>待联系</s> → 在谈", "<s>王工</s> → 李工", "<s>先打电话</s> → 已见面", "单机用户"):
        assert words in told, words
    assert "该跟进的线索" in web.get("/").text


def test_the_board_has_a_column_a_stage_and_filters_that_are_the_address() -> None:
    web = client()
    made(web)
    made(web, enterprise="外地电解液厂", segment="电解液", owner="李工", stage="签约")
    page = web.get("/leads").text
    assert re.findall(r'data-stage="([^"]+)"', page) == ["待联系", "对接", "在谈", "签约", "落地", "投产", "放弃"]
    assert page.count('class="lead ') == 2
    for query, count in (("owner=李工", 1), ("of=电池", 2), ("at=乙园", 0), ("q=电解液", 1)):
        assert web.get(f"/leads?{query}").text.count('class="lead ') == count, query


def test_an_empty_board_says_how_leads_come_about() -> None:
    assert "看板上还没有线索" in client().get("/leads").text


def test_the_same_lead_twice_a_wrong_stage_and_an_unknown_firm_are_refused() -> None:
    web = client()
    lead = made(web)
    again = web.post("/leads", data=FORM, headers=OWN)
    assert (again.status_code, "已经在看板上" in again.text) == (422, True)
    assert web.post(f"{lead}/move", data={"stage": "飞升"}, headers=OWN).status_code == 422
    assert web.post("/leads", data={**FORM, "enterprise": "没有这家"}, headers=OWN).status_code == 404
    assert web.post("/leads", data={**FORM, "next_on": "明天"}, headers=OWN).status_code == 422
    assert web.get("/leads/0000000000000000").status_code == 404


def test_a_move_that_changes_nothing_leaves_no_layer() -> None:
    city = workspace()
    web = client(city)
    lead = made(web)
    layers = len(city.store.imports())
    web.post(f"{lead}/move", data={"stage": "待联系"}, headers=OWN)
    assert len(city.store.imports()) == layers


def test_the_api_makes_changes_and_lists_leads_with_their_history() -> None:
    web = client()
    body = {"enterprise": "外地隔膜厂", "place": PARK, "chain": CHAIN, "segment": "隔膜", "owner": "王工"}
    begun = web.post("/api/v1/leads", json=body)
    assert begun.status_code == 201, begun.text
    path = f"/api/v1/leads/{begun.json()['lead']['id']}"
    changed = web.request("PATCH", path, json={"stage": "签约", "next_on": "2026-12-08"})
    assert changed.json()["lead"]["stage"] == "签约"
    assert changed.json()["history"][0]["changes"] == [["阶段", "待联系", "签约"], ["下次跟进", None, "2026-12-08"]]
    listed = web.get("/api/v1/leads", params={"stage": "签约"}).json()
    assert [row["owner"] for row in listed["results"]] == ["王工"]
    assert web.get("/api/v1/leads", params={"stage": "在谈"}).json()["total"] == 0
    assert web.request("PATCH", path, json={"colour": "red"}).status_code == 422


def test_a_visitor_sees_and_moves_only_the_leads_of_their_places() -> None:
    city = people()
    city.decide(Lead(enterprise=EnterpriseId("外地隔膜厂"), place=PARK), by="王工", title="x")
    web = Web(create_app(city))
    narrow, guest = signed_in(web, "乙园招商员"), signed_in(web, "访客甲")
    lead = web.get("/api/v1/leads", headers=guest).json()["results"][0]["id"]
    assert web.get("/api/v1/leads", headers=narrow).json()["total"] == 0
    assert "外地隔膜厂" not in web.get("/leads", headers=narrow).text
    assert web.get(f"/leads/{lead}", headers=narrow).status_code == 403
    assert web.post(f"/leads/{lead}/move", data={"stage": "在谈"}, headers={**OWN, **narrow}).status_code == 403
    assert web.post("/leads", data=FORM, headers={**OWN, **narrow}).status_code == 403
    assert web.post(f"/leads/{lead}/move", data={"stage": "在谈"}, headers={**OWN, **guest}).status_code == 403
    assert made(web, narrow, place="乙园")
    assert "新建线索" not in web.get("/leads", headers=guest).text
    step = web.get("/api/v1/leads", headers=narrow).json()["results"][0]["id"]
    assert web.get(f"/api/v1/leads/{step}", headers=narrow).json()["history"][0]["by"] == "乙园招商员"
