"""Which table a sheet with bare headers is (name, type; source, target): by its ends, by what it lists, else asked."""

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.firm_words import FIRM
from loaders.cells.raw_sheet import RawSheet
from loaders.tables.firms import ENTERPRISES
from loaders.tables.headers import all_known, field_of, normal
from loaders.tables.links import SUPPLY_LINKS
from loaders.tables.parks import PARKS
from loaders.tables.tables import Table

HEADER_ROWS = 10
LOOKED_AT = 200
ENDS = (
    ("source", "target"),
    ("from", "to"),
    ("src", "dst"),
    ("start", "end"),
    ("sourceid", "targetid"),
    ("source_id", "target_id"),
    ("from_id", "to_id"),
    ("start_id", "end_id"),
    ("起点", "终点"),
    ("源", "目标"),
    ("源节点", "目标节点"),
    ("起始节点", "终止节点"),
)
"""Headers of the two ends of a link, the one that supplies first."""
SAID_ENDS = {"supplier", "buyer", "供应商", "采购方", "chain", "产业链"}
PARK = re.compile(r"(园区?|开发区|高新区|集聚区|新区|工业区|基地)$|\b(park|zone)\b", re.IGNORECASE)
NODES = re.compile(
    r"nodes?|节点|compan(y|ies)|firms?|suppliers?|facilit(y|ies)|企业|公司|厂商|供应商|名单|名录|entit(y|ies)",
    re.IGNORECASE,
)


def bare_table(raw: RawSheet) -> Table | None:
    """The table of a sheet whose headers alone do not say it: links by two ends, else firms or parks by its names."""
    for _, cells in raw.rows[:HEADER_ROWS]:
        if ends_of(cells) is not None:
            return SUPPLY_LINKS
    for place, column in _name_columns(raw):
        return _by_names(raw, [text for text in _values(raw, place, column) if text])
    return None


def asked(raw: RawSheet) -> str:
    """What to say of a sheet that lists something by name, and nobody can tell what; empty for any other sheet."""
    if not any(True for _ in _name_columns(raw)):
        return ""
    return "只有名称类的列，分不清是企业还是园区：请在预览里选择这张表是什么，或把工作表改名为“企业”或“园区”后再导入"


def ends_of(cells: list[Cell]) -> tuple[int, int] | None:
    """Where the two ends of a link stand in a header row, if it has them under bare names."""
    names = [normal(text_of(cell)) for cell in cells]
    if SAID_ENDS & set(names):
        return None
    return next(
        ((names.index(one), names.index(other)) for one, other in ENDS if one in names and other in names), None
    )


def with_ends(raw: RawSheet) -> RawSheet:
    """The sheet with the two ends of its links under our headers."""
    rows = list(raw.rows)
    for place, (number, cells) in enumerate(rows[:HEADER_ROWS]):
        ends = ends_of(cells)
        if ends is not None:
            named = {ends[0]: SUPPLY_LINKS.columns[0].label, ends[1]: SUPPLY_LINKS.columns[1].label}
            rows[place] = (number, [named.get(index, cell) for index, cell in enumerate(cells)])
            return replace(raw, rows=tuple(rows))
    return raw


def _name_columns(raw: RawSheet) -> Iterator[tuple[int, int]]:
    """(row, column) of a header that names firms or parks only loosely, in a row that looks like headers."""
    for place, (_, cells) in enumerate(raw.rows[:HEADER_ROWS]):
        for column, cell in enumerate(cells):
            text = text_of(cell)
            found = field_of(ENTERPRISES, text) if text and normal(text) not in all_known() else None
            if found is not None and found.required:
                yield place, column


def _values(raw: RawSheet, place: int, column: int) -> Iterator[str]:
    for _, cells in raw.rows[place + 1 : place + 1 + LOOKED_AT]:
        yield text_of(cells[column]) if column < len(cells) else ""


def _by_names(raw: RawSheet, names: list[str]) -> Table | None:
    firms = sum(FIRM.search(name) is not None for name in names)
    parks = sum(PARK.search(name) is not None for name in names)
    if firms > parks and (3 * firms >= len(names) or NODES.search(raw.sheet or raw.file)):
        return ENTERPRISES
    if parks > firms and 2 * parks >= len(names):
        return PARKS
    return ENTERPRISES if names and not parks and NODES.search(f"{raw.sheet} {raw.file}") else None
