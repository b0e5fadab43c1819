"""The commands about parks: one on a sheet, all side by side."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, store_option
from chaingraph.cli.park.options import day_option, require_file
from chaingraph.export.sheets.park.parks import ledger
from chaingraph.export.sheets.park.parks import park_table as as_table
from chaingraph.export.word.park import park_docx, sheet_lines
from chaingraph.service.ask.park.day import day
from chaingraph.service.ask.park.park import park_sheet, park_table
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json


@click.group()
def park() -> None:
    """园区档案：一页看一个园区（show），各园区对六大要素（compare）。"""


@park.command()
@click.argument("name")
@day_option
@store_option
@output_options("table", "json", "docx")
def show(name: str, on: str, store_url: str, fmt: str, out: Path | None) -> None:
    """一个园区：类别、六大要素、一台两器、项目、组合方案预算、没有项目的缺口、逾期。"""
    require_file(fmt, out)
    with refusals(), Workspace.open(store_url) as workspace:
        found = park_sheet(workspace, name, day(on))
    if fmt == "json":
        emit(to_json(found), out)
    elif fmt == "docx":
        emit(park_docx(found), out)
    else:
        emit("\n".join(f"{head}：{text}" for head, text in sheet_lines(found)), out)


@park.command()
@day_option
@store_option
@output_options("table", "json", "csv", "xlsx")
def compare(on: str, store_url: str, fmt: str, out: Path | None) -> None:
    """各园区 × 六大要素：有、缺、滞后、未报，以及哪里落后。"""
    require_file(fmt, out)
    with refusals(), Workspace.open(store_url) as workspace:
        found = park_table(workspace, day(on))
    table = as_table(found)
    if fmt == "json":
        emit(to_json(found.parks), out)
    elif fmt == "xlsx":
        emit(ledger(table), out)
    else:
        emit(shown(table, fmt), out)
