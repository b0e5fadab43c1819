"""The command that looks after accounts: add, list, passwd, disable, enable."""

import getpass
from pathlib import Path

import click

from api.access.audit import Audit
from api.access.passwords import hashed
from api.access.roles import Role
from api.access.sessions import Sessions
from api.access.users import User, Users
from api.server.office import now
from chaingraph.cli.common import Refusal, emit, new_store_option, output_options, refusals, store_option, to_table
from chaingraph.service.workspace import Workspace
from chaingraph.settings import settings
from chaingraph.store.base.port import Store
from chaingraph.store.open import open_store
from chaingraph.wire.plain import to_json

BY = "命令行"
password_option = click.option(
    "--password-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="从文件的第一行读口令；不给则在终端输入（口令不能写在命令行上）",
)


@click.group()
def user() -> None:
    """管理登录账号：建立、列出、改口令、停用、启用。"""


@user.command("add")
@click.argument("name")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.OFFICER.value, show_default=True)
@click.option("--scope", multiple=True, metavar="PLACE", help="负责的园区或地区（可多次）；不写为全部")
@password_option
@new_store_option
def add(name: str, role: str, scope: tuple[str, ...], password_file: Path | None, store_url: str) -> None:
    """建立账号。第一个账号必须是管理员；建立后所有人都要登录。"""
    with refusals(), Workspace.open(store_url) as workspace:
        places = tuple(dict.fromkeys(workspace.place(place).name for place in scope))
        password = hashed(_password(password_file), name)
        made = User(name=name, role=Role(role), password=password, scope=places, made_at=now(), made_by=BY)
        Users(workspace.store).add(made)
        _note(workspace.store, f"新建账号：{name}（{role}）")
    click.echo(f"账号“{name}”已建立，角色 {role}，负责范围 {'、'.join(places) or '全部地点'}")


@user.command("list")
@store_option
@output_options("table", "json")
def list_users(store_url: str, fmt: str, out: Path | None) -> None:
    """列出账号。"""
    with refusals(), open_store(store_url) as store:
        users = Users(store).all()
    if fmt == "json":
        rows = [
            {"name": u.name, "role": u.role.value, "scope": u.scope, "active": u.active, "made_at": u.made_at}
            for u in users
        ]
        emit(to_json(rows), out)
        return
    shown = [(u.name, u.role.value, "、".join(u.scope) or "全部", "可用" if u.active else "停用") for u in users]
    emit(to_table(("账号", "角色", "负责范围", "状态"), shown), out)


@user.command("passwd")
@click.argument("name")
@password_option
@store_option
def passwd(name: str, password_file: Path | None, store_url: str) -> None:
    """重设口令，并退出该账号的全部登录。"""
    with refusals(), open_store(store_url) as store:
        Users(store).find(name)
        Users(store).change(name, password=hashed(_password(password_file), name))
        _sign_out(store, name)
        _note(store, f"重设口令：{name}")
    click.echo(f"账号“{name}”的口令已重设")


@user.command("disable")
@click.argument("name")
@store_option
def disable(name: str, store_url: str) -> None:
    """停用账号，其登录立即失效。"""
    with refusals(), open_store(store_url) as store:
        Users(store).change(name, active=False)
        _sign_out(store, name)
        _note(store, f"停用账号：{name}")
    click.echo(f"账号“{name}”已停用")


@user.command("enable")
@click.argument("name")
@store_option
def enable(name: str, store_url: str) -> None:
    """重新启用账号。"""
    with refusals(), open_store(store_url) as store:
        Users(store).change(name, active=True)
        _note(store, f"启用账号：{name}")
    click.echo(f"账号“{name}”已启用")


def _password(file: Path | None) -> str:
    """The password from a file's first line, or typed twice."""
    if file is not None:
        lines = file.read_text(encoding="utf-8").splitlines()
        return lines[0] if lines else ""
    first = getpass.getpass("口令：")
    if first != getpass.getpass("再输一次："):
        raise Refusal("两次输入的口令不一样")
    return first


def _sign_out(store: Store, name: str) -> None:
    rules = settings()
    Sessions(store, longest=rules.session_hours * 3600, idle=rules.idle_minutes * 60).close_all(name)


def _note(store: Store, act: str) -> None:
    Audit(store).add(by=BY, way=BY, act=act, path="chaingraph user", status=200)
