"""A chain tree in a sheet, levels as columns: blanks inherit as merged cells do, the deepest level is the segment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.cells.values import is_unknown
from loaders.files.tree.leaves import TITLED_STAGE, Leaf, keys_of, stage_in
from loaders.tables.chains import CHAINS
from loaders.tables.headers import field_of, normal, table_of_headers
from loaders.tables.tables import Table

HEADER_ROWS = 10
NUMBERED = re.compile(
    r"第?([一二三四五六七八九1-9])[级层](环节|分类|节点|目录|分支|名称|领域|链条|产业)?|(?:level|lv|l|层级|级别)[_\-]?([1-9])"
)
DEEPER = ("subsegment", "sub_segment", "sub-segment", "子环节", "细分环节", "小环节", "细分领域")
DIGITS = {char: number for number, char in enumerate("一二三四五六七八九", start=1)}
MADE = ("上游/中游/下游/配套", "分支", "环节", "编码")
Row = tuple[int, list[Cell]]


@dataclass(frozen=True, slots=True)
class LevelColumns:
    """Which columns are the chain, the stage (if any) and the levels from high to low."""

    chain: int
    stage: int | None
    levels: tuple[int, ...]
    ragged: bool

    @property
    def all(self) -> tuple[int, ...]:
        """Every column of the tree, from the chain down."""
        return (self.chain, *(() if self.stage is None else (self.stage,)), *self.levels)

    @property
    def drawn(self) -> bool:
        """Whether the columns stand from high to low, as a tree is drawn; in a plain list a blank says "not known"."""
        return list(self.all) == sorted(self.all)


def level_columns(headers: Sequence[str], *, named: bool = False) -> LevelColumns | None:
    """The columns of a tree: chain and segment without a key column, or chain and numbered levels; None for neither.

    ``named``: the sheet is known to be of chains, so that loose headers count.

    >>> level_columns(["产业链", "一级", "二级", "别名"])
    LevelColumns(chain=0, stage=None, levels=(1, 2), ragged=True)
    >>> level_columns(["产业链", "环节", "编码"]), level_columns(["企业名称", "产业链", "一级", "二级"])
    (None, None)
    """
    fields: dict[str, int] = {}
    numbered: dict[int, int] = {}
    deeper: list[int] = []
    for index, header in enumerate(headers):
        found = NUMBERED.fullmatch(normal(header))
        column = field_of(CHAINS, header, loose=named) if header else None
        if found:
            digit = found[1] or found[3]
            numbered.setdefault(DIGITS.get(digit) or int(digit), index)
        elif normal(header) in DEEPER and "segment" in fields:
            deeper.append(index)
        elif column is not None:
            fields.setdefault(column.field, index)
    if "chain" not in fields or "key" in fields or table_of_headers(headers) not in (None, CHAINS):
        return None
    levels = [numbered[number] for number in sorted(numbered)]
    levels = [*([fields["branch"]] if "branch" in fields else []), *levels]
    levels += [*([fields["segment"]] if "segment" in fields else []), *deeper]
    if "segment" not in fields and len(numbered) < 2:
        return None
    return LevelColumns(fields["chain"], fields.get("stage"), tuple(levels), bool(numbered or deeper))


def unfolded(raw: RawSheet, table: Table | None) -> RawSheet | None:
    """The sheet as rows of the chains table with a key each, if its headers are those of a tree; else None.

    Rows that only head others are left out; how many blanks were filled is told in a hint. O(cells).
    """
    if table is not None and table is not CHAINS:
        return None
    for place, (number, cells) in enumerate(raw.rows[:HEADER_ROWS]):
        headers = [text_of(cell) for cell in cells]
        columns = level_columns(headers, named=table is CHAINS)
        if columns is not None:
            rows = [(at, [*own, *[None] * (len(headers) - len(own))]) for at, own in raw.rows[place + 1 :]]
            return _unfolded(raw, columns, (number, headers), rows)
    return None


def _unfolded(raw: RawSheet, columns: LevelColumns, header: tuple[int, list[str]], rows: list[Row]) -> RawSheet:
    levels, filled = [_texts(cells, columns.all) for _, cells in rows], [0]
    if columns.drawn:
        levels, filled = inherited(levels, ragged=columns.ragged)
    heads = {path[:depth] + ("",) * (len(path) - depth) for path in levels for depth in range(1, _depth(path))}
    kept = [(row, path) for row, path in zip(rows, levels, strict=True) if path not in heads or not any(path)]
    leaves = [_leaf(path, columns) for _, path in kept]
    rest = [index for index in range(len(header[1])) if index not in columns.all]
    made: list[Row] = [(header[0], [header[1][columns.chain], *MADE, *(header[1][index] for index in rest)])]
    for ((number, cells), _), leaf, key in zip(kept, leaves, keys_of(leaves), strict=True):
        tree = (leaf.chain, leaf.stage, leaf.branch, leaf.name, key)
        made.append((number, [*tree, *(cells[index] for index in rest)]))
    hints = [f"{sum(filled)} 个空白的上级格已按上一行补全，与合并单元格一样"] if any(filled) else []
    hints += [f"{len(rows) - len(kept)} 行只是其下各行的标题，不是环节"] if len(kept) < len(rows) else []
    return replace(raw, rows=tuple(made), hints=tuple(hints))


def _texts(cells: list[Cell], columns: tuple[int, ...]) -> tuple[str, ...]:
    texts = (text_of(cells[index]) if index < len(cells) else "" for index in columns)
    return tuple("" if is_unknown(text) else text for text in texts)


def inherited(rows: Sequence[tuple[str, ...]], *, ragged: bool = True) -> tuple[list[tuple[str, ...]], list[int]]:
    """Paths with blanks filled from the row above under the same parent, and how many cells of each column were.

    A column that repeats its value from row to row is written out in full: there a blank stays a blank. In a
    ``ragged`` sheet nothing below a row's own deepest cell is filled. The last column is never filled.

    >>> inherited([("链", "甲", "a"), ("", "", "b"), ("", "乙", "c")])
    ([('链', '甲', 'a'), ('链', '甲', 'b'), ('链', '乙', 'c')], [2, 1, 0])
    >>> inherited([("链", "甲", "a"), ("链", "甲", "b"), ("链", "", "c")])[1]
    [0, 0, 0]
    """
    width = len(rows[0]) if rows else 0
    paths: list[tuple[str, ...]] = [()] * len(rows)
    filled = [0] * width
    for column in range(width):
        above, outline = "", not _repeats(rows, paths, column) and column < width - 1
        for number, row in enumerate(rows):
            same = number > 0 and paths[number][:column] == paths[number - 1][:column]
            value = row[column]
            if not value and same and outline and above and any(row[column + 1 :] if ragged else row):
                value, filled[column] = above, filled[column] + 1
            paths[number] += (value,)
            above = value
    return paths, filled


def _repeats(rows: Sequence[tuple[str, ...]], paths: Sequence[tuple[str, ...]], column: int) -> bool:
    """Whether a column writes the same value on two rows running under one parent."""
    return any(
        rows[number][column] and rows[number][column] == rows[number - 1][column] and paths[number] == paths[number - 1]
        for number in range(1, len(rows))
    )


def _depth(path: tuple[str, ...]) -> int:
    return max((number for number, part in enumerate(path, start=1) if part), default=0)


def _leaf(path: tuple[str, ...], columns: LevelColumns) -> Leaf:
    """The leaf of a row: the deepest level, or the last one where the sheet has a segment column alone."""
    chain, levels = path[0], list(path[-len(columns.levels) :])
    stage = path[1] if columns.stage is not None else ""
    if columns.stage is None and columns.ragged and stage_in(levels[0]) and _heads(levels):
        stage, levels = stage_in(levels[0]), levels[1:]
    if not columns.ragged:
        return Leaf(chain, stage, "/".join(part for part in levels[:-1] if part), levels[-1])
    named = [part for part in levels if part]
    return Leaf(chain, stage, "/".join(named[:-1]), named[-1] if named else "")


def _heads(levels: list[str]) -> bool:
    """Whether the first level is a stage: it stands over a segment, or says nothing but the stage."""
    return any(levels[1:]) or TITLED_STAGE.fullmatch(levels[0]) is not None
