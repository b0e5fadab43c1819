"""What all commands share: the store option, the formats, and the way refusals leave."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from chaingraph.errors import ChaingraphError
from chaingraph.export.sheets.csv import csv_bytes
from chaingraph.export.sheets.workbook import table_workbook
from chaingraph.export.table import Table
from chaingraph.export.table import plain_table as simple_table
from chaingraph.store.open import DEFAULT_URL

__all__ = [
    "Refusal", "emit", "output_options", "refusals", "shown", "simple_table", "store_option", "to_table",
]  # fmt: skip
F = TypeVar("F", bound=Callable[..., Any])


class Refusal(click.ClickException):
    """A refusal of ours on its way out: message to stderr, exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Print the message alone."""
        click.echo(f"错误：{self.message}", file=file or sys.stderr)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn our errors into exit status 1 with their message."""
    try:
        yield
    except ChaingraphError as error:
        raise Refusal(str(error)) from error


def store_option(command: F) -> F:
    """The ``--store URL`` option of a command that asks: a file that is not there is refused, never made."""
    return _store_option(lambda _ctx, _option, url: require_there(url))(command)


def store_option_if_any(command: F) -> F:
    """The same of a command that answers without a store too: a file that is not there counts as an empty store."""
    return _store_option(lambda _ctx, _option, url: url if file_of(url) is None or _is_there(url) else "memory:")(
        command
    )


def new_store_option(command: F) -> F:
    """The same of a command that may make the file."""
    return _store_option(None)(command)


def file_of(url: str) -> Path | None:
    """The file an address names; None for a server or memory.

    >>> file_of("sqlite:////data/a.db"), file_of("neo4j://host"), file_of("a.db")
    (PosixPath('/data/a.db'), None, PosixPath('a.db'))
    """
    if url == "memory:" or ("://" in url and not url.startswith("sqlite:///")):
        return None
    return Path(url.removeprefix("sqlite:///"))


def _store_option(callback: Callable[..., str] | None) -> Callable[[F], F]:
    """The option; the variable CHAINGRAPH_STORE says it once for all commands."""
    return click.option(
        "--store",
        "store_url",
        default=DEFAULT_URL,
        show_default=True,
        envvar="CHAINGRAPH_STORE",
        metavar="URL",
        callback=callback,
        help="数据库地址：sqlite:///文件、neo4j://主机 或 memory:",
    )


def _is_there(url: str) -> bool:
    file = file_of(url)
    return file is not None and file.is_file() and file.stat().st_size > 0


def require_there(url: str) -> str:
    """The address, when it names no file or one that is there with something in it. Raises Refusal."""
    file = file_of(url)
    if file is not None and not _is_there(url):
        state = "是空的" if file.is_file() else "不存在"
        raise Refusal(
            f"数据文件“{file}”{state}，没有新建。请核对 --store；第一次使用请先 chaingraph load 导入名录，"
            "或用 chaingraph demo 看演示；若文件本应有内容，请用 chaingraph restore 从备份恢复"
        )
    return url


def output_options(*formats: str) -> Callable[[F], F]:
    """``--format`` with these choices (the first is the default) and ``--out FILE``; what has csv has xlsx."""
    if "csv" in formats and "xlsx" not in formats:
        formats = (*formats, "xlsx")

    def add(command: F) -> F:
        out = click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写到文件")
        fmt = click.option(
            "--format", "fmt", type=click.Choice(formats), default=formats[0], show_default=True, help="输出格式"
        )
        return fmt(out(needs_file(command)))

    return add


def needs_file(command: F) -> F:
    """The command, refusing an xlsx that nobody said where to write."""

    @wraps(command)
    def checked(*args: Any, **options: Any) -> Any:
        if options.get("fmt") == "xlsx" and options.get("out") is None:
            raise click.UsageError("xlsx 需要用 --out 写明文件")
        return command(*args, **options)

    return cast("F", checked)


def emit(content: str | bytes, out: Path | None) -> None:
    """Write to the file, or to standard output."""
    raw = content if isinstance(content, bytes) else content.encode()
    if out is not None:
        out.write_bytes(raw)
        return
    stream = sys.stdout.buffer
    stream.write(raw if raw.endswith(b"\n") else raw + b"\n")
    stream.flush()


def shown(table: Table, fmt: str) -> str | bytes:
    """The table as CSV or xlsx bytes or as columns for a terminal."""
    if fmt == "csv":
        return csv_bytes(table)
    if fmt == "xlsx":
        return table_workbook(table)
    return to_table([column.title for column in table.columns], table.rows)


def to_table(header: Sequence[str], rows: Sequence[Sequence[Any]], *, widest: int = 40) -> str:
    """Columns for a terminal, padded by display width, each at most ``widest`` characters of the terminal wide."""
    cells = [[_short(cell, widest) for cell in row] for row in (header, *rows)]
    widths = [max(_width(row[i]) for row in cells) for i in range(len(header))]
    lines = ["  ".join(cell + " " * (w - _width(cell)) for cell, w in zip(row, widths, strict=True)) for row in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def _short(cell: Any, widest: int) -> str:
    text = "—" if cell is None else f"{cell:g}" if isinstance(cell, float) else str(cell)
    while _width(text) > widest:
        text = text[:-2] + "…"
    return text


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)
