"""A parsed sheet becomes a table: header row found, columns matched, rows cut out, example rows left aside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chaingraph.errors import Refused
from loaders.cells.cells import Cell, text_of
from loaders.files.isolate import RawSheet
from loaders.sheets.choices import SheetChoice
from loaders.sheets.levels import unfolded
from loaders.tables.chains import CHAINS
from loaders.tables.headers import Match, match_headers, normal, table_named, table_of_headers
from loaders.tables.tables import IGNORED_SHEETS, Table

HEADER_ROWS = 10
EXAMPLE = re.compile(r"示例[:：]|[\[【(（]示例[\]】)）]|示例$")
NOTE_ROW = re.compile(r"(说明|填写说明|注)[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """The rows of one table as one sheet gives them; a row is (number in the file, cells)."""

    table: Table
    raw: RawSheet
    header_row: int
    columns: tuple[Match, ...]
    rows: tuple[tuple[int, list[Cell]], ...]


@dataclass(frozen=True, slots=True)
class UnknownSheet:
    """A sheet no table answers to, and why."""

    raw: RawSheet
    reason: str


def read_sheet(
    raw: RawSheet, table: Table | None = None, *, alone: bool = True, choice: SheetChoice | None = None
) -> TableSheet | UnknownSheet | None:
    """The table a sheet holds; None when it is empty or only notes.

    Known by ``choice`` when somebody chose, by ``table`` when given, else the sheet's name, else the file's stem (a
    file of one sheet), else its headers.
    Raises Refused when a sheet named after a table lacks a required column.
    """
    if not raw.rows or normal(raw.sheet) in IGNORED_SHEETS:
        return None
    if raw.hidden:
        return UnknownSheet(raw, "是隐藏的工作表，已跳过")
    if choice is not None:
        return _chosen(raw, choice)
    named = table or table_named(raw.sheet) or (table_named(PurePosixPath(raw.file).stem) if alone else None)
    named = CHAINS if raw.paths else named
    raw = unfolded(replace(raw, rows=tuple(row for row in raw.rows if not _aside(row[1]))), named) or raw
    found = _header(raw, named)
    if found is None:
        if named is not None:
            raise Refused(_lacking(raw, named))
        return UnknownSheet(raw, f"认不出是哪张表，已跳过；读到的首行：{_shown(raw.rows[0][1])}")
    known, place = found
    number, cells = raw.rows[place]
    columns = match_headers(known, [text_of(cell) for cell in cells])
    rows = tuple(row for row in raw.rows[place + 1 :] if not _aside(row[1]))
    return TableSheet(table=known, raw=raw, header_row=number, columns=columns, rows=rows)


def _chosen(raw: RawSheet, choice: SheetChoice) -> TableSheet | UnknownSheet:
    """The sheet as somebody said it is to be read; the header row is the one its table fits best, else the first."""
    if not choice.table:
        return UnknownSheet(raw, "按您的选择没有导入")
    raw = replace(raw, rows=tuple(row for row in raw.rows if not _aside(row[1])))
    found = _header(raw, choice.known)
    place = found[1] if found else 0
    number, cells = raw.rows[place]
    columns = choice.matched([text_of(cell) for cell in cells])
    fields = {match.field for match in columns}
    if any(column.required and column.field not in fields for column in choice.known.columns):
        raise Refused(_lacking(raw, choice.known))
    rows = tuple(row for row in raw.rows[place + 1 :] if not _aside(row[1]))
    return TableSheet(table=choice.known, raw=raw, header_row=number, columns=columns, rows=rows)


def _header(raw: RawSheet, named: Table | None) -> tuple[Table, int] | None:
    """The table and the index of its header row among the first rows with the most matching headers."""
    best: tuple[int, int, Table] | None = None
    for index, (_, cells) in enumerate(raw.rows[:HEADER_ROWS]):
        headers = [text_of(cell) for cell in cells]
        for table in _candidates(headers, named):
            fields = {match.field for match in match_headers(table, headers) if match.field}
            if all(column.field in fields for column in table.columns if column.required):
                score = len(fields) * 2 + (table is named)
                if best is None or score > best[0]:
                    best = (score, index, table)
    return (best[2], best[1]) if best else None


def _candidates(headers: Sequence[str], named: Table | None) -> Iterator[Table]:
    if named is not None:
        yield named
    guessed = table_of_headers(headers)
    if guessed is not None and guessed is not named:
        yield guessed


def _aside(cells: Sequence[Cell]) -> bool:
    first = next((text for cell in cells if (text := text_of(cell))), "")
    return EXAMPLE.match(first) is not None or NOTE_ROW.match(first) is not None


def _lacking(raw: RawSheet, table: Table) -> str:
    required = "、".join(column.label for column in table.columns if column.required)
    sheet = f"表“{raw.sheet}”" if raw.sheet else ""
    return (
        f"文件“{raw.file}”{sheet}应是“{table.sheet}”表，但前 {HEADER_ROWS} 行里找不到必填列 {required}；"
        f"读到的首行：{_shown(raw.rows[0][1])}（规则：必填列）"
    )


def _shown(cells: Sequence[Cell]) -> str:
    return "、".join(text_of(cell)[:20] for cell in cells[:12] if text_of(cell))
