"""The command ``chaingraph pool``: the shipped candidates as a list, and into a store."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, new_store_option, output_options, refusals, shown, simple_table
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.reader import library_card
from chaingraph.service.workspace import Workspace
from chaingraph.settings import settings
from loaders import run
from loaders.command import as_table, progress_for, user_name
from loaders.pool.placed import Places, of_chain, places
from loaders.pool.rows import PoolFirm

HEADER = ("企业", "城市", "上市情况", "主营产品", "环节")
MOST_SEGMENTS = 3
chain_option = click.option("--chain", "chain", default="", metavar="产业链", help="只要这条产业链的企业；缺省为全部")


@click.group(invoke_without_command=True)
@chain_option
@output_options("table", "json", "csv")
@click.pass_context
def pool(context: click.Context, chain: str, fmt: str, out: Path | None) -> None:
    """内置名录：各产业链的候选企业及其所在环节，按公开资料整理；不需要数据库。"""
    if context.invoked_subcommand is not None:
        return
    with refusals():
        rules = settings()
        firms, placed = of_chain(chain, rules), places(rules)
    shelf = [(one, placed[one.enterprise.name]) for one in firms]
    if fmt == "json":
        records = [_record(one, on) for one, on in shelf]
        emit(json.dumps(records, ensure_ascii=False, sort_keys=True, indent=1), out)
    else:
        emit(shown(simple_table("内置名录", HEADER, [_row(one, on) for one, on in shelf]), fmt), out)


@pool.command("load")
@chain_option
@click.option("--dry-run", is_flag=True, help="只检查，不写入")
@click.option("--by", default="", help="导入人，缺省为当前用户")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@new_store_option
def load(chain: str, dry_run: bool, by: str, form: str, store_url: str) -> None:
    """把内置名录装进数据库，标“内置名录”；库中已有的企业不改动，可像其他导入一样撤销。"""
    with refusals(), Workspace.open(store_url) as workspace:
        now, tell = datetime.now(UTC).isoformat(timespec="seconds"), progress_for(form) or run.silent
        terms = run.Terms(rules=workspace.rules, by=by or user_name(), at=now, dry_run=dry_run, progress=tell)
        report = run.load_pool(workspace.store, terms, chain)
        tell("识别环节", 0, 1)
        workspace.snapshot()
    if form == "json":
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, sort_keys=True, allow_nan=False))
    else:
        click.echo(as_table(report, dry_run=dry_run))


def _record(one: PoolFirm, on: Places) -> dict[str, Any]:
    return {
        "enterprise": one.enterprise.name,
        "city": one.enterprise.city,
        "listed_as": one.enterprise.listed_as,
        "products": [made.product for made in one.offerings],
        "segments": [{"chain": chain, "key": key} for chain, key in sorted(on)],
    }


def _row(one: PoolFirm, on: Places) -> tuple[str | None, ...]:
    names = dict.fromkeys(_names(chain)[key] for chain, key in on)
    return (
        one.enterprise.name,
        one.enterprise.city,
        one.enterprise.listed_as,
        "、".join(made.product for made in one.offerings),
        "、".join(list(names)[:MOST_SEGMENTS]) or None,
    )


@cache
def _names(chain: ChainId) -> dict[SegmentKey, str]:
    """Key -> name of every segment of a built-in chain."""
    return {segment.key: segment.name for segment in library_card(chain).segments}
