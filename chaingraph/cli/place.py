"""Commands on one's own place: what it is, and where one is at home from now on."""

from datetime import UTC, datetime
from pathlib import Path

import click

from chaingraph.cli.common import emit, new_store_option, output_options, refusals, require_there, shown, simple_table
from chaingraph.service.decide.own_place import OwnPlace, keep_own_place, likely_own_place, own_place
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json


@click.group(invoke_without_command=True)
@new_store_option
@output_options("table", "json", "csv")
@click.pass_context
def place(ctx: click.Context, store_url: str, fmt: str, out: Path | None) -> None:
    """本库自己的地点（我的地方）：查看，或用 set 设定；网页从这里开始。"""
    ctx.obj = store_url
    if ctx.invoked_subcommand is not None:
        return
    with refusals(), Workspace.open(require_there(store_url)) as workspace:
        own = own_place(workspace.store)
        likely = "" if own else likely_own_place(workspace.snapshot())
    name = own.place if own else None
    if fmt == "json":
        emit(to_json({"place": name, "chain": own.chain or None if own else None, "suggested": likely or None}), out)
    elif fmt in ("csv", "xlsx"):
        emit(shown(simple_table("我的地方", ("地点", "推断"), [(name, likely)]), fmt), out)
    else:
        emit(
            name or f"还没有设定；{f'多数企业在“{likely}”，' if likely else ''}可用 chaingraph place set 地点 设定", out
        )


@place.command("set")
@click.argument("name", metavar="PLACE")
@click.option("--store", "store_url", metavar="URL", help="数据库地址；不写则同 chaingraph place")
@click.pass_context
def set_place(ctx: click.Context, name: str, store_url: str | None) -> None:
    """设定本库自己的地点：园区名，或省、市、区县。"""
    with refusals(), Workspace.open(require_there(store_url or ctx.obj)) as workspace:
        found = workspace.place(name.strip())
        at = datetime.now(UTC).isoformat(timespec="seconds")
        keep_own_place(workspace.store, OwnPlace(place=found.name, by="命令行", at=at))
    click.echo(f"我的地方：{found.name}", err=True)
