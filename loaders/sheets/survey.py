"""The 摸底表 as it comes back: only the answered rows are corrections, and an answer names its chain itself."""

from dataclasses import replace

from loaders.cells.cells import Cell, text_of
from loaders.sheets.sheets import TableSheet
from loaders.tables.headers import normal
from loaders.tables.ledgers import CORRECTIONS

NAMES = ("摸底表", "待摸排企业")
NO_ANSWER = frozenset({"", "都不是", "不清楚", "未接通"})
SEPARATOR = " · "


def answered(sheet: TableSheet) -> TableSheet:
    """A 摸底表 with its answered rows alone, "chain · segment" taken apart; any other sheet as it is."""
    if sheet.table is not CORRECTIONS or normal(sheet.raw.sheet) not in NAMES:
        return sheet
    at = {match.field: match.index for match in sheet.columns if match.field}
    rows = ((number, _apart(cells, at)) for number, cells in sheet.rows)
    return replace(sheet, rows=tuple(row for row in rows if _answer(row[1], at) not in NO_ANSWER))


def _answer(cells: list[Cell], at: dict[str, int]) -> str:
    place = at["segment"]
    return text_of(cells[place]) if place < len(cells) else ""


def _apart(cells: list[Cell], at: dict[str, int]) -> list[Cell]:
    """The cells with the chain an answer names in the column of chains."""
    chain, found, segment = _answer(cells, at).partition(SEPARATOR)
    if not found or "chain" not in at:
        return cells
    told = {at["chain"]: chain, at["segment"]: segment}
    return [told.get(place, cell) for place, cell in enumerate(cells)]
