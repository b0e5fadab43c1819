"""Every route declares what it needs, and nobody without it gets in."""

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from api.access.gate import declared, gate
from api.access.roles import GRANTED, Permission, Role
from api.app import create_app
from tests.api.people import PASSWORD, key_of, people, signed_in
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client, workspace

ROUTES = [route for route in iter_route_contexts(create_app(workspace()).routes) if route.path != "/static"]
OPEN = {"/healthz", "/readyz", "/sign-in", "/sign-out"}
READING = [route.path for route in ROUTES if "GET" in (route.methods or ()) and declared(route) != {Permission.OPEN}]
OWN = {"Origin": "http://127.0.0.1"}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{sorted(route.methods)[0]} {route.path}")
def test_every_route_declares_a_permission_and_passes_the_gate(route: RouteContext) -> None:
    assert declared(route)
    assert gate in [one.dependency for one in route.dependencies]
    assert (declared(route) == {Permission.OPEN}) == (route.path in OPEN)


def test_every_write_needs_more_than_seeing() -> None:
    own = {"/account/password", "/own-place", "/jobs/{job_id}/cancel", "/api/v1/jobs/{job_id}", "/api/v1/place"}
    own |= {"/places/{place:path}/chains/{chain:path}/pack"}
    for route in ROUTES:
        if "GET" not in (route.methods or ()) and route.path not in OPEN | own:
            assert declared(route) - {Permission.SEE}, route.path


@pytest.mark.parametrize("path", READING)
def test_with_accounts_nothing_is_read_without_signing_in(path: str) -> None:
    web = Web(create_app(people()))
    found = web.get(path.replace("{place:path}", PARK).replace("{chain:path}", CHAIN))
    if path.startswith(("/api/", "/metrics", "/openapi")):
        assert (found.status_code, found.headers["www-authenticate"]) == (401, "Bearer")
        assert found.json()["type"] == "urn:chaingraph:problem:sign-in"
    else:
        assert found.status_code == 303
        assert found.headers["location"].startswith("/sign-in")


def test_a_route_that_declares_nothing_is_open_to_nobody() -> None:
    app: FastAPI = create_app(workspace())
    router = APIRouter()
    router.add_api_route("/forgotten", lambda: "secret")
    app.include_router(router, dependencies=[Depends(gate)])
    refused = Web(app).get("/forgotten")
    assert refused.status_code == 403
    assert "secret" not in refused.text


@pytest.mark.parametrize(
    ("name", "path", "status"),
    [
        ("访客甲", "/api/v1/places", 200),
        ("访客甲", "/users", 403),
        ("访客甲", "/audit", 403),
        ("招商员甲", "/keys", 403),
        ("领导甲", "/audit", 403),
        ("管理员甲", "/audit", 200),
    ],
)
def test_each_role_reads_what_it_may(name: str, path: str, status: int) -> None:
    web = Web(create_app(people()))
    found = web.get(path, headers=signed_in(web, name))
    assert found.status_code == status
    if status == 403:
        assert "没有“管理账号”的权限" in found.text


def test_a_guest_may_change_nothing_and_an_officer_may_correct() -> None:
    web = Web(create_app(people()))
    form = {"chain": CHAIN, "segment": "隔膜", "verdict": "是"}
    path = "/enterprises/本地小厂/corrections"
    assert web.post(path, data=form, headers={**OWN, **signed_in(web, "访客甲")}).status_code == 403
    assert web.post(path, data=form, headers={**OWN, **signed_in(web, "领导甲")}).status_code == 403
    assert web.post(path, data=form, headers={**OWN, **signed_in(web, "招商员甲")}).status_code == 303
    correction = web.app.state.office.workspace.snapshot().corrections[0]
    assert correction.by == "招商员甲"


def test_a_scope_closes_other_places_their_firms_and_their_findings() -> None:
    web = Web(create_app(people()))
    narrow = signed_in(web, "乙园招商员")
    assert web.get(f"/places/乙园/chains/{CHAIN}/gaps", headers=narrow).status_code == 200
    for path in (
        f"/places/{PARK}",
        f"/places/{PARK}/chains/{CHAIN}/panorama",
        f"/api/v1/places/{PARK}/chains/{CHAIN}/gaps",
        "/places/子市",
        f"/go?place={PARK}&chain={CHAIN}",
        f"/enterprises?where={PARK}",
        "/enterprises/本地电芯厂",
        "/api/v1/enterprises/本地电芯厂/tags",
        "/leads/new?enterprise=本地电芯厂",
        "/paths?supplier=外地隔膜厂&buyer=本地电芯厂",
        f"/places/乙园/chains/{CHAIN}/drill?enterprise=本地电芯厂",
    ):
        refused = web.get(path, headers=narrow)
        assert refused.status_code == 403, path
        assert "负责范围" in refused.text
    assert web.get("/enterprises/外地隔膜厂", headers=narrow).status_code == 200


def test_what_belongs_to_every_place_is_not_changed_by_who_looks_after_one() -> None:
    web = Web(create_app(people()))
    form = {"product": "隔膜", "name": "聚乙烯", "verdict": "是"}
    refused = web.post("/proposals", data=form, headers={**OWN, **signed_in(web, "乙园招商员")})
    assert (refused.status_code, "各地共用" in refused.text) == (403, True)
    assert web.post("/proposals", data=form, headers={**OWN, **signed_in(web, "招商员甲")}).status_code == 303


def test_lists_leave_out_what_the_scope_closes() -> None:
    web = Web(create_app(people()))
    narrow, wide = signed_in(web, "乙园招商员"), signed_in(web, "领导甲")
    assert [row["name"] for row in web.get("/api/v1/places", headers=narrow).json()["results"]] == ["乙园"]
    names = [row["enterprise"] for row in web.get("/api/v1/enterprises", headers=narrow).json()["results"]]
    assert names == ["外地电解液厂", "外地隔膜厂"]
    assert web.get("/api/v1/enterprises", headers=wide).json()["total"] == 4
    assert "本地电芯厂" not in web.get("/enterprises", headers=narrow).text
    home = web.get("/", headers=narrow).text
    assert PARK not in home
    assert "乙园" in home
    targets = web.get(f"/api/v1/places/乙园/chains/{CHAIN}/targets", headers=narrow).json()["results"]
    assert "本地电芯厂" not in {row["enterprise"] for row in targets}


def test_the_etag_differs_by_scope_and_never_lets_another_visitor_in() -> None:
    web = Web(create_app(people()))
    path = "/api/v1/enterprises"
    wide, narrow = (web.get(path, headers=signed_in(web, name)) for name in ("领导甲", "乙园招商员"))
    assert wide.headers["etag"] != narrow.headers["etag"]
    assert "Cookie" in wide.headers["vary"]
    assert "private" in wide.headers["cache-control"]
    held = {"If-None-Match": wide.headers["etag"]}
    assert web.get(path, headers={**held, **signed_in(web, "乙园招商员")}).status_code == 200
    assert web.get(path, headers=held).status_code == 401


def test_a_key_comes_in_by_bearer_with_its_own_role_and_a_revoked_one_does_not() -> None:
    web = Web(create_app(people()))
    key = key_of(web, "数据平台", "访客")
    bearer = {"Authorization": f"Bearer {key}"}
    assert web.get("/api/v1/places", headers=bearer).status_code == 200
    refused = web.post(
        "/api/v1/enterprises/本地小厂/corrections", json={"chain": CHAIN, "segment": "隔膜"}, headers=bearer
    )
    assert (refused.status_code, refused.json()["status"]) == (403, 403)
    desk = web.app.state.office.desk
    assert key not in "".join(text for _, text in web.app.state.office.workspace.store.records("api_keys"))
    desk.keys.revoke(desk.keys.all()[0].id)
    assert web.get("/api/v1/places", headers=bearer).status_code == 401
    assert web.get("/api/v1/places", headers={"Authorization": f"Basic {PASSWORD}"}).status_code == 401


def test_only_administrators_manage_and_every_role_is_a_part_of_theirs() -> None:
    assert all(granted <= GRANTED[Role.ADMIN] for granted in GRANTED.values())
    assert [role for role in Role if Permission.MANAGE in GRANTED[role]] == [Role.ADMIN]


def test_a_desktop_without_accounts_needs_no_sign_in_and_says_so() -> None:
    assert "单机模式" in client().get("/").text
