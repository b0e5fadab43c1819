"""Only our own pages may write, only known host names are answered, and every answer is fenced in."""

import pytest

from api.address.hosts import Hosts
from tests.api.world import CHAIN, PARK, client

UNDO = "/imports/first/undo"
EVERYWHERE = (
    "/",
    "/nowhere",
    "/healthz",
    "/api/v1/places",
    "/api/v1/chains/x",
    "/static/app.css",
    "/openapi.json",
    f"/places/{PARK}/chains/{CHAIN}/gaps?format=csv",
    f"/places/{PARK}/chains/{CHAIN}/explorer?format=frame",
)


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_carries_the_fence(path: str) -> None:
    headers = client().get(path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_pages_may_run_only_our_own_scripts() -> None:
    policy = client().get("/").headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["script-src"] == "'self'"
    assert rules["connect-src"] == "'self'"
    assert rules["form-action"] == "'self'"
    assert rules["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:8000", "", "a b", "[::1"])
def test_a_foreign_host_name_is_refused_when_single_user(host: str) -> None:
    assert client().get("/", headers={"Host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:9", "LOCALHOST:1"])
def test_every_loopback_name_is_answered(host: str) -> None:
    assert client().get("/healthz", headers={"Host": host}).status_code == 200


def test_a_served_network_accepts_addresses_and_named_hosts_only() -> None:
    web = client(hosts=Hosts(single_user=False, named=frozenset({"chain.gov.local"})))
    assert web.get("/healthz", headers={"Host": "10.1.2.3:8000"}).status_code == 200
    assert web.get("/healthz", headers={"Host": "chain.gov.local"}).status_code == 200
    assert web.get("/healthz", headers={"Host": "evil.example"}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "https://127.0.0.1"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Referer": "http://evil.example/x"},
    ],
)
def test_a_page_is_changed_only_from_our_own_pages(headers: dict[str, str]) -> None:
    assert client().post(UNDO, headers=headers).status_code == 403


@pytest.mark.parametrize("header", ["Origin", "Referer"])
def test_our_own_pages_may_write(header: str) -> None:
    found = client().post(
        UNDO, headers={header: "http://127.0.0.1/imports" if header == "Referer" else "http://127.0.0.1"}
    )
    assert (found.status_code, found.headers["location"]) == (303, "/imports?done=undone")


def test_a_program_may_write_through_the_api_and_a_foreign_page_may_not() -> None:
    web = client()
    assert web.delete("/api/v1/imports/first", headers={"Origin": "http://evil.example"}).status_code == 403
    assert web.delete("/api/v1/imports/first", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert web.delete("/api/v1/imports/first").status_code == 200


def test_nothing_is_changed_by_reading() -> None:
    web = client()
    for path in (UNDO, "/imports/preview/x/confirm", "/enterprises/本地电芯厂/corrections"):
        assert web.get(path).status_code in (404, 405, 422)
    assert len(web.get("/api/v1/imports").json()["results"]) == 1
