"""The command that says how often suggestions are right on the store's own data."""

from pathlib import Path

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.table import Table
from chaingraph.findings.move.backtest import Backtest, Interval
from chaingraph.service.ask.move.backtest import QUESTIONS, backtest
from chaingraph.service.ask.move.trials import Trial
from chaingraph.service.workspace import Workspace
from chaingraph.units import percent
from chaingraph.wire.plain import to_json

HELP = "问什么：" + "；".join(f"{name} {title}" for name, (title, _) in QUESTIONS.items())


@click.command("backtest")
@click.argument("question", type=click.Choice(list(QUESTIONS)), default="firms")
@click.option("--cases", type=click.IntRange(1, 100_000), default=200, show_default=True, help="最多藏起几条")
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="前几名算命中")
@click.option("--as-of", metavar="日期", help="arrivals 的截至日，默认最近日期往前四年")
@store_option
@output_options("table", "json", "csv")
def backtest_command(
    question: str, cases: int, top: int, as_of: str | None, store_url: str, fmt: str, out: Path | None
) -> None:
    """回测：把本库已知的事实藏起再找，看建议有多少是对的。"""
    with refusals(), Workspace.open(store_url) as workspace:
        found = backtest(workspace, question, Trial(cases=cases, top=top, as_of=as_of))
        if fmt == "json":
            emit(to_json(found), out)
            return
        emit(shown(_table(found), fmt), out)
        if out is None and fmt == "table":
            click.echo(f"\n{found.hidden}；{found.cases} 例，平均 {found.candidates:.0f} 个候选。")
            click.echo("不能说明：" + "；".join(found.not_proved))


backtest_command.help = f"{backtest_command.help}\n\n{HELP}"


def _table(found: Backtest) -> Table:
    header = ("方法", f"前 {found.top} 命中", "95% 区间", "MRR", "95% 区间", "AUC", "95% 区间")
    rows = [
        (
            one.method,
            percent(one.hit.value),
            _span(one.hit),
            one.mrr.value,
            _span(one.mrr),
            one.auc.value,
            _span(one.auc),
        )
        for one in found.methods
    ]
    return simple_table(found.title, header, rows)


def _span(figure: Interval) -> str:
    return f"{figure.low:.3f}–{figure.high:.3f}"
