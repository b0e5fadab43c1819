"""The commands that list projects, platforms and firms looked after."""

from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, store_option
from chaingraph.cli.park.options import day_option, place_option, require_file
from chaingraph.export.sheets.park.parks import ledger, platform_table, project_table, service_table
from chaingraph.export.table import Table
from chaingraph.service.ask.park.care import plan, plans
from chaingraph.service.ask.park.day import day
from chaingraph.service.ask.park.platforms import innovation
from chaingraph.service.ask.park.projects import board
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

WHOLE = click.option("--whole", is_flag=True, help="JSON 写出整个看板，而不只是清单")
FORMATS = output_options("table", "json", "csv", "xlsx")


@click.command()
@place_option
@day_option
@click.option("--supervised", is_flag=True, help="只列挂牌督办的")
@WHOLE
@store_option
@FORMATS
def projects(place: str, on: str, supervised: bool, whole: bool, store_url: str, fmt: str, out: Path | None) -> None:
    """四个一批：项目看板，含节点、逾期，以及还没有项目的紧迫缺口。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = board(workspace, place, day(on), supervised=supervised)
        _write(found if whole else found.cards, project_table(found), fmt, out)


@click.command()
@place_option
@WHOLE
@store_option
@FORMATS
def platforms(place: str, whole: bool, store_url: str, fmt: str, out: Path | None) -> None:
    """创新平台、院所、团队与它们服务的环节；没有平台的关键环节。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = innovation(workspace, place)
        _write(found if whole else found.platforms, platform_table(found), fmt, out)


@click.command()
@place_option
@day_option
@click.option("--enterprise", default="", metavar="企业", help="一家企业的全部：另含缺哪些投入、谁能供应")
@store_option
@FORMATS
def services(place: str, on: str, enterprise: str, store_url: str, fmt: str, out: Path | None) -> None:
    """一企一策：谁负责、有什么诉求、办到哪一步、走访、逾期。"""
    with refusals(), Workspace.open(store_url) as workspace:
        if enterprise:
            one = plan(workspace, enterprise, day(on))
            _write(one, service_table((one,), one.enterprise), fmt, out)
            return
        found = plans(workspace, place, day(on))
        _write(found, service_table(found, place), fmt, out)


def _write(found: Any, table: Table, fmt: str, out: Path | None) -> None:
    require_file(fmt, out)
    if fmt == "json":
        emit(to_json(found), out)
    elif fmt == "xlsx":
        emit(ledger(table), out)
    else:
        emit(shown(table, fmt), out)
