"""The command that asks what would change: before and after."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, store_option
from chaingraph.export.sheets.answers import scenario_table
from chaingraph.service.ask.move.scenario import scenario as ask
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json


@click.command()
@click.option("--place", required=True, metavar="地点", help="园区名称，或省、市、区县")
@click.option("--chain", required=True, metavar="产业链", help="产业链名称")
@click.option("--land", multiple=True, metavar="企业", help="假设该企业落地（可多次）")
@click.option("--leave", multiple=True, metavar="企业", help="假设该企业离开（可多次）")
@store_option
@output_options("table", "json", "csv")
def scenario(
    place: str, chain: str, land: tuple[str, ...], leave: tuple[str, ...], store_url: str, fmt: str, out: Path | None
) -> None:
    """假设企业落地或离开，各项指标前后对比。"""
    if not land and not leave:
        raise click.UsageError("请用 --land 或 --leave 写明至少一家企业")
    with refusals(), Workspace.open(store_url) as workspace:
        found = ask(workspace, workspace.study(place, chain), land=land, leave=leave)
        emit(to_json(found) if fmt == "json" else shown(scenario_table(found), fmt), out)
