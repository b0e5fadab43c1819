"""A JSON list of objects as the rows of a table: their keys are the headers."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from loaders.cells.cells import LISTED
from loaders.cells.firm_words import FIRM
from loaders.tables.headers import field_of, table_of_headers
from loaders.tables.tables import TABLES

BELOW = ("children", "nodes", "childs", "sub", "subs", "items", "segments", "环节", "下级", "子节点", "links", "edges")
WRAPS = ("data", "rows", "records", "items", "list", "result", "results", "companies", "enterprises", "企业", "名单")
LOOKED_AT = 200


def records_in(value: Any) -> list[Mapping[str, Any]] | None:
    """The objects of a list, alone or wrapped once or twice, when their keys name the columns of a table; else None."""
    for _ in range(3):
        if isinstance(value, list):
            break
        if not isinstance(value, Mapping):
            return None
        value = next((value[key] for key in WRAPS if isinstance(value.get(key), list | Mapping)), None)
    if not isinstance(value, list) or not value or not all(isinstance(one, Mapping) for one in value):
        return None
    return value if _tabular(value[:LOOKED_AT]) else None


def _tabular(entries: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the objects are rows: none has others below it, and their keys, or their names, say what they list."""
    keys = [str(key) for key in dict.fromkeys(key for entry in entries for key in entry)]
    if any(isinstance(entry.get(key), list | Mapping) for entry in entries for key in BELOW):
        return False
    table = table_of_headers(keys)
    if table is not None and table.name != "chains":
        return True
    named = [key for key in keys if any((column := field_of(one, key)) and column.required for one in TABLES[:4])]
    return any(FIRM.search(str(entry.get(key) or "")) for entry in entries for key in named)


def rows_of(entries: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[Any]]]:
    """Headers in order of appearance, and the cells of every object."""
    keys = list(dict.fromkeys(key for entry in entries for key in entry))
    return [str(key) for key in keys], [[_cell(entry.get(key)) for key in keys] for entry in entries]


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
        return "".join(f"{one}{LISTED}" for one in value)
    return json.dumps(value, ensure_ascii=False)
