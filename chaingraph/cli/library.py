"""Commands over the built-in chain library: check it, write its document and its compiled form."""

from collections.abc import Sequence
from pathlib import Path

import click

from chaingraph.cli.common import Refusal, emit, output_options, refusals, to_table
from chaingraph.export.chain_document import chain_document
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.checks.chains import check_library
from chaingraph.library.checks.common_aliases import CommonAlias, common_aliases
from chaingraph.library.parsed import COMPILED
from chaingraph.library.reader import library, library_compiled, shared_homes
from chaingraph.service.workspace import Workspace
from chaingraph.tagging.words.firm_words import FirmWords, words_of
from chaingraph.text import plain
from chaingraph.wire.plain import to_json

ENOUGH_FIRMS = 200
"""With fewer firms a common word says nothing."""
DOCUMENT = Path("docs/chains.md")
COMPILED_FILE = Path("chaingraph/library") / COMPILED


@click.command()
@click.option("--store", "store_url", metavar="URL", help=f"另用库中企业（不少于 {ENOUGH_FIRMS} 家）查过于宽泛的别名")
@output_options("table", "json")
def check(store_url: str | None, fmt: str, out: Path | None) -> None:
    """校验内置产业链库；有问题时退出码为 1，过于宽泛的别名只作提示。"""
    with refusals():
        problems = check_library()
        common = _common(store_url) if store_url else ()
    rows = [("问题", p.chain, p.segment, p.problem) for p in problems]
    rows += [("提示", c.chain, c.segment, c.sentence) for c in common]
    if fmt == "json":
        names = ("severity", "chain", "segment", "problem")
        emit(to_json([dict(zip(names, row, strict=True)) for row in rows]), out)
    elif rows:
        emit(to_table(("类别", "产业链", "环节", "说明"), rows), out)
    if fmt != "json" and not problems:
        click.echo(_passed(common))
    if problems:
        raise Refusal(f"产业链库有 {len(problems)} 个问题")


def _passed(common: Sequence[CommonAlias]) -> str:
    return "产业链库校验通过" + (f"，另有 {len(common)} 个别名过于宽泛" if common else "")


def _common(store_url: str) -> tuple[CommonAlias, ...]:
    """Aliases too many firms of a store contain; none when it has few firms."""
    with Workspace.open(store_url) as workspace:
        version, facts = workspace.store.read()
        bare = Snapshot.of(version, facts, {})
        if len(bare.enterprises) < ENOUGH_FIRMS:
            return ()
        texts = [_text(words) for words in words_of(bare)]
    return common_aliases(library(), texts, normal=plain)


def _text(words: FirmWords) -> str:
    """All a firm says of itself, normalised."""
    products = (text for text, _, _ in words.products)
    return "\n".join((words.core, *products, *(activity for activity, _ in words.scope), words.industry))


@click.command()
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=DOCUMENT, show_default=True, help="写到文件"
)
def docs(out: Path) -> None:
    """把内置产业链库写成文档（Markdown）。"""
    with refusals():
        cards = library()
        text = chain_document(cards, {card.chain.name: shared_homes(card.chain.name) for card in cards})
    _write(out, text)
    click.echo(f"已写出 {out}：{len(cards)} 条产业链")


@click.command("compile")
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), default=COMPILED_FILE, show_default=True, help="写到文件"
)
def compile_library(out: Path) -> None:
    """把内置产业链库写成读得快的形式；改过产业链文件后执行。"""
    with refusals():
        text = library_compiled()
    _write(out, text)
    click.echo(f"已写出 {out}")


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal(f"写不了文件“{out}”：{error.strerror}") from error
