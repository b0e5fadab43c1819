"""What one park follows up is not told to another, walked over every route that can be read, by who is bound to one."""

import zipfile
from io import BytesIO

import httpx
import pytest
from fastapi.routing import iter_route_contexts

from api.access.roles import Role
from api.access.users import User, Users
from api.app import create_app
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.promotion import Lead, Project
from chaingraph.service.workspace import Workspace
from tests.api.people import key_of, password_hash, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, workspace

MINE, FIRM, OWNER, NOTE, PLAN = "乙园", "外地隔膜厂", "责任人赵六", "机密备注", "机密二期"
SECRETS = (OWNER, NOTE, PLAN)
NARROW_GUEST = "乙园访客"
FILLED = {
    "{place:path}": MINE,
    "{chain:path}": CHAIN,
    "{enterprise:path}": FIRM,
    "{segment:path}": "隔膜",
}
FORMATS = (
    "",
    "?format=xlsx",
    "?format=csv",
    "?format=docx",
    "?format=html",
    "?format=json",
    "?format=single",
    "?segment=隔膜",
    "?land_mu=500&fund_wan=90000",
    f"?land={FIRM}&since=2026-08&enterprise={FIRM}",
)


def readable() -> list[str]:
    """Every address that can be read about the visitor's own place and a candidate, in every form."""
    paths = []
    for route in iter_route_contexts(create_app(workspace()).routes):
        path = route.path
        for name, value in FILLED.items():
            path = path.replace(name, value)
        if "GET" in (route.methods or ()) and "{" not in path:
            forms = FORMATS if "/places/" in path and not path.startswith("/api") else ("",)
            paths.extend(path + form for form in forms)
    return paths


def secretive() -> Workspace:
    """The city, where the other park has a lead and a project on a candidate, and so has the city."""
    city = people()
    Users(city.store).add(User(name=NARROW_GUEST, role=Role.GUEST, password=password_hash(), scope=(MINE,)))
    about = {"enterprise": EnterpriseId(FIRM), "chain": ChainId(CHAIN), "segment": SegmentKey("隔膜")}
    lead = Lead(place=PARK, stage="在谈", owner=OWNER, next_on="2000-01-03", note=NOTE, **about)  # type: ignore[arg-type]
    project = Project(name=PLAN, park=PARK, batch="储备", land_mu=88.0, **about)  # type: ignore[arg-type]
    city.decide(lead, by="甲园的人", title=f"线索 {FIRM}：{NOTE}")
    city.decide(Lead(place="子市", owner=OWNER, note=NOTE, **about), by="市里的人", title=f"{OWNER}的线索")  # type: ignore[arg-type]
    city.decide(project, by="甲园的人", title=PLAN)
    return city


CITY = secretive()
WEB = Web(create_app(CITY))


def told(answer: httpx.Response) -> str:
    """Everything an answer says, packed files opened."""
    if answer.content[:2] != b"PK":
        return answer.text
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "ignore") for name in packed.namelist())


def as_(name: str) -> dict[str, str]:
    """The headers of somebody."""
    if name == "接口":
        return {"Authorization": f"Bearer {key_of(WEB, '乙园系统', '招商员', (MINE,))}"}
    return signed_in(WEB, name)


@pytest.mark.parametrize("name", ["乙园招商员", NARROW_GUEST, "接口"])
def test_nothing_that_can_be_read_names_owner_note_or_project_of_another_park(name: str) -> None:
    headers = as_(name)
    answered = 0
    for path in readable():
        answer = WEB.get(path, headers=headers)
        assert answer.status_code < 500, path
        answered += answer.status_code == 200
        assert [secret for secret in SECRETS if secret in told(answer)] == [], path
    assert answered > 60


@pytest.mark.parametrize("name", ["招商员甲", "领导甲", "访客甲", "管理员甲"])
def test_who_looks_after_everything_sees_who_follows(name: str) -> None:
    headers = as_(name)
    assert OWNER in WEB.get(f"/places/{MINE}/chains/{CHAIN}/targets", headers=headers).text
    assert NOTE in WEB.get(f"/enterprises/{FIRM}", headers=headers).text


def test_the_other_park_is_told_that_somebody_follows_and_the_score_is_the_same() -> None:
    path = f"/api/v1/places/{MINE}/chains/{CHAIN}/targets"
    answers = [WEB.get(path, headers=as_(name)).json()["results"] for name in ("乙园招商员", "领导甲")]
    narrow, wide = (next(row for row in rows if row["enterprise"] == FIRM) for rows in answers)
    assert set(narrow["conflicts"]) == {"本市另一园区已在跟进", "本市另一园区已有项目"}
    assert narrow["followed"] == ["子市已在跟进"]
    assert (narrow["score"], narrow["flags"]) == (wide["score"], wide["flags"])
    page = WEB.get(f"/enterprises/{FIRM}", headers=as_("乙园招商员")).text
    assert "本市另一园区</b>" not in page
    assert "本市另一园区已在跟进" in page
    assert "负责范围以外，不予显示" in page


def test_the_report_on_a_firm_says_that_another_park_is_after_it() -> None:
    answer = WEB.get(f"/enterprises/{FIRM}/dossier", headers=as_("乙园招商员"))
    assert answer.status_code == 200
    assert "本市另一园区已在跟进这家企业" in told(answer).replace("</w:t>", "").replace("<w:t>", "")


def test_a_park_sees_its_own_leads_whole() -> None:
    city = people()
    lead = Lead(enterprise=EnterpriseId(FIRM), place=MINE, chain=ChainId(CHAIN), owner=OWNER, note=NOTE)
    city.decide(lead, by="乙园招商员", title="x")
    web = Web(create_app(city))
    headers = signed_in(web, "乙园招商员")
    assert NOTE in web.get(f"/enterprises/{FIRM}", headers=headers).text
    assert OWNER in web.get(f"/places/{MINE}/chains/{CHAIN}/targets", headers=headers).text


def test_a_drill_and_a_report_without_a_place_are_about_the_visitors_own() -> None:
    city = people()
    Users(city.store).add(User(name="甲园招商员", role=Role.OFFICER, password=password_hash(), scope=(PARK,)))
    web = Web(create_app(city))
    headers = signed_in(web, "甲园招商员")
    led = web.get("/enterprises/本地电芯厂/drill", headers=headers)
    assert (led.status_code, web.get(led.headers["location"], headers=headers).status_code) == (307, 200)
    assert web.get("/api/v1/enterprises/本地电芯厂/drill", headers=headers).json()["place"] == PARK
    assert web.get("/enterprises/本地电芯厂/dossier?own=1", headers=headers).status_code == 200
    refused = web.get(f"/enterprises/{FIRM}/drill", headers=headers)
    assert (refused.status_code, f"不在“{PARK}”" in refused.text) == (422, True)
