"""Signing in, out, and changing one's own password."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.desk import visitor
from api.access.gate import VisitorDep, needs
from api.access.passwords import hashed, matches
from api.access.roles import Permission
from api.access.sessions import COOKIE, DEVICE_COOKIE, KEPT_SECONDS
from api.access.visitor import Way
from api.access.watching import note
from api.address.urls import local
from api.http.deps import OfficeDep
from api.pages.shell import part_of_page, show
from api.server.office import Office
from chaingraph.errors import Refused

router = APIRouter(include_in_schema=False)
Password = Annotated[str, Form(max_length=400)]
Following = Annotated[str, Form(max_length=2000)]
WRONG = "账号或口令不对"
UNKNOWN = "未知账号"
"""Kept in the audit for a name nobody has: it may be a password typed into the wrong field."""


@router.get("/sign-in", dependencies=[needs(Permission.OPEN)])
def sign_in_page(request: Request, office: OfficeDep, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """The form; whoever is known already is led on."""
    if request.state.visitor is not None:
        return RedirectResponse(local(next), 303)
    return _form(request, office, local(next))


@router.post("/sign-in", dependencies=[needs(Permission.OPEN)])
def sign_in(
    request: Request,
    office: OfficeDep,
    name: Annotated[str, Form(max_length=100)],
    password: Password,
    next: Following = "/",
) -> Response:
    """Open a session, or show the form again; the answer never tells which of the two was wrong."""
    desk, name = office.desk, name.strip()
    user, tried = desk.users.active(name), desk.tried_from(request, name)
    shown = name if user else UNKNOWN
    note(request, "登录", by=shown)
    seconds = desk.tries.wait(*tried)
    if seconds:
        note(request, "登录：次数太多，被拒绝", by=shown)
        told = f"输错次数太多，请 {seconds} 秒后再试"
        return _form(request, office, local(next), told, status=429, headers={"Retry-After": str(seconds)})
    if not matches(user.password if user else None, password) or user is None:
        desk.tries.fail(*tried)
        note(request, "登录失败", by=shown)
        return _form(request, office, local(next), WRONG, status=401)
    desk.tries.succeed(tried[0])
    request.state.visitor = visitor(user)
    return _signed_in(request, office, user.name, local(next))


@router.post("/sign-out", dependencies=[needs(Permission.OPEN)])
def sign_out(request: Request, office: OfficeDep) -> Response:
    """Close the session."""
    note(request, "退出")
    office.desk.sessions.close(request.cookies.get(COOKIE))
    led = RedirectResponse("/sign-in", 303)
    led.delete_cookie(COOKIE, path="/")
    return led


@router.get("/account", dependencies=[needs(Permission.SEE)])
def account(request: Request, done: bool = False) -> HTMLResponse:
    """Who one is, what one may do, and a new password."""
    return show(request, "account.html", here="account", done=done)


@router.post("/account/password", dependencies=[needs(Permission.SEE)])
def change_password(
    request: Request, office: OfficeDep, who: VisitorDep, old: Password, new: Password, again: Password
) -> Response:
    """Give oneself a new password; every other session of the account is closed."""
    note(request, "修改自己的口令")
    if who.way is not Way.SESSION:
        raise Refused("单机模式没有口令可改")
    user, tried = office.desk.users.find(who.name), office.desk.tried_from(request, who.name)
    if office.desk.tries.wait(*tried):
        raise Refused("输错次数太多，请稍后再试")
    if not matches(user.password, old):
        office.desk.tries.fail(*tried)
        raise Refused("原口令不对")
    if new != again:
        raise Refused("两次输入的新口令不一样")
    office.desk.users.change(who.name, password=hashed(new, who.name))
    office.desk.sessions.close_all(who.name)
    return _signed_in(request, office, who.name, "/account?done=1")


def _signed_in(request: Request, office: Office, name: str, following: str) -> Response:
    """Lead on with a fresh session's cookie, which no script may read and no foreign page may send along."""
    led = RedirectResponse(following, 303)
    _set(request, led, COOKIE, office.desk.sessions.open(name), int(office.rules.session_hours * 3600))
    if not office.desk.devices.knows(request.cookies.get(DEVICE_COOKIE), name):
        _set(request, led, DEVICE_COOKIE, office.desk.devices.add(name), KEPT_SECONDS)
    return led


def _set(request: Request, led: Response, cookie: str, token: str, seconds: int) -> None:
    secure = request.url.scheme == "https"
    led.set_cookie(cookie, token, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")


def _form(
    request: Request,
    office: Office,
    following: str,
    told: str = "",
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> HTMLResponse:
    nobody = not office.desk.users.exist()
    page = part_of_page(request, "sign_in.html", following=following, told=told, nobody=nobody, here="", pair=None)
    page.status_code = status
    page.headers.update({"Cache-Control": "no-store", **(headers or {})})
    return page
