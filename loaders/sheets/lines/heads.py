"""Where the header of a sheet stands: the table it names, its rows, and one header text for each column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.tables.headers import (
    JOINT,
    Match,
    field_of,
    known_headers,
    match_headers,
    normal,
    table_of_headers,
    whole_header,
)
from loaders.tables.tables import Table

HEADER_ROWS = 15
DEEPEST = 3
LONGEST = 60
LONGEST_GROUP = 12
UNIT_NOTE = re.compile(r"(?:金额|货币|计量|数量)?单位\s*[:：]")
Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class Head:
    """A header: its table, the index of its first row, how many rows it takes, and a text for each column."""

    table: Table
    place: int
    depth: int
    texts: tuple[str, ...]
    score: tuple[int, int, int] = (0, 0, 0)

    @property
    def end(self) -> int:
        """The index of the first row below."""
        return self.place + self.depth

    @property
    def columns(self) -> tuple[Match, ...]:
        """The columns matched."""
        return match_headers(self.table, self.texts)

    def column_of(self, field: str) -> int | None:
        """Where a field stands."""
        return next((match.index for match in self.columns if match.field == field), None)


def find_head(raw: RawSheet, named: Table | None, *, only: bool = False) -> Head | None:
    """The header among the first rows that names the most fields; ``only`` of the named table. O(rows looked at).

    Of equally good ones the one that names what is required higher up, then the deeper.
    """
    best: Head | None = None
    for place in range(min(HEADER_ROWS, len(raw.rows))):
        for head in heads_at(raw, place, named, only=only):
            if best is None or head.score > best.score:
                best = head
    return best


def heads_at(raw: RawSheet, place: int, named: Table | None, *, only: bool = False) -> Iterator[Head]:
    """The headers that may begin on a row, with all required columns of their table; none goes over a blank row."""
    for depth in range(1, min(DEEPEST, len(raw.rows) - place) + 1):
        if raw.rows[place + depth - 1][0] - raw.rows[place][0] >= depth:
            return
        stack = _stack(raw, place, depth)
        if stack is None:
            return
        texts = tuple(whole_header(parts) for parts in zip(*stack, strict=True))
        for table in _candidates(texts, named, only=only):
            columns = match_headers(table, texts)
            fields = {match.field: match for match in columns if match.field}
            needed = [column.field for column in table.columns if column.required]
            if all(name in fields for name in needed) and _legit(stack, [fields[name] for name in needed], table):
                base = place + _first_said(stack, fields[needed[0]].index if needed else 0)
                score = (2 * len(fields) + (table is named), -base, depth)
                yield Head(table, place, depth, texts, score)


def _first_said(stack: list[list[str]], column: int) -> int:
    """The level at which a column is first named."""
    return next((level for level, row in enumerate(stack) if known_headers(row[column])), len(stack) - 1)


def _candidates(texts: Sequence[str], named: Table | None, *, only: bool) -> Iterator[Table]:
    if named is not None:
        yield named
    guessed = None if only else table_of_headers(texts)
    if guessed is not None and guessed is not named:
        yield guessed


def _stack(raw: RawSheet, place: int, depth: int) -> list[list[str]] | None:
    """The texts of the header's rows, upper cells filled to the right; None where a cell is no header."""
    rows = raw.rows[place : place + depth]
    if any(not _headlike(cell) for number, cells in rows[1:] for cell in cells):
        return None
    width = max(len(cells) for _, cells in rows)
    stack = [[text_of(cells[i]) if i < len(cells) else "" for i in range(width)] for _, cells in rows]
    for level in range(depth - 1):
        _filled(stack, level, rows[level][0], raw)
    return stack


def _headlike(cell: Cell) -> bool:
    """Whether a lower cell may be part of a header: text of a word or two, or a year."""
    if cell is None or isinstance(cell, str):
        return cell is None or len(cell) <= LONGEST
    return isinstance(cell, int | float) and not isinstance(cell, bool) and 1990 <= cell <= 2100 and cell == int(cell)


def _filled(stack: list[list[str]], level: int, number: int, raw: RawSheet) -> None:
    """Fill the blanks of one row to the right: within merged ranges, or without any where the row below has text."""
    row = stack[level]
    merges = [one for one in raw.merges if one[0] == number]
    for _, left, _, right in merges:
        for column in range(left + 1, min(right + 1, len(row))):
            row[column] = row[column] or row[left]
    if raw.merges:
        return
    for column in range(1, len(row)):
        if not row[column] and stack[level + 1][column] and stack[level + 1][column - 1]:
            row[column] = row[column - 1]


def _legit(stack: list[list[str]], needed: Sequence[Match], table: Table) -> bool:
    """Whether the rows are one header: no title above a required column, no record below it, and each row adds."""
    if any(not _groups(row, needed) for row in stack[:-1]):
        return False
    for match in needed:
        parts = list(dict.fromkeys(row[match.index] for row in stack if row[match.index]))
        own = {normal(name) for column in [table.by_field[match.field or ""]] for name in (column.label, *column.sure)}
        if len(parts) > 1 and (field_of(table, parts[-1]) is None or normal(parts[0]) in own):
            return False
    return all(_adds(stack, level) for level in range(1, len(stack)))


def _groups(row: Sequence[str], needed: Sequence[Match]) -> bool:
    """Whether an upper row may group columns: it states no unit for the sheet, and is no title over all of it."""
    over = {row[match.index] for match in needed if row[match.index]}
    if any(UNIT_NOTE.search(text) for text in row if text) or any(len(text) > LONGEST_GROUP for text in over):
        return False
    return not over or len({text for text in row if text}) > 1


def _adds(stack: list[list[str]], level: int) -> bool:
    """Whether a lower row says something under a text of the row above."""
    return any(low and high and low != high for low, high in zip(stack[level], stack[level - 1], strict=True))


def split_blocks(raw: RawSheet, head: Head) -> list[tuple[RawSheet, Head]]:
    """The blocks of a sheet that repeats its header side by side, each as a sheet with that part of the columns.

    The parts between the repetitions must be the same header; else the sheet is one block.
    """
    names = [normal(text) for text in head.texts]
    required = next(
        (match for match in head.columns if match.field and head.table.by_field[match.field].required), None
    )
    if required is None:
        return [(raw, head)]
    again = [index for index, name in enumerate(names) if name == names[required.index]]
    if len(again) < 2:
        return [(raw, head)]
    width = again[1] - again[0]
    start = required.index - _before(names, again[0], again[1])
    starts = [start + width * number for number in range(len(again))]
    if any(_trimmed(names[at : at + width]) != _trimmed(names[start : start + width]) for at in starts):
        return [(raw, head)]
    return [_block(raw, head, at, width) for at in starts]


def _before(names: Sequence[str], first: int, second: int) -> int:
    """How many columns before the repeated header belong to its block."""
    count = 0
    while count < first and names[first - count - 1] and names[first - count - 1] == names[second - count - 1]:
        count += 1
    return count


def _trimmed(names: Sequence[str]) -> list[str]:
    kept = list(names)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _block(raw: RawSheet, head: Head, at: int, width: int) -> tuple[RawSheet, Head]:
    rows = tuple((number, list(cells[at : at + width])) for number, cells in raw.rows)
    return replace(raw, rows=rows), replace(head, texts=head.texts[at : at + width])


def shown_header(text: str) -> str:
    """A header for a message.

    >>> shown_header("营业收入›金额（亿元）")
    '营业收入 金额（亿元）'
    """
    return text.replace(JOINT, " ")
