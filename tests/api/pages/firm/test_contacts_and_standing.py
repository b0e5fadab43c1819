"""Whom to call is told to those who follow leads and to nobody else; a firm that is not live is shown as such."""

import httpx
import pytest

from api.app import create_app
from chaingraph.ids import ImportId
from chaingraph.model.enterprise import RegistrationStatus
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from tests.api.people import people, signed_in
from tests.api.test_veil import told
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, firm

NOTES = (
    ("备注", "找张工 13800001234"),
    ("电子邮箱", "someone@example.invalid"),
    ("联系人", "张工程师"),
    ("联系电话1", "0757-81234567"),
    ("车间", "三座厂房"),
)
SECRETS = ("13800001234", "someone@example.invalid", "张工程师", "81234567")
FIRM, GONE, MARKED = "外地隔膜厂", "注销的厂", "退市的厂"
THERE = {"province": "乙省", "city": "丑市"}


def city() -> Workspace:
    """The small city; one candidate's list says whom to call, one firm is struck off, one delisted."""
    made = people()
    firms = [
        firm(FIRM, revenue_yuan=9e8, notes=NOTES, **THERE),
        firm(GONE, status=RegistrationStatus.DEREGISTERED, **THERE),
        firm(MARKED, short_name="退市甲", status=RegistrationStatus.EXISTING, **THERE),
    ]
    made.store.write(
        ImportBatch(
            id=ImportId("second"), title="名单.xlsx", facts={"enterprises": firms}, by="测", at="2026-07-02T00:00:00Z"
        )
    )
    return made


WEB = Web(create_app(city()))
PATHS = (
    f"/enterprises/{FIRM}",
    "/enterprises?where=",
    "/enterprises?q=张工程师&where=",
    f"/enterprises/{FIRM}/dossier",
    f"/enterprises/{FIRM}/ecosystem",
    f"/api/v1/enterprises/{FIRM}",
    "/api/v1/enterprises",
    "/api/v1/enterprises?q=13800001234",
    f"/places/{PARK}/chains/{CHAIN}/targets",
    f"/places/{PARK}/chains/{CHAIN}/targets?format=xlsx",
    f"/places/{PARK}/chains/{CHAIN}/targets?format=csv",
    f"/api/v1/places/{PARK}/chains/{CHAIN}/targets",
)


def answer(path: str, name: str) -> httpx.Response:
    """What somebody is answered; nobody is signed in where there is no name."""
    return WEB.get(path, headers=signed_in(WEB, name) if name else {})


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", ["访客甲", ""])
def test_no_page_answer_or_export_tells_a_visitor_whom_to_call(path: str, name: str) -> None:
    found = answer(path, name)
    assert found.status_code == 200 if name else found.status_code in (303, 401)
    shown = told(found).replace("张工程师&", "").replace('value="张工程师"', "").replace("与“张工程师”相符", "")
    if "q=" not in path:
        assert [secret for secret in SECRETS if secret in shown] == []
    else:
        assert FIRM not in shown


@pytest.mark.parametrize("name", ["招商员甲", "领导甲", "管理员甲"])
def test_who_follows_leads_sees_whom_to_call_on_the_page_of_the_firm(name: str) -> None:
    page = answer(f"/enterprises/{FIRM}", name).text
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "联系方式" in page


def test_other_columns_of_the_list_are_shown_to_everybody() -> None:
    assert "三座厂房" in answer(f"/enterprises/{FIRM}", "访客甲").text
    assert answer(f"/api/v1/enterprises/{FIRM}", "访客甲").json()["enterprise"]["notes"] == [["车间", "三座厂房"]]


@pytest.mark.parametrize(("name", "word"), [(GONE, "注销"), (MARKED, "退市"), (FIRM, "")])
def test_a_firm_that_is_not_live_says_why_on_page_list_and_answer(name: str, word: str) -> None:
    mark = f'<i class="tag bad" title="不计入缺口、覆盖与推荐">{word}</i>'
    assert (mark in answer(f"/enterprises/{name}", "访客甲").text) == bool(word)
    assert answer(f"/api/v1/enterprises/{name}", "访客甲").json()["enterprise"]["standing"] == word
    rows = answer(f"/api/v1/enterprises?q={name}", "访客甲").json()["results"]
    assert [row["standing"] for row in rows if row["enterprise"] == name] == [word]
    listed = answer(f"/enterprises?q={name}&where=", "访客甲").text
    assert (f'<i class="tag bad">{word}</i>' in listed) == bool(word)
