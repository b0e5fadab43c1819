"""The gate before every route: who asks, whether the route lets them in, and whether the place asked is theirs."""

from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.params import Depends as DependsParameter
from starlette.exceptions import HTTPException

from api.access.desk import Desk
from api.access.roles import Permission
from api.access.scope import Scope
from api.access.visitor import Visitor
from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.graph.snapshot import Snapshot

ASKED_PLACES = ("place", "where", "places")
ASKED_FIRMS = ("enterprise", "supplier", "buyer")
ASKS_NOTHING = ("/healthz",)
"""Open to everyone without a look at the store, which may not answer."""


class SignInNeeded(HTTPException):
    """Nobody is signed in, or the key is not good."""

    def __init__(self) -> None:
        super().__init__(401)


class Forbidden(HTTPException):
    """The visitor is known and may not do this; the text says why, in Chinese."""

    def __init__(self, why: str) -> None:
        super().__init__(403, why)

    def __str__(self) -> str:
        return str(self.detail)


class RequiredPermission:
    """A dependency that does nothing: it is what a route declares, for the gate to read."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    async def __call__(self) -> None:
        """The gate has already looked."""


def needs(permission: Permission) -> Any:
    """What a router or route puts among its ``dependencies``: a route with several needs them all."""
    return Depends(RequiredPermission(permission))


def declared(route: Any) -> frozenset[Permission]:
    """The permissions a route declares; none means that nobody may use it."""
    found = (one.dependency for one in getattr(route, "dependencies", ()) if isinstance(one, DependsParameter))
    return frozenset(one.permission for one in found if isinstance(one, RequiredPermission))


def gate(request: Request) -> None:
    """Let the request in or raise SignInNeeded or Forbidden; the visitor stays in the request's state.

    A request with a body is looked at before the body is read, and not once more.
    """
    if getattr(request.state, "let_in", False):
        return
    _look(request)
    request.state.let_in = True


def _look(request: Request) -> None:
    wanted = declared(request.scope.get("route"))
    if wanted == {Permission.OPEN} and request.url.path in ASKS_NOTHING:
        return
    office = request.app.state.office
    desk: Desk = office.desk
    visitor = desk.visitor_of(request)
    request.state.visitor = visitor
    if wanted == {Permission.OPEN}:
        return
    if not wanted:
        raise Forbidden("这个地址没有声明所需的权限，因此不对任何人开放")
    if visitor is None:
        raise SignInNeeded
    lacking = [permission.value for permission in sorted(wanted) if not visitor.may(permission)]
    if lacking:
        raise Forbidden(f"“{visitor.role.value}”没有“{'、'.join(lacking)}”的权限，需要时请联系管理员")
    if not visitor.everywhere:
        _within_scope(request, visitor, office.workspace.snapshot())


def visitor_of(request: Request) -> Visitor:
    """The visitor the gate let in; at an open route nobody need be, and what they see is a guest's nothing."""
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor is None:
        raise SignInNeeded
    return visitor


async def _visitor(request: Request) -> Visitor:
    return visitor_of(request)


VisitorDep = Annotated[Visitor, Depends(_visitor)]


def scope_of(visitor: Visitor, snapshot: Snapshot) -> Scope:
    """The places of the present data that are the visitor's."""
    return Scope(None) if visitor.everywhere else Scope.of(visitor.scope, snapshot)


def _within_scope(request: Request, visitor: Visitor, snapshot: Snapshot) -> None:
    """Raise Forbidden when the path or the query names a place or firm that is not the visitor's."""
    scope = scope_of(visitor, snapshot)
    path, query = request.path_params, request.query_params
    names = [name for key in ASKED_PLACES for name in query.getlist(key) if name]
    for name in (*((path["place"],) if "place" in path else ()), *names):
        require_place(scope, snapshot, name)
    firms = [name for key in ASKED_FIRMS for name in query.getlist(key) if name]
    for name in (*((path["enterprise"],) if "enterprise" in path else ()), *firms):
        require_firm(scope, snapshot, name)


def require_firm(scope: Scope, snapshot: Snapshot, name: str) -> None:
    """Raise Forbidden when the firm sits in a park that is not the visitor's; an unknown name is left to who asks."""
    try:
        firm = snapshot.enterprises[snapshot.firm(name)]
    except (UnknownName, AmbiguousName):
        return
    if not scope.shows(firm):
        raise Forbidden(f"企业“{firm.label}”所在园区不在您的负责范围内")


def require_everywhere(visitor: Visitor, what: str) -> None:
    """Raise Forbidden for somebody bound to a few places, who may not change what belongs to all of them."""
    if not visitor.everywhere:
        raise Forbidden(f"{what}各地共用，而您只负责部分地点；请交给负责全部地点的招商员或管理员")


def require_place(scope: Scope, snapshot: Snapshot, name: str) -> None:
    """Raise Forbidden when the place is not the visitor's; a name that means nothing is left to who asks for it."""
    try:
        place = snapshot.place(name)
    except (UnknownName, AmbiguousName):
        return
    if not scope.holds(place):
        raise Forbidden(f"“{place.label}”不在您的负责范围内")
