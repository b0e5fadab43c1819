"""Park ledgers with a column for each factor, indicator or entry: unfolded to one row for each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.sheets.lines.titles import titles_of
from loaders.tables.headers import field_of, normal, split_unit
from loaders.tables.park_ledgers.assessment import ASSESSMENTS
from loaders.tables.park_ledgers.standing import FACTOR_WORDS, FACTORS, PARK_CHECKS, PARK_FACTORS
from loaders.tables.tables import IGNORED_HEADERS, Table

HEADER_ROWS = 8
TARGET = re.compile(r"目标|任务|计划")
ACHIEVED = re.compile(r"完成|实际|达成|进展|累计")
PARK = re.compile(r"(专业)?园区(名称)?|所[在属]园区|所属开发区|开发区(名称)?")
DONE = frozenset({"√", "✓", "是", "完成", "已完成", "已建立", "已建", "已落实", "有", "1"})
LEAST_FACTORS = 2
Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class _Wide:
    """The header of a wide sheet: its last row, where the park stands, and for each value column what it is of."""

    end: int
    park: int
    values: dict[int, tuple[str, str, str]]
    """By column: name, what it says of it (a field of the table), unit."""
    kept: dict[int, str]


def lengthened(raw: RawSheet, named: Table | None) -> tuple[RawSheet, Table] | None:
    """The sheet with a row for each value and the table that is; None for any other sheet. O(cells)."""
    for place in range(min(HEADER_ROWS, len(raw.rows))):
        for depth in (2, 1):
            headers = _headers(raw, place, depth)
            if headers is None or not any(PARK.fullmatch(normal(upper or lower)) for upper, lower in headers):
                continue
            for table, read in ((PARK_FACTORS, _factors), (PARK_CHECKS, _entries), (ASSESSMENTS, _indicators)):
                wide = read(headers, place + depth) if named in (None, table) else None
                if wide is not None and (named is table or table is PARK_FACTORS):
                    return _long(raw, wide, table), table
    return None


def _headers(raw: RawSheet, place: int, depth: int) -> list[tuple[str, str]] | None:
    """(upper, lower) header of each column; the upper one stands over the columns to its right, too."""
    rows = [cells for _, cells in raw.rows[place : place + depth]]
    if len(rows) < depth or any(isinstance(cell, float | int) for cells in rows for cell in cells):
        return None
    width = max(len(cells) for cells in rows)
    texts = [[text_of(cells[i]) if i < len(cells) else "" for i in range(width)] for cells in rows]
    if depth == 1:
        return [(text, "") for text in texts[0]]
    if any(
        PARK.fullmatch(normal(high)) and low and not PARK.fullmatch(normal(low))
        for high, low in zip(*texts, strict=True)
    ):
        return None
    upper, found = "", []
    for high, low in zip(*texts, strict=True):
        upper = high or (upper if low else "")
        found.append((upper, "" if low == upper else low))
    return found if sum(bool(low) for _, low in found) >= LEAST_FACTORS else None


def factor_in(text: str) -> str | None:
    """The factor a header names.

    >>> factor_in("净地收储（亩）"), factor_in("标准厂房年度目标"), factor_in("备注")
    ('净地收储', '标准厂房', None)
    """
    exact = next((one for one in FACTORS if one in text), None)
    return exact or next((meaning for word, meaning in FACTOR_WORDS if word in text), None)


def _factors(headers: Sequence[tuple[str, str]], end: int) -> _Wide | None:
    """A sheet of factors: two or more of them, one at least with a target or an achievement over its figures."""
    values = {}
    for index, (upper, lower) in enumerate(headers):
        factor, whole = factor_in(upper), f"{upper}{lower}"
        if factor is None:
            continue
        field = "目标" if TARGET.search(whole) else "完成" if ACHIEVED.search(whole) else ""
        values[index] = (factor, field, split_unit(lower)[1] or split_unit(upper)[1])
    if len({name for name, _, _ in values.values()}) < LEAST_FACTORS or not any(f for _, f, _ in values.values()):
        return None
    filled = {index: (name, field or "完成", unit) for index, (name, field, unit) in values.items()}
    return _wide(headers, end, filled, PARK_FACTORS)


def _entries(headers: Sequence[tuple[str, str]], end: int) -> _Wide | None:
    """A checklist with a column for each entry."""
    return _others(headers, end, PARK_CHECKS, "完成日期", "事项")


def _indicators(headers: Sequence[tuple[str, str]], end: int) -> _Wide | None:
    """Values with a column for each indicator."""
    return _others(headers, end, ASSESSMENTS, "数值", "指标")


def _others(headers: Sequence[tuple[str, str]], end: int, table: Table, field: str, named: str) -> _Wide | None:
    own = [index for index, (upper, lower) in enumerate(headers) if field_of(table, lower or upper)]
    if any((column := field_of(table, lower or upper)) and column.label == named for upper, lower in headers):
        return None
    values = {
        index: (split_unit(lower or upper)[0] or upper, field, split_unit(lower or upper)[1])
        for index, (upper, lower) in enumerate(headers)
        if (lower or upper) and index not in own and normal(lower or upper) not in IGNORED_HEADERS
    }
    return _wide(headers, end, values, table) if values else None


def _wide(headers: Sequence[tuple[str, str]], end: int, values: dict[int, tuple[str, str, str]], table: Table) -> _Wide:
    park = next(i for i, (upper, lower) in enumerate(headers) if PARK.fullmatch(normal(upper or lower)))
    rest = ((index, lower or upper) for index, (upper, lower) in enumerate(headers) if index not in values)
    kept = {
        index: column.label
        for index, text in rest
        if text and index != park and (column := field_of(table, text)) and not column.required
    }
    return _Wide(end, park, values, kept)


def _long(raw: RawSheet, wide: _Wide, table: Table) -> RawSheet:
    """One row for each value, under the table's own headers, after the titles above."""
    above = raw.rows[: wide.end - 1]
    start = [row for row in above if not any(PARK.fullmatch(normal(text_of(cell))) for cell in row[1])]
    name = next(column.label for column in table.columns if column.required and column.field != "park")
    fields = list(dict.fromkeys(field for _, field, _ in wide.values.values()))
    extra = [index for index in wide.kept if wide.kept[index] not in ("单位", *fields)]
    head: list[Cell] = ["园区", name, *fields, "单位", *(wide.kept[index] for index in extra)]
    header = raw.rows[wide.end - 1][0]
    rows = [row for row in raw.rows[wide.end :] if any(text_of(cell) for cell in row[1])]
    day = titles_of(raw, len(above)).as_of if table is PARK_CHECKS else None
    made = [one for row in rows for one in _unfolded(row, wide, fields, extra, day)]
    hint = f"横向的 {len(wide.values)} 列已按“{name}”展开成一行一条"
    return replace(raw, rows=(*start, (header, head), *made), merges=(), hints=(*raw.hints, hint))


def _unfolded(row: Row, wide: _Wide, fields: Sequence[str], extra: Sequence[int], day: str | None) -> Iterator[Row]:
    number, cells = row
    park = _cell(cells, wide.park)
    for name in dict.fromkeys(one for one, _, _ in wide.values.values()):
        columns = {field: i for i, (own, field, _) in wide.values.items() if own == name}
        units = [unit for own, _, unit in wide.values.values() if own == name and unit]
        said = [_cell(cells, columns[field]) if field in columns else None for field in fields]
        if not any(text_of(cell) for cell in said):
            continue
        said = [day if day and text_of(cell) in DONE else cell for cell in said]
        unit: Cell = units[0] if units else None
        yield number, [park, name, *said, unit, *(_cell(cells, index) for index in extra)]


def _cell(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None
