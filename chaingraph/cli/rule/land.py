"""The command that says which land lies idle."""

from dataclasses import replace
from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.sheets.park.land import land_lines, land_sentences, land_table
from chaingraph.export.sheets.workbook import workbook
from chaingraph.export.table import Table
from chaingraph.findings.rule.land_book import LandBook
from chaingraph.service.ask.park.day import day
from chaingraph.service.ask.rule.land import land_book
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

SHOWN = (1, 2, 3, 4, 8, 10, 11, 13, 14)
"""Columns of the sheet that a terminal shows."""


@click.group()
def land() -> None:
    """土地：闲置计时、闲置费与可收回的地块。"""


@land.command("idle")
@click.option("--on", metavar="YYYY-MM-DD", help="算到哪一天；默认今天")
@click.option("--place", metavar="地点", help="只看这个园区或地区")
@click.option("--all", "everything", is_flag=True, help="列出全部地块，不只是闲置和 90 天内到期的")
@store_option
@output_options("table", "json", "csv", "xlsx")
def idle(on: str | None, place: str | None, everything: bool, store_url: str, fmt: str, out: Path | None) -> None:
    """闲置土地：满一年征缴价款 20 % 的闲置费，满两年无偿收回；含 90 天、30 天预警。"""
    if fmt == "xlsx" and out is None:
        raise click.UsageError("xlsx 需要用 --out 写明文件")
    with refusals(), Workspace.open(store_url) as workspace:
        whole = land_book(workspace, place, day(on or ""))
        found = whole if everything else replace(whole, rows=tuple(row for row in whole.rows if row.must_act))
        emit(_written(found, fmt), out)
        if fmt == "table" and out is None:
            click.echo("\n" + "\n".join(f"{label}：{text}" for label, text in land_sentences(whole)))


def _written(found: LandBook, fmt: str) -> str | bytes:
    table = land_table(found)
    if fmt == "json":
        return to_json(found.rows)
    if fmt == "xlsx":
        return workbook((table,), land_lines(found))
    return shown(table if fmt == "csv" else _narrow(table), fmt)


def _narrow(table: Table) -> Table:
    heads = [table.columns[number].title for number in SHOWN]
    return simple_table(table.sheet, heads, [[row[number] for number in SHOWN] for row in table.rows])
