"""Leads are made, moved, told by whom, reminded of, and kept within the places of a visitor."""

import re
from pathlib import Path

from api.app import create_app
from chaingraph.ids import EnterpriseId
from chaingraph.model.promotion import Lead
from loaders.run import load
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
    web.post(lead, data={"stage": "在谈", "owner": "李工", "note": "已见面", "next_on": "2000-01-03"}, headers=OWN)
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


def marked(web: Web, lead: str) -> str:
    """The mark the form of a lead carries."""
    found = re.search(r'name="seen" value="(\d+)"', web.get(lead).text)
    assert found is not None
    return found[1]


def test_a_date_is_taken_back_and_reminds_no_more() -> None:
    web = client()
    lead = made(web, next_on="2000-01-03")
    assert "该跟进的线索" in web.get("/").text
    assert "该跟进了" in web.get("/leads").text
    web.post(lead, data={"stage": "待联系", "owner": "王工", "note": "", "next_on": ""}, headers=OWN)
    assert "<s>2000-01-03</s> → （清空）" in web.get(lead).text
    assert "该跟进的线索" not in web.get("/").text
    assert "该跟进了" not in web.get("/leads").text
    assert web.get("/api/v1/leads").json()["results"][0]["next_on"] is None


def test_who_saves_second_is_told_what_the_first_changed_and_loses_nothing() -> None:
    web = client()
    lead = made(web)
    seen = marked(web, lead)
    form = {"owner": "王工", "note": "", "next_on": "", "seen": seen}
    assert web.post(lead, data={**form, "stage": "对接"}, headers=OWN).status_code == 303
    refused = web.post(lead, data={**form, "stage": "签约", "note": "谈得不错"}, headers=OWN)
    assert refused.status_code == 409
    for words in ("别人已经改过", "待联系 → 对接", "没有保存", "谈得不错</textarea>", "<option selected>签约</option>"):
        assert words in refused.text, words
    assert 'name="owner" maxlength="60" value="王工"' in refused.text
    assert "签约" not in re.sub(r"<form.*?</form>", "", web.get(lead).text, flags=re.S)
    again = {**form, "stage": "签约", "seen": marked(web, lead)}
    assert web.post(lead, data=again, headers=OWN).status_code == 303


def test_who_changed_only_the_note_does_not_take_back_the_stage_of_the_first() -> None:
    web = client()
    lead = made(web)
    seen = marked(web, lead)
    web.post(f"{lead}/move", data={"stage": "签约"}, headers=OWN)
    form = {"stage": "待联系", "owner": "王工", "note": "来过电话", "next_on": "", "seen": seen}
    refused = web.post(lead, data=form, headers=OWN).text
    assert ("<option selected>签约</option>" in refused, "来过电话</textarea>" in refused) == (True, True)


def test_a_card_that_was_moved_meanwhile_is_not_moved_again() -> None:
    web = client()
    lead = made(web)
    assert web.post(f"{lead}/move", data={"stage": "对接", "was": "待联系"}, headers=OWN).status_code == 303
    refused = web.post(f"{lead}/move", data={"stage": "放弃", "was": "待联系"}, headers=OWN)
    assert (refused.status_code, "已被别人从“待联系”移到“对接”" in refused.text) == (409, True)


def test_a_program_that_names_its_mark_is_held_to_it() -> None:
    web = client()
    path = f"/api/v1{made(web)}"
    mark = web.get(path).json()["mark"]
    assert web.request("PATCH", path, json={"stage": "对接", "mark": mark}).status_code == 200
    refused = web.request("PATCH", path, json={"stage": "签约", "mark": mark})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:chaingraph:problem:overtaken")
    assert web.request("PATCH", path, json={"owner": "李工"}).json()["lead"]["stage"] == "对接"


def test_an_undone_step_counts_as_a_change() -> None:
    city = workspace()
    web = client(city)
    lead = made(web)
    web.post(f"{lead}/move", data={"stage": "对接"}, headers=OWN)
    seen = marked(web, lead)
    web.post(f"/imports/{city.store.imports()[-1].id}/undo", headers=OWN)
    form = {"stage": "签约", "owner": "王工", "note": "", "next_on": "", "seen": seen}
    assert "已被撤销" in web.post(lead, data=form, headers=OWN).text


def test_a_list_without_stages_leaves_leads_where_they_have_got_to(tmp_path: Path) -> None:
    city = workspace()
    web = client(city)
    lead = made(web)
    web.post(f"{lead}/move", data={"stage": "在谈"}, headers=OWN)
    file = tmp_path / "线索.csv"
    file.write_text(f"企业,地点,产业链,环节,备注\n外地隔膜厂,{PARK},{CHAIN},隔膜,名单又来了\n", encoding="utf-8")
    load([file], city.store, rules=city.rules, at="2026-11-26")
    assert [(one.stage, one.note) for one in city.store.read()[1]["leads"]] == [("在谈", "名单又来了")]
    told = web.get(lead).text
    assert "在谈</s>" not in told
    assert "名单又来了" in told


def test_an_officer_is_reminded_of_their_own_leads_and_of_those_nobody_has() -> None:
    city = people()
    for firm, owner in (("外地隔膜厂", "招商员甲"), ("外地电解液厂", "别人"), ("本地小厂", None)):
        lead = Lead(enterprise=EnterpriseId(firm), place=PARK, owner=owner, next_on="2000-01-03")
        city.decide(lead, by="x", title="x")
    web = Web(create_app(city))
    mine = re.findall(r"该跟进了.*?</p>", web.get("/leads", headers=signed_in(web, "招商员甲")).text)[0]
    assert ("外地隔膜厂" in mine, "本地小厂" in mine, "外地电解液厂" in mine) == (True, True, False)
    everyone = re.findall(r"该跟进了.*?</p>", web.get("/leads", headers=signed_in(web, "领导甲")).text)[0]
    assert "外地电解液厂" in everyone
