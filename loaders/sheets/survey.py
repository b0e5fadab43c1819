"""The 摸底表 as it comes back: only the answered rows are corrections, and an answer names its chain itself."""

from dataclasses import replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.sheets.sheets import TableSheet
from loaders.tables.headers import normal
from loaders.tables.ledgers import CORRECTIONS

NAMES = ("摸底表", "待摸排企业")
NO_ANSWER = frozenset({"", "都不是", "不清楚", "未接通"})
SEPARATOR = " · "
READ = ("企业名称", "产业链", "环节", "标注人", "标注日期")
"""Columns that are read back; the others are for whoever asks, and make the sheet look like one of firms."""


def asked_for(raw: RawSheet) -> RawSheet:
    """A 摸底表 with its header row first and only the columns that are read back filled; any other sheet as it is."""
    if normal(raw.sheet) not in NAMES:
        return raw
    for place, (_, cells) in enumerate(raw.rows):
        texts = [text_of(cell) for cell in cells]
        if {"企业名称", "环节"} <= set(texts):
            kept = {at for at, text in enumerate(texts) if text in READ}
            rows = [
                (number, [c if at in kept else None for at, c in enumerate(row)]) for number, row in raw.rows[place:]
            ]
            return replace(raw, rows=tuple(rows))
    return raw


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
