"""The command that lets a leading firm walk away."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.table import Table
from chaingraph.findings.firm.drill import Drill
from chaingraph.service.ask.firm.drill import drill as ask
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

MOST = 12
"""Remedies in the table; JSON has all."""


@click.command()
@click.argument("enterprise")
@click.option("--place", default="", metavar="地点", help="在哪里演练，默认企业所在城市")
@click.option("--chain", default="", metavar="产业链", help="沿哪条链演练，默认企业占比最大的一条")
@store_option
@output_options("table", "json", "csv")
def drill(enterprise: str, place: str, chain: str, store_url: str, fmt: str, out: Path | None) -> None:
    """演练：一家企业退出，哪些企业和环节失去唯一来源或销路，谁能补位。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = ask(workspace, enterprise, place=place, chain=chain)
        if fmt == "json":
            emit(to_json(found), out)
        elif fmt in ("csv", "xlsx"):
            emit(shown(loss_table(found), fmt), out)
        else:
            emit("\n".join(_told(found)), out)


def loss_table(found: Drill) -> Table:
    """What falls, wave by wave."""
    rows = [
        (loss.wave, loss.depth.value, loss.enterprise, loss.segment, loss.kind.value, loss.because)
        for loss in found.losses
        if loss.wave
    ]
    return simple_table("演练", ("轮次", "程度", "企业", "环节", "影响", "原因"), rows)


def remedy_table(found: Drill) -> Table:
    """Second sources of each lost source or outlet."""
    rows = [
        (
            "/".join(remedy.segments[:3]),
            "补来源" if remedy.kind.value == "失去唯一来源" else "补销路",
            remedy.hit,
            remedy.saves,
            source.enterprise,
            source.nearness.value,
            "；".join(source.reasons),
        )
        for remedy in found.remedies[:MOST]
        for source in remedy.sources[:3]
    ]
    return simple_table("补位", ("环节", "补什么", "直接依赖", "可保住", "备选企业", "位置", "理由"), rows)


def _told(found: Drill) -> list[str]:
    lines = [f"{found.place.name} · {found.chain}：{found.summary}"]
    lines += [f"  环节“{own.segment}”还剩 {own.stays} 家，本地产能减少 {own.lost_share or 0:.0%}" for own in found.own]
    if found.losses[-1].wave:
        lines += ["", str(shown(loss_table(found), "table")), "", str(shown(remedy_table(found), "table"))]
    return lines
