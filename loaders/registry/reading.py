"""A file of any length as tables of so many rows at a time, each under the file's own header."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from chaingraph.errors import Refused
from chaingraph.settings import Settings
from loaders.cells.cells import Cell
from loaders.cells.raw_sheet import RawSheet
from loaders.files.child import Unreadable, bounded, sheets_of
from loaders.files.encoding import BadEncoding
from loaders.files.isolate import cell_of
from loaders.files.prescan import Unsafe
from loaders.sheets.sheets import TableSheet, read_tables

CHUNK = 20_000
ENDLESS = 1 << 40
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".parquet")
Row = tuple[int, list[Cell]]


def tables_in(path: Path, rules: Settings, rows: int = CHUNK) -> Iterator[TableSheet]:
    """The tables of a file, at most so many rows at a time. Raises Refused for a file that cannot be read."""
    try:
        for opening, lines in _sheets(path, rules):
            yield from _chunks(path.name, opening, iter(lines), rows)
    except (Unreadable, Unsafe, BadEncoding) as error:
        raise Refused(f"文件“{path.name}”：{error}") from error


def _sheets(path: Path, rules: Settings) -> Iterator[tuple[dict[str, Any], Iterable[Row]]]:
    if path.suffix.lower() == ".parquet":
        yield {"sheet": ""}, _parquet(path)
        return
    limits = {"inflated": ENDLESS, "rows": ENDLESS, "columns": rules.max_columns, "cell": rules.max_cell}
    for opening, rows in sheets_of(path, limits):
        yield (
            opening,
            ((number, [cell_of(c) for c in cells]) for number, cells in map(json.loads, bounded(rows, limits))),
        )


def _parquet(path: Path) -> Iterator[Row]:
    """The names of the columns as a header, then the rows; lists are joined as people write them."""
    file = pq.ParquetFile(path)
    yield 1, list(file.schema_arrow.names)
    number = 1
    for batch in file.iter_batches(CHUNK):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            number += 1
            yield number, ["；".join(map(str, cell)) if isinstance(cell, list) else cell for cell in row]


def _chunks(file: str, opening: dict[str, Any], rows: Iterator[Row], count: int) -> Iterator[TableSheet]:
    """The first rows say which table it is and where its header stands; the header is set over all that follow."""
    head: list[Row] = []
    while part := list(islice(rows, count)):
        raw = RawSheet(
            file=file,
            sheet=opening["sheet"],
            encoding="",
            hidden=bool(opening.get("hidden")),
            filled=0,
            rows=tuple(chain(head, part)),
        )
        found = [table for table in read_tables(raw) if isinstance(table, TableSheet)]
        if not found:
            return
        yield from found
        head = head or [row for row in part if row[0] <= found[0].header_row]
