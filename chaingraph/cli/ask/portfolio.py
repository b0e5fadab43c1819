"""The command that asks for a set of targets under land, plants, fund and a number of firms."""

from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.table import Table
from chaingraph.findings.move.portfolio import Portfolio, Resources
from chaingraph.service.ask.move.portfolio import portfolio as ask
from chaingraph.service.workspace import Workspace
from chaingraph.units import WAN, percent
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


def gap_between(found: Portfolio) -> str:
    """How far greedy stays behind exact, and exact behind the bound, in words."""
    behind = f"贪心比精确低 {percent(found.shortfall)}" if found.shortfall > 0 else "贪心与精确一样好"
    left = 1 - found.best.value / found.upper if found.upper > 0 else 0.0
    return f"{behind}；{'已证明最优' if found.proven else f'距上界最多还差 {percent(left)}'}"


def portfolio_table(found: Portfolio) -> Table:
    """The picks of both sets, then values, bound and notes."""
    rows: list[tuple[Any, ...]] = []
    for name, chosen in (("精确", found.exact), ("贪心", found.greedy)):
        rows += [
            (
                f"{name} {number}", pick.enterprise, pick.segment, round(pick.gain * 100, 1),
                pick.need.land_mu, pick.need.plant_m2, _wan(pick.need.fund_yuan), pick.basis,
            )
            for number, pick in enumerate(chosen.picks, 1)
        ]  # fmt: skip
        used = chosen.used
        total = ("合计", f"{name} {len(chosen.picks)} 家", None, round(chosen.value * 100, 1))
        rows.append((*total, used.land_mu, used.plant_m2, _wan(used.fund_yuan), None))
        if chosen.completed:
            rows.append(("补齐", "、".join(chosen.completed), *[None] * 6))
    proof = "已证明最优" if found.proven else f"只在前 {found.considered} 家内精确"
    rows.append(
        ("上界", f"候选 {found.candidates} 家，{proof}", None, round(found.upper * 100, 1), None, None, None, None)
    )
    rows.append(("比较", gap_between(found), *[None] * 6))
    rows += [("说明", note, *[None] * 6) for note in found.notes]
    header = ("序号", "企业", "补哪个缺口", "价值", "用地(亩)", "厂房(㎡)", "基金(万元)", "需求依据")
    return simple_table("组合方案", header, rows)


def _wan(yuan: float | None) -> float | None:
    return None if yuan is None else round(yuan / WAN, 1)
