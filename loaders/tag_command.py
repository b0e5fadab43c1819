"""The ``tag`` command: segments of each enterprise, from the store or from files alone."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from chaingraph.cli.common import emit, new_store_option, output_options, refusals, require_there, to_table
from chaingraph.findings.firm.doubt import Doubt
from chaingraph.findings.firm.ranked import TagAnswer
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.placement import verdicts_of
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.tagging.teach.answer import answers
from chaingraph.tagging.words.firm_words import words_of
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.wire.plain import plain
from loaders.run import load

MOST_ROWS = 3
"""Segments of a firm in the table; JSON has them all."""
WIDEST = 120
"""Of a column of the table: reasons are sentences."""
EXISTING = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--chain", "chain_names", multiple=True, metavar="产业链", help="只识别这些产业链（可多次）")
@click.option("--chains", "chain_file", type=EXISTING, help="产业链表（文件或文件夹）")
@click.option("--enterprises", "firm_file", type=EXISTING, help="企业表（文件、工作簿或含企业与主营产品的文件夹）")
@click.option("--examples", "example_file", type=EXISTING, help="已标注的企业与环节")
@click.option("--top", type=click.IntRange(1), help="每家企业最多几个环节")
@click.option("--all", "everything", is_flag=True, help="低于阈值的环节也排出来")
@new_store_option
@output_options("json", "table")
def tag(
    chain_names: tuple[str, ...],
    chain_file: Path | None,
    firm_file: Path | None,
    example_file: Path | None,
    top: int | None,
    everything: bool,
    store_url: str,
    fmt: str,
    out: Path | None,
) -> None:
    """每家企业所在的环节，最可能的在前，附依据；未识别的附候选环节与原因；给了文件就不需要数据库。"""
    paths = [path for path in (chain_file, firm_file, example_file) if path is not None]
    with refusals(), ExitStack() as stack:
        if firm_file is None:
            workspace = stack.enter_context(Workspace.open(require_there(store_url)))
            if paths:
                raise click.UsageError("--chains 和 --examples 要与 --enterprises 一起用")
        else:
            workspace = stack.enter_context(Workspace(MemoryStore()))
            load(paths, workspace.store, rules=workspace.rules, at="")
        version, facts = workspace.store.read()
        snapshot = Snapshot.of(version, facts, compiled_chains(facts))
        chains = _chains(snapshot, chain_names, only_own=chain_file is not None)
        index = SegmentIndex.of(chains)
        found = answers(
            words_of(snapshot), chains, workspace.rules, verdicts_of(snapshot, index), everything=everything, top=top
        )
    emit(_lines(snapshot, found) if fmt == "json" else _table(snapshot, found), out)


def _chains(snapshot: Snapshot, names: tuple[str, ...], *, only_own: bool) -> list[ChainGraph]:
    """The chains asked for; those of the file when one was given; else all."""
    if names:
        return [snapshot.chain(name) for name in names]
    own = [graph for graph in snapshot.chains.values() if graph.chain.evidence.source != "内置产业链库"]
    return own if only_own else list(snapshot.chains.values())


def _lines(snapshot: Snapshot, found: list[TagAnswer]) -> str:
    """A JSON object a line and enterprise."""
    lines = [
        json.dumps({"enterprise": firm.name, **plain(answer)}, ensure_ascii=False, sort_keys=True, allow_nan=False)
        for firm, answer in zip(snapshot.enterprises, found, strict=True)
    ]
    return "\n".join(lines)


def _table(snapshot: Snapshot, found: list[TagAnswer]) -> str:
    """Up to three segments a firm; of a firm on none its candidates, why each was not taken, and what is missing."""
    rows: list[tuple[str | float | None, ...]] = []
    for firm, answer in zip(snapshot.enterprises, found, strict=True):
        if answer.abstained:
            rows += _abstained(firm.name, answer.doubt)
        for ranked in answer.segments[:MOST_ROWS]:
            words = ranked.evidence[0].sentence if ranked.evidence else ""
            rows.append((firm.name, ranked.segment, ranked.chain, ranked.score, ranked.probability, words))
    return to_table(("企业", "环节", "产业链", "得分", "可能性", "依据"), rows, widest=WIDEST)


def _abstained(name: str, doubt: Doubt) -> Iterator[tuple[str | float | None, ...]]:
    reasons = [doubt.likely.sentence] if doubt.likely else []
    for number, reason in enumerate([*reasons, *doubt.missing] or [""]):
        yield name, "" if number else "未识别", "", None, None, reason
    for candidate in doubt.candidates:
        words = "；".join(piece.sentence for piece in candidate.evidence)
        why = f"{words}（未采用：{candidate.lost}）"
        yield name, f"？{candidate.segment}", candidate.chain, candidate.score, candidate.probability, why
