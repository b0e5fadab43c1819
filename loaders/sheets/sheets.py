"""A parsed sheet becomes a table: header row found, columns matched, rows cut out, example rows left aside."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from chaingraph.errors import Refused
from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.sheets.foreign.facilities import as_enterprises, is_facilities
from loaders.sheets.levels import unfolded
from loaders.sheets.lines.asides import EXAMPLE, is_aside, is_heading
from loaders.sheets.lines.heads import HEADER_ROWS, Head, find_head, split_blocks
from loaders.sheets.lines.titles import NO_TITLES, Titles, titles_of
from loaders.sheets.lines.which import asked, bare_table, with_ends
from loaders.sheets.stacked import first_head, stacked
from loaders.sheets.wide import lengthened
from loaders.tables.chains import CHAINS
from loaders.tables.headers import Match, match_headers, normal, table_named
from loaders.tables.tables import IGNORED_SHEETS, Table
from loaders.terms.choices import SheetChoice

TEMPLATE_NOTE = re.compile(r"(说明|填写说明|注)[:：]")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """The rows of one table as one sheet gives them; a row is (number in the file, cells)."""

    table: Table
    raw: RawSheet
    header_row: int
    columns: tuple[Match, ...]
    rows: tuple[tuple[int, list[Cell]], ...]
    titles: Titles = NO_TITLES
    headings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UnknownSheet:
    """A sheet no table answers to, and why."""

    raw: RawSheet
    reason: str


def read_sheet(
    raw: RawSheet, table: Table | None = None, *, alone: bool = True, choice: SheetChoice | None = None
) -> TableSheet | UnknownSheet | None:
    """The first table a sheet holds; None when it is empty or only notes. See ``read_tables``."""
    found = read_tables(raw, table, alone=alone, choice=choice)
    return found[0] if found else None


def read_tables(
    raw: RawSheet,
    table: Table | None = None,
    *,
    alone: bool = True,
    choice: SheetChoice | None = None,
    parks: bool = False,
) -> list[TableSheet | UnknownSheet]:
    """The tables a sheet holds, side by side or below one another; empty for notes.

    Known by ``choice`` when somebody chose, by ``table`` when given, else the sheet's name, else the file's stem (a
    file of one sheet), else its headers. ``parks``: sheets may be named after parks.
    Raises Refused when a sheet named after a table lacks a required column.
    """
    if not raw.rows or normal(raw.sheet) in IGNORED_SHEETS:
        return []
    raw = as_enterprises(raw) if is_facilities(raw) else raw
    if raw.hidden:
        return [UnknownSheet(raw, "是隐藏的工作表，已跳过")]
    if choice is not None:
        return [*_chosen(raw, choice)]
    named = table or table_named(raw.sheet) or (table_named(PurePosixPath(raw.file).stem) if alone else None)
    named = CHAINS if raw.paths else named
    plain = replace(raw, rows=tuple(row for row in raw.rows if not _example(row[1])))
    raw = unfolded(plain, named) or raw
    if not raw.paths:
        raw, named = lengthened(plain, named) or (with_ends(raw), named)
    head = find_head(raw, named)
    if head is None and (bare := bare_table(raw)) is not None:
        head = find_head(raw, bare, only=True)
    if head is None:
        return [_unknown(raw, named)]
    return [*_tables(raw, first_head(raw, head), parks=parks)]


def _unknown(raw: RawSheet, named: Table | None) -> UnknownSheet:
    """Why a sheet without a header we know is left out. Raises Refused when its name says what it should be."""
    if named is not None:
        raise Refused(_lacking(raw, named))
    reason = asked(raw) or f"认不出是哪张表，已跳过；读到的首行：{_shown(raw.rows[0][1])}"
    return UnknownSheet(raw, reason)


def _tables(raw: RawSheet, head: Head, *, parks: bool) -> Iterator[TableSheet]:
    """The tables from a header down, each in its blocks."""
    for one in stacked(raw, head):
        titles = titles_of(one.above, len(one.above.rows), parks=parks)
        for part, block in split_blocks(one.raw, one.head):
            yield _table(part, block, titles)


def _table(raw: RawSheet, head: Head, titles: Titles, chosen: tuple[Match, ...] | None = None) -> TableSheet:
    columns = head.columns if chosen is None else chosen
    rows, headings = _records(raw, head, columns)
    number = raw.rows[head.place][0]
    return TableSheet(
        table=head.table, raw=raw, header_row=number, columns=columns, rows=rows, titles=titles, headings=headings
    )


def _records(
    raw: RawSheet, head: Head, columns: Sequence[Match]
) -> tuple[tuple[tuple[int, list[Cell]], ...], tuple[int, ...]]:
    """The rows that may be records, and the numbers of those that only head or annotate others."""
    name = next((m.index for m in columns if m.field and head.table.by_field[m.field].required), 0)
    ignored = [match.index for match in columns if match.field == "" and match.header]
    ranks = dict.fromkeys(ignored)
    rows, headings = [], []
    for number, cells in raw.rows[head.end :]:
        if is_aside(cells):
            continue
        texts = [text_of(cell) for cell in cells]
        if not any(texts) or (not raw.paths and _numbers(texts, ranks)):
            continue
        if not raw.paths and is_heading(texts, name, ignored):
            headings.append(number)
        else:
            rows.append((number, cells))
    return tuple(rows), tuple(headings)


def _numbers(texts: Sequence[str], ranks: dict[int, None]) -> bool:
    """Whether a row holds nothing but its running number."""
    filled = [index for index, text in enumerate(texts) if text]
    return bool(filled) and all(index in ranks for index in filled)


def _chosen(raw: RawSheet, choice: SheetChoice) -> Iterator[TableSheet | UnknownSheet]:
    """The sheet as somebody said it is to be read, and the tables below it as they say themselves.

    The header row is the one its table fits best, else the first.
    """
    if not choice.table:
        yield UnknownSheet(raw, "按您的选择没有导入")
        return
    raw = replace(raw, rows=tuple(row for row in raw.rows if not _example(row[1])))
    found = find_head(raw, choice.known)
    texts = found.texts if found else tuple(text_of(cell) for cell in raw.rows[0][1])
    head = replace(found or Head(choice.known, 0, 1, texts), table=choice.known)
    columns = choice.matched(head.texts)
    fields = {match.field for match in columns}
    if any(column.required and column.field not in fields for column in choice.known.columns):
        raise Refused(_lacking(raw, choice.known))
    for place, one in enumerate(stacked(raw, head)):
        titles = titles_of(one.above, len(one.above.rows))
        yield _table(one.raw, one.head, titles, one.head.columns if place else columns)


def _example(cells: Sequence[Cell]) -> bool:
    first = next((text for cell in cells if (text := text_of(cell))), "")
    return EXAMPLE.match(first) is not None or TEMPLATE_NOTE.match(first) is not None


def _lacking(raw: RawSheet, table: Table) -> str:
    """What the sheet lacks, and only that, read in the row that names the most of the table."""
    best = max(raw.rows[:HEADER_ROWS], key=lambda row: len(_fields(table, row[1])))
    have = _fields(table, best[1])
    missing = "、".join(column.label for column in table.columns if column.required and column.field not in have)
    sheet = f"表“{raw.sheet}”" if raw.sheet else ""
    return (
        f"文件“{raw.file}”{sheet}应是“{table.sheet}”表，但前 {HEADER_ROWS} 行里找不到必填列 {missing}；"
        f"读到的首行：{_shown(best[1])}（规则：必填列）"
    )


def _fields(table: Table, cells: Sequence[Cell]) -> set[str]:
    return {match.field for match in match_headers(table, [text_of(cell) for cell in cells]) if match.field}


def _shown(cells: Sequence[Cell]) -> str:
    return "、".join(text_of(cell)[:20] for cell in cells[:12] if text_of(cell))
