"""The commands of assessment: run a period and publish it, or see what supposed values would change."""

from datetime import UTC, datetime
from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.sheets.park.assessment import change, lifts_table, points_table, ranking_lines, ranking_table
from chaingraph.export.sheets.workbook import workbook
from chaingraph.findings.rule.ranking import Ranking
from chaingraph.service.ask.rule.assessment import ranking, read_supposed
from chaingraph.service.decide.assessment import publish
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

period_argument = click.argument("period", required=False, default="", metavar="[考评期]")
scheme_option = click.option("--scheme", default="", metavar="办法", help="考评办法；只有一个时不用写")
FORMATS = ("table", "json", "csv", "xlsx")


@click.group()
def assess() -> None:
    """园区考评：得分、等次、名次、升降与奖励。"""


@assess.command("run")
@period_argument
@scheme_option
@store_option
@output_options(*FORMATS)
def run(period: str, scheme: str, store_url: str, fmt: str, out: Path | None) -> None:
    """考评一期（2026-H1、2026、2026-Q3…，默认最近一期）并公布：结果与类别变动记入库；同样的结果再公布不改变什么。"""
    _check(fmt, out)
    with refusals(), Workspace.open(store_url) as workspace:
        found = ranking(workspace, period, scheme)
        new = publish(workspace, found, by="命令行", at=datetime.now(UTC).isoformat(timespec="seconds"))
        _tell(ranking(workspace, found.period, found.scheme), fmt, out)
        click.echo("已公布" if new else "与已公布的相同，没有改变", err=True)


@assess.command("simulate")
@period_argument
@scheme_option
@click.option("--set", "supposed", multiple=True, metavar="园区:指标=值", help="假设某项数值（可多次）")
@store_option
@output_options(*FORMATS)
def simulate(period: str, scheme: str, supposed: tuple[str, ...], store_url: str, fmt: str, out: Path | None) -> None:
    """公布之前推演：不写入任何数据；可假设数值，看得分、名次与升降怎样变。"""
    _check(fmt, out)
    with refusals(), Workspace.open(store_url) as workspace:
        _tell(ranking(workspace, period, scheme, read_supposed(supposed)), fmt, out)


def _check(fmt: str, out: Path | None) -> None:
    if fmt == "xlsx" and out is None:
        raise click.UsageError("xlsx 需要用 --out 写明文件")


def _tell(found: Ranking, fmt: str, out: Path | None) -> None:
    if fmt == "json":
        emit(to_json(found.rows), out)
    elif fmt == "xlsx":
        emit(workbook((ranking_table(found), points_table(found), lifts_table(found)), ranking_lines(found)), out)
    elif fmt == "csv":
        emit(shown(ranking_table(found), fmt), out)
    else:
        emit(_text(found), out)


def _text(found: Ranking) -> str:
    rows = [
        (
            row.score.rank, row.score.park, str(row.score.score), row.score.grade,
            row.before.rank if row.before else None, row.step.before.words, row.step.after.words,
            f"{row.award.money_yuan / 10_000:,.0f}" if row.award.money_yuan else None, row.step.reason,
        )
        for row in found.rows
    ]  # fmt: skip
    heads = ("名次", "园区", "总分", "等次", "上期名次", "现类别", "考评后", "奖励(万元)", "说明")
    lines = [f"{found.period} {found.scheme}", str(shown(simple_table("考评", heads, rows), "table"))]
    for row in found.rows:
        for one in row.lifts[:1]:
            move = f"{one.score_before} → {one.score_after}，第 {one.rank_before} → {one.rank_after}"
            lines.append(
                f"{row.score.park}：{one.indicator.name} {change(one.indicator, one.before, one.after)}，{move}"
            )
    return "\n".join(lines)
