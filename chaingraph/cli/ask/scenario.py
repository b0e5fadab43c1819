"""The command that asks what would change: before and after."""

from pathlib import Path
from typing import Any

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.table import Table
from chaingraph.findings.move.scenario import Measures, Scenario
from chaingraph.findings.place.gap import Coverage
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


def scenario_table(found: Scenario) -> Table:
    """Measures first, then every segment that moved."""
    rows: list[tuple[Any, ...]] = [
        (name, before, after)
        for (name, before), (_, after) in zip(_rows(found.before), _rows(found.after), strict=True)
    ]
    rows += [
        ("关闭的缺口", None, "、".join(found.closed) or "无"),
        ("新增的缺口", None, "、".join(found.opened) or "无"),
    ]
    rows += [
        (
            f"环节 {c.segment}",
            f"{c.status_before.value} 紧迫度 {c.severity_before * 100:.1f}",
            f"{c.status_after.value} 紧迫度 {c.severity_after * 100:.1f}",
        )
        for c in found.changed
    ]
    return simple_table("前后对比", ("指标", "之前", "之后"), rows)


def measure_rows(now: Coverage | Measures) -> list[tuple[str, Any]]:
    """The measures of a chain in a place with their names on screen; shares in percent."""
    by = now.measures if isinstance(now, Coverage) else now.completeness
    rate = now.supply
    return [
        ("本地企业数", now.firms),
        ("完整度（按环节，%）", _percent(by.plain)),
        ("完整度（加权，%）", _percent(by.weighted)),
        ("完整度（按路径，%）", _percent(by.path)),
        ("路径平均覆盖（%）", _percent(by.along)),
        ("本地配套率（估算，%）", _percent(rate.estimated)),
        ("本地配套率（有记录，%）", _percent(rate.observed)),
        ("记录覆盖的采购额（%）", _percent(rate.spend_known)),
        ("供应商家数中本地所占（%）", _percent(rate.local_supplier_share)),
    ]


def _rows(now: Measures) -> list[tuple[str, Any]]:
    return [*measure_rows(now), ("缺口数", now.gaps), ("紧迫度合计", round(now.severity * 100, 1))]


def _percent(part: float | None) -> float | None:
    return None if part is None else round(part * 100, 2)
