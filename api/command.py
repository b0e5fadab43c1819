"""Commands that open the web face: serve a store, or the demo city."""

import logging
import socket
import tempfile
from importlib.resources import as_file, files
from ipaddress import ip_address
from pathlib import Path

import click
import uvicorn

from api.access.users import Users
from api.address.hosts import Hosts
from api.app import create_app
from api.http.connections import connection_of
from api.server.office import now
from chaingraph.cli.common import Refusal, new_store_option, refusals, require_there
from chaingraph.errors import StoreUnavailable
from chaingraph.service.decide.own_place import OwnPlace, keep_own_place
from chaingraph.service.workspace import Workspace
from chaingraph.settings import settings
from loaders import run

LOOPBACK = "127.0.0.1"
DEMO_CITY = "新乡市"


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="监听地址；默认只有本机能打开")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口")
@click.option("--allow-host", "named", multiple=True, metavar="NAME", help="对外提供服务时允许的主机名（可多次）")
@click.option("--new", is_flag=True, help="数据文件不存在时新建一个空的")
@new_store_option
def serve(host: str, port: int, named: tuple[str, ...], *, new: bool, store_url: str) -> None:
    """打开网页界面。"""
    hosts = Hosts(single_user=_is_loopback(host), named=frozenset(name.lower() for name in named))
    _check_port(host, port)
    with refusals(), Workspace.open(store_url if new else require_there(store_url)) as workspace:
        accounts = _accounts(workspace)
        if not hosts.single_user and accounts is False:
            raise Refusal("对外提供服务须先有账号：chaingraph user add 账号 --role 管理员（本机使用不需要）")
        _announce(host, port, accounts is False, store_url)
        _run(workspace, host, port, hosts)


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="端口")
@click.option("--store", "store_url", metavar="URL", help="演示库的文件，须是新文件；默认用临时文件")
def demo(port: int, store_url: str | None) -> None:
    """把内置演示城市装进一个新库，并在本机打开。"""
    path = Path(store_url.removeprefix("sqlite:///")) if store_url else None
    if path is not None and path.exists():
        raise Refusal(f"“{path}”已经存在；演示需要一个新文件，以免改动您的数据")
    _check_port(LOOPBACK, port)
    with tempfile.TemporaryDirectory(prefix="chaingraph-demo-") as folder:
        url = f"sqlite:///{path or Path(folder) / 'demo.db'}"
        with refusals(), Workspace.open(url) as workspace:
            click.echo(load_demo(workspace))
            workspace.snapshot()
            _announce(LOOPBACK, port, True, url)
            _run(workspace, LOOPBACK, port, Hosts())


def load_demo(workspace: Workspace) -> str:
    """Load the demo city and its pools of candidates, and make the city one's own; what was loaded, in words."""
    with as_file(files("loaders.demo")) as root:
        folders = sorted(folder for folder in root.iterdir() if any(folder.glob("*.csv")))
        report = run.load(folders, workspace.store, rules=workspace.rules, by="演示", at=now())
    keep_own_place(workspace.store, OwnPlace(place=DEMO_CITY, by="演示", at=now()))
    return (
        f"演示数据已装入：读入 {report.read} 行，接受 {report.accepted}，合并 {report.merged}，拒绝 {report.rejected}"
    )


def _accounts(workspace: Workspace) -> bool | None:
    """Whether the store has accounts, its data read; None when a database server does not answer yet.

    Serving then starts all the same: every page says that the database is silent until it is back.
    """
    try:
        found = Users(workspace.store).exist()
        workspace.snapshot()
    except StoreUnavailable as error:
        click.echo(f"注意：{error}。网页照常打开，数据库恢复后自动可用。", err=True)
        return None
    return found


def _check_port(host: str, port: int) -> None:
    """Refuse a port that something else listens on, before anything is announced."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trying:
        trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trying.bind((host, port))
        except OSError as error:
            raise Refusal(f"{host} 的端口 {port} 不能使用（可能已被占用），请用 --port 换一个") from error


def _announce(host: str, port: int, single_user: bool, url: str) -> None:
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"产业链图谱已打开：http://{shown}:{port}/")
    if single_user:
        click.echo("单机模式：只有这台电脑能打开，没有账号，不访问互联网。")
    else:
        click.echo("已有账号：所有页面都需要登录。")
    click.echo(f"数据库：{url}（按 Ctrl+C 停止）")


def _run(workspace: Workspace, host: str, port: int, hosts: Hosts) -> None:
    rules = settings()
    logging.getLogger("chaingraph").setLevel(logging.INFO)
    uvicorn.run(
        create_app(workspace, rules, hosts),
        host=host,
        port=port,
        http=connection_of(rules),
        ws="none",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=65_536,
        server_header=False,
        log_level="warning",
    )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
