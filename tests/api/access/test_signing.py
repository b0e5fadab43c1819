"""Signing in and out: sessions on the server, a cookie no script reads, a limit on tries, a line for everything."""

import re

import httpx
import pytest

from api.access.passwords import hashed, matches
from api.access.sessions import Sessions
from api.access.tries import Tries
from api.address.hosts import Hosts
from api.app import create_app
from chaingraph.errors import Refused
from chaingraph.store.base.memory import MemoryStore
from tests.api.people import OWN, PASSWORD, people, signed_in
from tests.api.web import Web
from tests.api.world import client


def sign_in(
    web: Web, name: str = "招商员甲", password: str = PASSWORD, following: str = "/", device: str = ""
) -> httpx.Response:
    """Send the form."""
    headers = {**OWN, "Cookie": f"chaingraph_device={device}"} if device else OWN
    return web.post("/sign-in", data={"name": name, "password": password, "next": following}, headers=headers)


def test_a_session_opens_with_the_right_password_and_leads_back_to_the_page_wanted() -> None:
    web = Web(create_app(people()))
    wanted = web.get("/enterprises?q=x").headers["location"]
    assert wanted == "/sign-in?next=%2Fenterprises%3Fq%3Dx"
    assert "next" in web.get(wanted).text
    done = sign_in(web, following="/enterprises?q=x")
    assert (done.status_code, done.headers["location"]) == (303, "/enterprises?q=x")
    cookie = done.headers["set-cookie"]
    assert re.match(r"chaingraph_session=[\w-]{43};", cookie)
    for word in ("HttpOnly", "SameSite=lax", "Path=/", "Max-Age=43200"):
        assert word in cookie
    held = {"Cookie": cookie.split(";")[0]}
    assert "招商员甲" in web.get("/", headers=held).text
    out = web.post("/sign-out", headers={**OWN, **held})
    assert out.headers["location"] == "/sign-in"
    assert web.get("/", headers=held).status_code == 303


def test_the_store_knows_neither_password_nor_token() -> None:
    city = people()
    token = sign_in(Web(create_app(city))).headers["set-cookie"].split("=")[1].split(";")[0]
    kept = "".join(text + key for family in ("users", "sessions") for key, text in city.store.records(family))
    assert PASSWORD not in kept
    assert token not in kept
    assert "$argon2id$" in kept


@pytest.mark.parametrize(("name", "password"), [("招商员甲", "wrong password"), ("没有这个人", PASSWORD), ("", "")])
def test_a_wrong_name_or_password_gets_the_same_answer(name: str, password: str) -> None:
    refused = sign_in(Web(create_app(people())), name or "x", password or "y")
    assert refused.status_code == 401
    assert "账号或口令不对" in refused.text
    assert "set-cookie" not in refused.headers


def test_too_many_wrong_passwords_must_wait_even_for_the_right_one() -> None:
    web = Web(create_app(people()))
    for _ in range(5):
        assert sign_in(web, password="wrong password").status_code == 401
    refused = sign_in(web)
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) <= 61
    assert sign_in(web, "领导甲").status_code == 303


def test_a_stranger_s_guesses_do_not_shut_out_the_browser_that_signed_in_before() -> None:
    web = Web(create_app(people()))
    known = sign_in(web, "管理员甲").cookies["chaingraph_device"]
    for _ in range(20):
        sign_in(web, "管理员甲", password="wrong password")
    assert sign_in(web, "管理员甲").status_code == 429
    assert sign_in(web, "管理员甲", device=known).status_code == 303


def test_a_name_nobody_has_is_not_kept_as_it_was_typed() -> None:
    web = Web(create_app(people()))
    sign_in(web, "my-secret-password-7", password="x")
    store = web.app.state.office.workspace.store
    kept = [text for family in store.families() for _, text in store.records(family)]
    assert not any("my-secret-password-7" in text for text in kept)
    assert any("未知账号" in text for text in kept)


def test_tries_are_counted_by_name_and_by_address_and_forgotten_in_time() -> None:
    now = [0.0]
    tries = Tries(by_name=2, by_address=3, window=100, clock=lambda: now[0])
    for name in ("a", "b", "c"):
        assert tries.wait(name, "1.1.1.1") == 0
        tries.fail(name, "1.1.1.1")
    assert tries.wait("d", "1.1.1.1") == 101
    assert tries.wait("d", "2.2.2.2") == 0
    now[0] = 101
    assert tries.wait("d", "1.1.1.1") == 0


def test_a_session_ends_when_it_is_old_or_idle_and_with_all_of_its_user() -> None:
    now, store = [0.0], MemoryStore()
    sessions = Sessions(store, longest=1000, idle=400, clock=lambda: now[0])
    token, other = sessions.open("甲"), sessions.open("乙")
    now[0] = 390
    assert sessions.user_of(token) == "甲"
    now[0] = 700
    assert sessions.user_of(token) == "甲"
    assert sessions.user_of(other) is None
    now[0] = 1001
    assert sessions.user_of(token) is None
    fresh = sessions.open("甲")
    sessions.close_all("甲")
    assert sessions.user_of(fresh) is None
    assert sessions.user_of(None) is None


def test_a_disabled_account_is_out_at_once_and_an_administrator_stays() -> None:
    web = Web(create_app(people()))
    admin, officer = signed_in(web, "管理员甲"), signed_in(web, "招商员甲")
    assert web.get("/", headers=officer).status_code == 200
    done = web.post("/users/招商员甲/active", data={"active": "false"}, headers={**OWN, **admin})
    assert done.status_code == 303
    assert web.get("/", headers=officer).status_code == 303
    refused = web.post("/users/管理员甲/active", data={"active": "false"}, headers={**OWN, **admin})
    assert refused.status_code == 422
    assert "至少要留一个" in refused.text


def test_an_administrator_adds_an_account_which_can_then_sign_in() -> None:
    web = Web(create_app(people()))
    admin = {**OWN, **signed_in(web, "管理员甲")}
    form = {"name": "新人", "role": "招商员", "password": "a fresh secret 7", "scope": "甲园；乙园"}
    assert web.post("/users", data=form, headers=admin).status_code == 303
    assert web.app.state.office.desk.users.find("新人").scope == ("甲园", "乙园")
    assert sign_in(web, "新人", "a fresh secret 7").status_code == 303
    assert web.post("/users", data=form, headers=admin).status_code == 422
    assert web.post("/users", data={**form, "name": "又", "scope": "没有园"}, headers=admin).status_code == 404
    assert web.post("/users", data={**form, "name": "又", "password": "short"}, headers=admin).status_code == 422
    reset = web.post("/users/新人/password", data={"password": "another secret 8"}, headers=admin)
    assert reset.status_code == 303
    assert sign_in(web, "新人", "a fresh secret 7").status_code == 401
    assert sign_in(web, "新人", "another secret 8").status_code == 303


def test_changing_ones_own_password_needs_the_old_one_and_closes_other_sessions() -> None:
    web = Web(create_app(people()))
    mine, other = signed_in(web, "访客甲"), signed_in(web, "访客甲")
    form = {"old": PASSWORD, "new": "a fresh secret 7", "again": "a fresh secret 7"}
    wrong = web.post("/account/password", data={**form, "old": "not the one"}, headers={**OWN, **mine})
    assert wrong.status_code == 422
    done = web.post("/account/password", data=form, headers={**OWN, **mine})
    assert done.status_code == 303
    assert web.get("/", headers=other).status_code == 303
    held = {"Cookie": done.headers["set-cookie"].split(";")[0]}
    assert "口令已改" in web.get("/account?done=1", headers=held).text


def test_writes_sign_ins_and_refusals_are_in_the_audit_with_who_and_what() -> None:
    web = Web(create_app(people()))
    sign_in(web, password="wrong password")
    sign_in(web)
    form = {"chain": "电池", "segment": "隔膜", "verdict": "是"}
    for name in ("招商员甲", "访客甲"):
        web.post("/enterprises/本地小厂/corrections", data=form, headers={**OWN, **signed_in(web, name)})
    lines = [(line.by, line.act, line.status) for line in web.app.state.office.desk.audit.last(10)][::-1]
    assert lines[:2] == [("招商员甲", "登录失败", 401), ("招商员甲", "登录", 303)]
    assert [(by, status) for by, _, status in lines[2:]] == [("招商员甲", 303), ("访客甲", 403)]
    page = web.get("/audit?by=访客甲", headers=signed_in(web, "管理员甲")).text
    assert "拒绝 403" in page
    assert "登录失败" not in page


def test_a_foreign_page_cannot_write_with_the_session_of_a_visitor() -> None:
    web = Web(create_app(people()))
    mine = signed_in(web, "招商员甲")
    body = {"chain": "电池", "segment": "隔膜"}
    path = "/api/v1/enterprises/本地小厂/corrections"
    assert web.post(path, json=body, headers=mine).status_code == 403
    assert web.post(path, json=body, headers={**mine, "Origin": "http://evil.example"}).status_code == 403
    assert web.post(path, json=body, headers={**mine, **OWN}).status_code == 201


def test_a_network_without_accounts_lets_nobody_in_and_says_how_to_begin() -> None:
    web = client(hosts=Hosts(single_user=False))
    assert web.get("/").status_code == 303
    assert "chaingraph user add" in web.get("/sign-in").text
    assert web.get("/api/v1/places").status_code == 401


def test_passwords_are_hashed_with_argon2id_and_easy_ones_are_refused() -> None:
    kept = hashed(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert matches(kept, PASSWORD)
    assert not matches(kept, PASSWORD + "x")
    assert not matches(None, PASSWORD)
    assert not matches("not a hash", PASSWORD)
    for easy in ("short", "aaaaaaaaaaaa", "x" * 201):
        with pytest.raises(Refused):
            hashed(easy)
    with pytest.raises(Refused):
        hashed("administrator", "Administrator")
