"""The gate: what a route declares decides who passes, and a place asked for must be the visitor's."""

from types import SimpleNamespace
from typing import Any

import pytest

from api.access.gate import (
    Forbidden,
    SignInNeeded,
    declared,
    gate,
    needs,
    require_everywhere,
    scope_of,
    visitor_of,
)
from api.access.roles import Permission, Role
from api.access.visitor import Visitor
from chaingraph.model.place import Park
from tests.api.access.asking import app_with, request
from tests.builders import HERE, chain, firm, snapshot

FACTS = snapshot(
    chain(["电芯"]),
    [firm("园内", park="甲园", **HERE), firm("邻园", park="乙园", **HERE), firm("市内", **HERE)],
    parks=[Park(name="甲园", **HERE), Park(name="乙园", **HERE)],
)
OFFICER = Visitor(name="李工", role=Role.OFFICER)
BOUND = Visitor(name="李工", role=Role.OFFICER, scope=("甲园",))


def route(*permissions: Permission) -> Any:
    """A route that declares these."""
    return SimpleNamespace(dependencies=[needs(one) for one in permissions])


def asked(visitor: Visitor | None, *permissions: Permission, path: str = "/x", query: str = "", **params: str) -> Any:
    """The visitor in the request's state once the gate let it in."""
    office = SimpleNamespace(
        desk=SimpleNamespace(visitor_of=lambda _: visitor), workspace=SimpleNamespace(snapshot=lambda: FACTS)
    )
    one = request(path, query=query, route=route(*permissions), app=app_with(office), path_params=params)
    gate(one)
    return getattr(one.state, "visitor", "nobody looked")


def test_a_route_declares_the_permissions_of_its_dependencies_and_one_without_them_none() -> None:
    assert declared(route(Permission.SEE, Permission.IMPORT)) == {Permission.SEE, Permission.IMPORT}
    assert declared(None) == declared(route()) == frozenset()


def test_open_routes_let_everyone_in_and_only_the_health_check_without_a_look() -> None:
    assert asked(None, Permission.OPEN) is None
    assert asked(OFFICER, Permission.OPEN) is OFFICER
    assert asked(OFFICER, Permission.OPEN, path="/healthz") == "nobody looked"
    with pytest.raises(SignInNeeded):
        asked(None, Permission.SEE, path="/healthz")


def test_a_route_that_declares_nothing_is_closed_to_everyone() -> None:
    with pytest.raises(Forbidden, match="没有声明"):
        asked(Visitor(name="王工", role=Role.ADMIN))


def test_a_visitor_needs_every_permission_and_is_told_which_are_lacking() -> None:
    with pytest.raises(SignInNeeded):
        asked(None, Permission.SEE)
    assert asked(OFFICER, Permission.SEE, Permission.IMPORT) is OFFICER
    with pytest.raises(Forbidden, match="“招商员”没有“管理账号”的权限"):
        asked(OFFICER, Permission.SEE, Permission.MANAGE)
    with pytest.raises(Forbidden, match="没有“导入与撤销、更正环节、管理账号、跟进线索”的权限"):
        asked(Visitor(name="访客", role=Role.GUEST), *(one for one in Permission if one is not Permission.OPEN))


def test_what_comes_after_the_gate_reads_the_visitor_or_asks_to_sign_in() -> None:
    one = request()
    for state in ({}, {"visitor": None}):
        one.scope["state"] = dict(state)
        with pytest.raises(SignInNeeded):
            visitor_of(one)
    one.state.visitor = OFFICER
    assert visitor_of(one) is OFFICER


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("place=乙园", {}), ("where=乙园", {}), ("places=甲园&places=乙园", {}), ("", {"place": "乙园"}),
        ("enterprise=邻园", {}), ("supplier=邻园", {}), ("buyer=邻园", {}), ("", {"enterprise": "邻园"}),
        ("place=子市", {}),
    ],
)  # fmt: skip
def test_another_s_place_or_firm_is_closed_however_it_is_asked_for(query: str, params: dict[str, str]) -> None:
    with pytest.raises(Forbidden, match="负责范围内"):
        asked(BOUND, Permission.SEE, query=query, **params)
    assert asked(OFFICER, Permission.SEE, query=query, **params) is OFFICER


@pytest.mark.parametrize(
    ("query", "params"),
    [
        ("place=甲园&place=", {}), ("enterprise=园内&buyer=市内", {}), ("places=不知何处", {}),
        ("supplier=不知何人", {}),
        ("", {"place": "甲园"}), ("", {"enterprise": "园内"}), ("", {}),
    ],
)  # fmt: skip
def test_one_s_own_places_candidates_and_unknown_names_pass(query: str, params: dict[str, str]) -> None:
    assert asked(BOUND, Permission.SEE, query=query, **params) is BOUND


def test_what_all_places_share_is_changed_only_by_who_has_all_of_them() -> None:
    require_everywhere(OFFICER, "链条")
    with pytest.raises(Forbidden, match=r"^链条各地共用"):
        require_everywhere(BOUND, "链条")
    assert scope_of(OFFICER, FACTS).places is None
    assert [place.name for place in scope_of(BOUND, FACTS).places or ()] == ["甲园"]
