"""Imports and layered rows out of the SQLite file, every row of them checked on the way."""

import sqlite3
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any

from chaingraph.errors import Damaged
from chaingraph.model.kinds import KIND_BY_NAME, KINDS, Kind
from chaingraph.store.base.layers import Row, row_digest
from chaingraph.store.base.port import Damage, ImportRecord
from chaingraph.store.embedded.failures import BROKEN
from chaingraph.store.embedded.looking import table_faults
from chaingraph.store.embedded.sealing import CARD
from chaingraph.store.embedded.sums import (
    SELF,
    by_sequence,
    digest_of,
    faults,
    grouped,
    import_faults,
    stored_rows,
    sums_in,
)

SHOWN = 3
Layered = dict[str, list[tuple[str, Row]]]


def ids_of(db: sqlite3.Connection) -> list[tuple[str, int]]:
    """(id, sequence) of every import in order."""
    return db.execute("SELECT id, sequence FROM imports ORDER BY sequence").fetchall()


def layers(db: sqlite3.Connection, ids: Sequence[tuple[str, int]], until: int) -> Layered:
    """(key, row) of every kind, by key, then import. Raises Damaged, naming where, when anything is not as written."""
    sums = sums_in(db)
    damage = list(import_faults(ids, sums))
    found: Layered = {}
    for kind in KINDS:
        rows = db.execute(stored_rows(kind, 'WHERE "_import" <= ?'), (until,)).fetchall()
        damage += faults(kind, grouped(rows), by_sequence(kind, sums, until))
        found[kind.name] = [(row[1], row[3:]) for row in rows]
    require_sound(damage)
    return found


def layer(db: sqlite3.Connection, owner: str) -> Layered:
    """(key, row) of every kind as one import brought them. Raises Damaged likewise."""
    own = {name: one for name, one in sums_in(db).items() if name == owner}
    sequence = own[owner][SELF].rows if own and SELF in own[owner] else -1
    damage: list[Damage] = []
    found: Layered = {}
    for kind in KINDS:
        rows = db.execute(stored_rows(kind, 'WHERE "_import" = ?'), (sequence,)).fetchall()
        damage += faults(kind, grouped(rows), by_sequence(kind, own, sequence))
        found[kind.name] = [(row[1], row[3:]) for row in rows]
    require_sound(damage)
    return found


def said_of(db: sqlite3.Connection, kind: Kind, key: str) -> list[tuple[int, Row]]:
    """(import, row) of one fact, oldest first. Raises Damaged likewise."""
    rows = db.execute(stored_rows(kind, 'WHERE "_key" = ?'), (key,)).fetchall()
    require_sound([Damage(kind.name, key, "") for row in rows if row[2] != row_digest(kind, key, row[3:])])
    return [(row[0], row[3:]) for row in rows]


def records_of_imports(db: sqlite3.Connection) -> tuple[ImportRecord, ...]:
    """Every import, oldest first. Raises Damaged likewise."""
    cards = db.execute(f"SELECT {CARD}, digest FROM imports ORDER BY sequence").fetchall()  # noqa: S608
    told = [(card[0], card[-1], digest_of(*card[:-1])) for card in cards]
    require_sound(table_faults("imports", told, sums_in_short(db)))
    names = [name.strip() for name in CARD.split(",")]
    return tuple(ImportRecord(**dict(zip(names, card[:-1], strict=True))) for card in cards)


def sums_in_short(db: sqlite3.Connection) -> dict[str, dict[str, Any]]:
    """The sums over whole tables alone."""
    return sums_in(db, "WHERE \"import\" = ''")


def require_sound(damage: Any) -> None:
    """Raise Damaged with the first places, when there are any."""
    found = list(islice(damage, 1000))
    if found:
        places = "、".join(f"{label(one.kind)}“{one.key}”" if one.key else label(one.kind) for one in found[:SHOWN])
        raise Damaged(f"有 {len(found)} 处与写入时不符（{places}{'…' if len(found) > SHOWN else ''}）：{BROKEN}")


def label(name: str) -> str:
    """The Chinese name of a table.

    >>> label("enterprises"), label("imports"), label("kept")
    ('企业', '导入记录', '缓存')
    """
    if name.startswith("records/"):
        return f"记录 {name.removeprefix('records/')}"
    known: Callable[[str], Any] = KIND_BY_NAME.get
    kind = known(name)
    return str(kind.label) if kind else {"imports": "导入记录", "kept": "缓存", "sqlite": "文件结构"}.get(name, name)
