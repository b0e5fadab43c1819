"""The command that asks for a set of targets under land, plants, fund and a number of firms."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, store_option
from chaingraph.export.sheets.answers import gap_between, portfolio_table
from chaingraph.findings.move.portfolio import Resources
from chaingraph.service.ask.move.portfolio import portfolio as ask
from chaingraph.service.workspace import Workspace
from chaingraph.units import WAN
from chaingraph.wire.plain import to_json

AMOUNT = click.FloatRange(min=0, max=1e12)


@click.command()
@click.option("--place", required=True, metavar="地点", help="园区名称，或省、市、区县")
@click.option("--chain", required=True, metavar="产业链", help="产业链名称")
@click.option("--land-mu", type=AMOUNT, help="可用净地（亩）；一项预算都不给时用园区登记的数")
@click.option("--plant-m2", type=AMOUNT, help="可用标准厂房（平方米）")
@click.option("--fund-wan", type=AMOUNT, help="产业基金（万元）")
@click.option("--top", type=click.IntRange(1, 1000), help="最多几家")
@click.option("--complete", is_flag=True, help="只有必需投入全部到位的环节才计值")
@store_option
@output_options("table", "json", "csv")
def portfolio(
    place: str,
    chain: str,
    land_mu: float | None,
    plant_m2: float | None,
    fund_wan: float | None,
    top: int | None,
    complete: bool,
    store_url: str,
    fmt: str,
    out: Path | None,
) -> None:
    """预算之内补链最多的一组目标企业：贪心解、上界与精确解。"""
    fund = None if fund_wan is None else fund_wan * WAN
    budget = Resources(land_mu=land_mu, plant_m2=plant_m2, fund_yuan=fund, number=top)
    with refusals(), Workspace.open(store_url) as workspace:
        found = ask(workspace, workspace.study(place, chain), budget, complete=complete)
        emit(to_json(found) if fmt == "json" else shown(portfolio_table(found), fmt), out)
        if out is None and fmt == "table":
            click.echo("\n" + "\n".join((gap_between(found), *found.notes)))
