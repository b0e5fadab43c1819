"""The CSV files of our copy for Neo4j, read back: firms, what they make and whom they supply; the rest is told."""

import re
from dataclasses import replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet

TYPED = re.compile(r"^(?P<name>[^:]*):(?P<kind>ID|START_ID|END_ID|LABEL|TYPE)\b(?:\((?P<of>\w+)\))?$")
PLAIN = re.compile(r":(string|double|float|long|int|boolean|date)(\[\])?$")
ARRAY = "\x1f"
LEFT = ("origin", "key", "roles", "signals", "notes", "note", "pool")
ENDS = {
    ("Enterprise", "Enterprise"): ("供应商", "采购方"),
    ("Enterprise", "Product"): ("企业", "产品"),
}
NODES = {"Enterprise": "编号", "Park": "园区名称", "Product": "产品"}


def is_copy(raw: RawSheet) -> bool:
    """Whether the sheet is a file for Neo4j's import: its first row types the columns."""
    return bool(raw.rows) and any(TYPED.match(text_of(cell)) for cell in raw.rows[0][1])


def read_back(raw: RawSheet) -> RawSheet | None:
    """The sheet under our own headers; None for a file that holds the library or what was computed."""
    headers = [text_of(cell) for cell in raw.rows[0][1]]
    typed = {index: found for index, text in enumerate(headers) if (found := TYPED.match(text))}
    names = _named(typed)
    if names is None:
        return None
    made: list[Cell] = [names.get(i) or PLAIN.sub("", text) for i, text in enumerate(headers)]
    kept = [index for index, name in enumerate(made) if name not in LEFT]
    rows = [(number, [_cell(cells, index) for index in kept]) for number, cells in raw.rows[1:]]
    return replace(raw, rows=((raw.rows[0][0], [made[index] for index in kept]), *rows))


def _named(typed: dict[int, re.Match[str]]) -> dict[int, str] | None:
    """Our headers of the typed columns, by place; None for kinds of nodes and links that are not read back."""
    nodes = [(index, found["of"]) for index, found in typed.items() if found["kind"] == "ID"]
    if nodes:
        index, kind = nodes[0]
        return {index: NODES[kind]} if kind in NODES else None
    ends = {found["kind"]: (index, found["of"]) for index, found in typed.items()}
    if not {"START_ID", "END_ID"} <= set(ends):
        return None
    (start, one), (end, other) = ends["START_ID"], ends["END_ID"]
    named = ENDS.get((one, other))
    return None if named is None else {start: named[0], end: named[1]}


def _cell(cells: list[Cell], index: int) -> Cell:
    cell = cells[index] if index < len(cells) else None
    return "；".join(cell.split(ARRAY)) if isinstance(cell, str) and ARRAY in cell else cell
