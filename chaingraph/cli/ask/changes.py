"""The command that tells what changed since a day."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.findings.report.difference import Difference
from chaingraph.service.ask.report.difference import difference as ask
from chaingraph.service.workspace import Workspace
from chaingraph.units import percent
from chaingraph.wire.plain import to_json


@click.command()
@click.option("--place", required=True, metavar="地点", help="园区名称，或省、市、区县")
@click.option("--chain", required=True, metavar="产业链", help="产业链名称")
@click.option("--since", required=True, metavar="日期", help="从这天（年-月-日）或这个月（年-月）起的变化")
@store_option
@output_options("table", "json", "csv")
def changes(place: str, chain: str, since: str, store_url: str, fmt: str, out: Path | None) -> None:
    """一地一链从某天起的变化：企业进出、环节状态、缺口增减、线索与项目进展。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = ask(workspace, place, chain, since)
        if fmt == "json":
            emit(to_json(found), out)
        else:
            emit(shown(simple_table("变化", ("类别", "对象", "之前", "之后"), rows(found)), fmt), out)


def rows(found: Difference) -> list[tuple[str, str, str, str]]:
    """Every change on a line: what sort, of what, before and after."""
    before, after = found.completeness_before, found.completeness_after
    told = [
        ("链上企业", "家数", str(found.firms_before), str(found.firms_after)),
        ("完整度", "按环节", percent(before.plain), percent(after.plain)),
        ("完整度", "加权", percent(before.weighted), percent(after.weighted)),
    ]
    told += [("企业新增", name, "", "在") for name in found.arrived]
    told += [("企业减少", name, "在", "") for name in found.left]
    told += [("环节状态", move.segment, move.before.value, move.after.value) for move in found.statuses]
    told += [("缺口关闭", gap.segment, f"紧迫度 {gap.severity * 100:.1f}", "") for gap in found.closed]
    told += [("缺口新增", gap.segment, "", f"紧迫度 {gap.severity * 100:.1f}") for gap in found.opened]
    told += [("缺口紧迫度", m.segment, f"{m.before * 100:.1f}", f"{m.after * 100:.1f}") for m in found.moved]
    told += [("招商线索", move.enterprise, move.before or "新增", move.lead.stage) for move in found.everything.leads]
    for change in found.everything.projects:
        was = change.before
        told.append(
            ("项目", change.project.name, _standing(was.batch, was.progress) if was else "新增",
             _standing(change.project.batch, change.project.progress))
        )  # fmt: skip
    return told


def _standing(batch: str | None, progress: float | None) -> str:
    return " ".join(part for part in (batch, percent(progress) if progress is not None else "") if part) or "—"
