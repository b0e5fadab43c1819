"""Accounts, keys for other systems, and the audit: an administrator's pages."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.access.gate import VisitorDep, needs
from api.access.passwords import hashed
from api.access.roles import Permission, Role
from api.access.users import User, roles_of
from api.access.watching import note
from api.http.deps import OfficeDep, PagingDep
from api.pages.listing import listed
from api.pages.shell import show
from api.server.office import Office, now
from chaingraph.errors import Refused

router = APIRouter(include_in_schema=False, dependencies=[needs(Permission.MANAGE)])
Name = Annotated[str, Path(max_length=100)]
Field = Annotated[str, Form(max_length=200)]
Places = Annotated[str, Form(max_length=2000, description="；-separated names of places")]
Done = Annotated[str, Query(max_length=20)]
Day = Annotated[str, Query(max_length=10, pattern=r"^(\d{4}-\d{2}-\d{2})?$", description="YYYY-MM-DD")]
MOST_AUDITED = 5000


@router.get("/users")
def users(request: Request, office: OfficeDep, done: Done = "") -> HTMLResponse:
    """Every account, and the form for another."""
    return show(request, "users.html", here="users", users=office.desk.users.all(), roles=tuple(Role), done=done)


@router.post("/users")
def add(
    request: Request, office: OfficeDep, who: VisitorDep, name: Field, role: Field, password: Field, scope: Places = ""
) -> Response:
    """Make an account."""
    name = name.strip()
    note(request, f"新建账号：{name}（{role}）")
    office.desk.users.add(
        User(
            name=name,
            role=roles_of(role),
            password=hashed(password, name),
            scope=known_places(office, scope),
            made_at=now(),
            made_by=who.name,
        )
    )
    return RedirectResponse("/users?done=added", 303)


@router.post("/users/{name}/role")
def change_role(request: Request, office: OfficeDep, name: Name, role: Field, scope: Places = "") -> Response:
    """Give an account another role or other places."""
    note(request, f"修改账号：{name}（{role}；{scope or '全部地点'}）")
    office.desk.users.change(name, role=roles_of(role), scope=known_places(office, scope))
    return RedirectResponse("/users?done=changed", 303)


@router.post("/users/{name}/password")
def reset_password(request: Request, office: OfficeDep, name: Name, password: Field) -> Response:
    """Give an account another password and sign it out everywhere."""
    note(request, f"重设口令：{name}")
    office.desk.users.change(name, password=hashed(password, name))
    office.desk.sessions.close_all(name)
    return RedirectResponse("/users?done=password", 303)


@router.post("/users/{name}/active")
def switch(request: Request, office: OfficeDep, name: Name, active: Annotated[bool, Form()]) -> Response:
    """Disable an account, or let it in again."""
    note(request, f"{'启用' if active else '停用'}账号：{name}")
    office.desk.users.change(name, active=active)
    if not active:
        office.desk.sessions.close_all(name)
    return RedirectResponse("/users?done=changed", 303)


@router.get("/keys")
def keys(request: Request, office: OfficeDep, done: Done = "") -> HTMLResponse:
    """Keys of other systems."""
    return _keys(request, office, done=done)


@router.post("/keys")
def add_key(
    request: Request, office: OfficeDep, who: VisitorDep, title: Field, role: Field, scope: Places = ""
) -> HTMLResponse:
    """Make a key and show it, this once."""
    note(request, f"新建接口密钥：{title}（{role}）")
    places = known_places(office, scope)
    made = office.desk.keys.add(title, roles_of(role), places, by=who.name, at=now())
    page = _keys(request, office, made=made)
    page.headers["Cache-Control"] = "no-store"
    return page


@router.post("/keys/{key_id}/revoke")
def revoke(request: Request, office: OfficeDep, key_id: Name) -> Response:
    """Take a key out of use."""
    key = office.desk.keys.revoke(key_id)
    note(request, f"停用接口密钥：{key.title}")
    return RedirectResponse("/keys?done=revoked", 303)


@router.get("/audit")
def audit(
    request: Request,
    office: OfficeDep,
    paging: PagingDep,
    by: Annotated[str, Query(max_length=100)] = "",
    q: Annotated[str, Query(max_length=100)] = "",
    since: Day = "",
    until: Day = "",
) -> HTMLResponse:
    """The newest lines, or all of some days, by whom and about what."""
    dated = bool(since or until)
    lines = office.desk.audit.between(since, until) if dated else office.desk.audit.last(MOST_AUDITED)
    people = sorted({line.by for line in lines})
    found = [line for line in lines if by in ("", line.by) and q.strip() in f"{line.act} {line.path}"]
    listing = listed(found, {}, sort="", paging=paging, query={"by": by, "q": q, "since": since, "until": until})
    context: dict[str, Any] = {"by": by, "q": q, "since": since, "until": until, "most": 0 if dated else MOST_AUDITED}
    years = office.rules.audit_years
    return show(request, "audit.html", here="audit", listing=listing, people=people, years=years, **context)


def known_places(office: Office, written: str) -> tuple[str, ...]:
    """The places a form names, under their own names. Raises UnknownName or AmbiguousName for one that is not known."""
    names = [part.strip() for part in written.replace(";", "；").replace("、", "；").split("；")]
    found = tuple(dict.fromkeys(office.workspace.place(name).name for name in names if name))
    if len(found) > 50:
        raise Refused("负责范围最多 50 个地点")
    return found


def _keys(request: Request, office: Office, *, made: str = "", done: str = "") -> HTMLResponse:
    roles = tuple(role for role in Role if role is not Role.ADMIN)
    return show(request, "keys.html", here="keys", keys=office.desk.keys.all(), roles=roles, made=made, done=done)
