"""The command that says what places are likely to grow next."""

from pathlib import Path

import click

from chaingraph.analysis.growth.extension import TITLES, WEIGHTS
from chaingraph.analysis.growth.relatedness import Relatedness
from chaingraph.cli.common import emit, output_options, refusals, shown, store_option
from chaingraph.export.sheets.answers import extension_table
from chaingraph.service.ask.move.completion import own_chains
from chaingraph.service.ask.move.extension import KINDS, ExtensionQuery, extend_all, extend_place
from chaingraph.service.ask.report.schemes import foreign_scheme
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

FORMULA = (
    "得分 = 1 ÷（1 + exp(−Σ 权重 × 信号 ÷ 权重之和)），信号取对数后在全部“地方 × 没有的活动”之间标准化：\n"
    + "；".join(f"{TITLES[name]} {weight:g}" for name, weight in WEIGHTS.items())
    + "。\n关联密度的自身接近度记为 0、不除以总和，少见的活动向上一级门类回退；"
    + "复杂度是标准分，不计入得分。这是排序，不是概率。"
)


@click.command()
@click.option("--place", metavar="地点", help="园区名称，或省、市、区县")
@click.option("--all-places", type=click.Choice(sorted(KINDS)), help="一次问全部省、市、区县或园区")
@click.option("--chain", "chains", multiple=True, metavar="产业链", help="只看这些产业链的环节（可多次）")
@click.option(
    "--by", type=click.Choice(["segment", "industry"]), help="按环节或按行业；给了产业链默认按环节，否则按行业"
)
@click.option("--as-of", metavar="日期", help="只用此日及以前成立（或上市）的企业，如 2017-12-31")
@click.option(
    "--relatedness", type=click.Choice([kind.value for kind in Relatedness]), default=Relatedness.PROXIMITY.value,
    show_default=True, help="关联密度的算法",
)  # fmt: skip
@click.option("--top", type=click.IntRange(1, 100_000), default=20, show_default=True, help="每地最多几条")
@store_option
@output_options("table", "json", "csv")
def extend(
    place: str | None,
    all_places: str | None,
    chains: tuple[str, ...],
    by: str | None,
    as_of: str | None,
    relatedness: str,
    top: int,
    store_url: str,
    fmt: str,
    out: Path | None,
) -> None:
    """延链：一地接下来可能长出的行业或环节，附算法与理由。"""
    if (place is None) == (all_places is None):
        raise click.UsageError("请写明 --place 或 --all-places 之一")
    by = by or ("segment" if chains else "industry")
    with refusals(), Workspace.open(store_url) as workspace:
        snapshot = workspace.snapshot()
        names = tuple(snapshot.chain(name).chain.name for name in chains) or own_chains(snapshot)
        asked = ExtensionQuery(by=by, chains=names, as_of=as_of, kind=Relatedness(relatedness))
        if place is not None:
            found = extend_place(workspace, place, asked, top=top)
        else:
            found = extend_all(workspace, all_places or "city", asked, top=top)
        emit(to_json(found) if fmt == "json" else shown(extension_table(found), fmt), out)
        if out is None and fmt == "table":
            click.echo(f"\n{FORMULA}")
        doubt = foreign_scheme(snapshot, place) if place is not None and by == "industry" else None
        if doubt:
            click.echo(f"注意：{doubt}（--by segment）", err=True)
