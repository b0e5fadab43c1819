"""Rows by the names of their columns: what another version wrote is read by name, never by place."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from chaingraph.model.kinds import Kind

FIRST_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "parks": (
        "name", "province", "city", "district", "status", "chains", "land_mu", "plant_m2", "fund_yuan", "notes",
        "source", "as_of", "origin",
    ),
    "enterprises": (
        "id", "name", "uscc", "short_name", "park", "province", "city", "district", "industry_code", "industry",
        "business_scope", "revenue_yuan", "employees", "registered_capital_yuan", "founded_on", "listed_as",
        "qualifications", "roles", "signals", "notes", "source", "as_of", "origin",
    ),
    "chains": ("name", "definition", "sources", "compiled_on", "source", "as_of", "origin"),
    "segments": (
        "chain", "key", "name", "stage", "branch", "order", "aliases", "products", "excludes", "definition",
        "industry_codes", "locality", "locality_reason", "critical", "chokepoint", "chokepoint_note", "needs",
        "note", "source", "as_of", "origin",
    ),
    "segment_inputs": (
        "chain", "input", "output", "cost_share", "cost_share_high", "required", "substitutes", "recycle",
        "capital", "source", "as_of", "origin",
    ),
    "products": ("name", "parent", "source", "as_of", "origin"),
    "product_inputs": ("product", "input", "source", "as_of", "origin"),
    "offerings": ("enterprise", "product", "share", "source", "as_of", "origin"),
    "supply_links": ("supplier", "buyer", "product", "year", "share", "amount_yuan", "source", "as_of", "origin"),
    "projects": (
        "name", "park", "enterprise", "chain", "segment", "batch", "status", "invest_yuan", "land_mu", "plant_m2",
        "start_on", "due_on", "progress", "source", "as_of", "origin",
    ),
    "leads": (
        "enterprise", "place", "chain", "segment", "stage", "owner", "next_on", "note", "updated_on", "source",
        "as_of", "origin",
    ),
    "corrections": ("enterprise", "chain", "segment", "verdict", "by", "on", "source", "as_of", "origin"),
}  # fmt: skip
"""Columns by kind, in the order of rows that do not name theirs: backups of format 1 and journals of form 1.

Digests of rows begin with these values in this order, so that a digest holds for good. Never to be changed: columns of
later versions are named wherever they are written.
"""


def in_our_order(kind: Kind, columns: Sequence[str]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """The way from a row with these columns to one in the order of ``kind.column_names``.

    A column the row does not have is ``None``, which reads as the field's default; one we do not know is left out.

    >>> from chaingraph.model.kinds import KIND_BY_NAME
    >>> in_our_order(KIND_BY_NAME["products"], ["colour", "parent", "name"])(["红", "铜箔", "锂电铜箔"])
    ('锂电铜箔', '铜箔', None, None, None)
    """
    if tuple(columns) == kind.column_names:
        return tuple
    places = {name: place for place, name in enumerate(columns)}
    ours = [places.get(name) for name in kind.column_names]
    return lambda row: tuple(None if place is None else row[place] for place in ours)


def unknown_columns(kind: Kind, columns: Iterable[str]) -> tuple[str, ...]:
    """Columns that a newer version wrote and this one does not know, sorted.

    >>> from chaingraph.model.kinds import KIND_BY_NAME
    >>> unknown_columns(KIND_BY_NAME["products"], ["name", "colour"])
    ('colour',)
    """
    return tuple(sorted(set(columns) - set(kind.column_names)))


def told_unknown(table: str, columns: Sequence[str] = ()) -> str:
    """What a person is told of columns, or of a whole table, that this version does not know."""
    what = f"“{table}”表的列 {'、'.join(columns)}" if columns else f"“{table}”表"
    return f"由更新的版本写成的{what}，本程序不认识，没有读入；其余内容不受影响"
