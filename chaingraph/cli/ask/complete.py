"""The command that proposes what the store's own facts may lack."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import click

from chaingraph.cli.common import emit, output_options, refusals, shown, simple_table, store_option
from chaingraph.export.table import Table
from chaingraph.findings.move.completion import ProposedInput, ProposedSegment
from chaingraph.service.ask.move.completion import further_inputs, further_segments
from chaingraph.service.workspace import Workspace
from chaingraph.wire.plain import to_json

P = TypeVar("P", ProposedInput, ProposedSegment)


@click.command()
@click.argument("names", nargs=-1)
@click.option("--inputs", "kind", flag_value="inputs", help="名称是产品：推断其上游材料")
@click.option("--segments", "kind", flag_value="segments", help="名称是企业：推断其还可能处在的环节")
@click.option(
    "--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="名称文件，UTF-8，一行一个"
)
@click.option("--top", type=click.IntRange(1, 1000), default=10, show_default=True, help="每个名称最多几条")
@click.option("--other-chains", is_flag=True, help="只看该企业尚未进入的产业链")
@click.option(
    "--chain", "chains", multiple=True, metavar="产业链", help="只看这些产业链（可多次）；默认自建链，没有则全部"
)
@click.option("--all", "everything", is_flag=True, help="表格里也列出佐证不足的建议（json、csv 一向全列）")
@store_option
@output_options("table", "json", "csv")
def complete(
    names: tuple[str, ...],
    kind: str | None,
    file: Path | None,
    top: int,
    other_chains: bool,
    chains: tuple[str, ...],
    everything: bool,
    store_url: str,
    fmt: str,
    out: Path | None,
) -> None:
    """推断产品的上游材料、企业的其他环节；只是建议，人工确认前不计入。"""
    if kind is None:
        raise click.UsageError("请写明 --inputs（产品的上游材料）或 --segments（企业的其他环节）")
    asked = [*names, *(_lines(file) if file else ())]
    if not asked:
        raise click.UsageError("没有名称：写在命令后面，或用 --file 给出")
    with refusals(), Workspace.open(store_url) as workspace:
        whole = everything or fmt != "table"
        if kind == "inputs":
            inputs = further_inputs(workspace, asked, top=top)
            told = _input_table(_backed(inputs, 0 if whole else workspace.rules.proposal_witnesses))
            emit(to_json(inputs) if fmt == "json" else shown(told, fmt), out)
        else:
            found = further_segments(workspace, asked, top=top, other_chains=other_chains, chains=chains)
            told = _segment_table(_backed(found, 0 if whole else workspace.rules.proposal_support))
            emit(to_json(found) if fmt == "json" else shown(told, fmt), out)


def _backed(found: Sequence[P], least: int) -> list[P]:
    """The proposals with support enough; says on the error stream how many were left out."""
    kept = [proposal for proposal in found if proposal.support >= least]
    if len(kept) < len(found):
        click.echo(f"另有 {len(found) - len(kept)} 条佐证不足 {least}，未列出；加 --all 全部列出", err=True)
    return kept


def _lines(file: Path) -> list[str]:
    return [line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _input_table(found: Sequence[ProposedInput]) -> Table:
    rows = [(p.asked, p.product, p.score, p.support, "；".join(p.reasons)) for p in found]
    return simple_table("上游材料建议", ("产品", "建议的上游材料", "得分", "佐证", "理由（待确认）"), rows)


def _segment_table(found: Sequence[ProposedSegment]) -> Table:
    rows = [(p.asked, "、".join(p.chains), p.segment, p.score, p.support, "；".join(p.reasons)) for p in found]
    return simple_table("环节建议", ("企业", "产业链", "建议的环节", "得分", "佐证", "理由（待确认）"), rows)
