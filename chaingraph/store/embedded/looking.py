"""Looking at every row of a file, whatever of it can still be read: all that is not as it was written."""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator

from chaingraph.model.kinds import KINDS, Kind
from chaingraph.store.base.layers import record_digest
from chaingraph.store.base.port import Damage
from chaingraph.store.embedded.sealing import CARD
from chaingraph.store.embedded.sums import (
    WIDTH,
    WRONG,
    Sum,
    by_sequence,
    digest_of,
    faults,
    grouped,
    import_faults,
    stored_rows,
    sums_in,
    total,
)

ALL = 2**63 - 1
Look = Callable[[sqlite3.Connection], Iterator[Damage]]


def damage_in(db: sqlite3.Connection) -> tuple[Damage, ...]:
    """Every damage, sorted; a page that cannot be read at all is one too."""
    found: list[Damage] = []
    looks: list[tuple[str, Look]] = [("sqlite", _pages), ("sqlite", _ties), ("imports", _imports)]
    looks += [(kind.name, _of_kind(kind)) for kind in KINDS]
    looks += [("records", _records), ("kept", _kept)]
    for name, look in looks:
        try:
            found.extend(look(db))
        except (sqlite3.Error, UnicodeError, TypeError, ValueError, OverflowError, KeyError) as error:
            found.append(Damage(name, "", f"读不出来：{error}"))
    return tuple(sorted(set(found), key=lambda one: (one.kind, one.key, one.reason)))


def _pages(db: sqlite3.Connection) -> Iterator[Damage]:
    for row in db.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Damage("sqlite", "", str(row[0]))


def _ties(db: sqlite3.Connection) -> Iterator[Damage]:
    for row in db.execute("PRAGMA foreign_key_check"):
        yield Damage(str(row[0]), str(row[1]), "外键不符")


def _imports(db: sqlite3.Connection) -> Iterator[Damage]:
    cards = db.execute(f"SELECT {CARD}, digest FROM imports ORDER BY sequence").fetchall()  # noqa: S608
    sums = sums_in(db)
    yield from import_faults([card[:2] for card in cards], sums)
    yield from table_faults("imports", [(card[0], card[-1], digest_of(*card[:-1])) for card in cards], sums)


def table_faults(name: str, rows: list[tuple[str, bytes, bytes]], sums: dict[str, dict[str, Sum]]) -> Iterator[Damage]:
    """Wrong rows of a table, given as (key, kept digest, digest worked out), and rows that came or went unseen."""
    wrong = [key for key, kept, now in rows if kept != now]
    yield from (Damage(name, str(key), WRONG) for key in wrong)
    expected = sums.get("", {}).get(name, Sum(0, bytes(8)))
    if expected.rows != len(rows):
        yield Damage(name, "", f"应有 {expected.rows} 行，现有 {len(rows)} 行")
    elif not wrong and expected.digest != total(kept for _, kept, _ in rows):
        yield Damage(name, "", "有行被换过")


def _of_kind(kind: Kind) -> Look:
    def look(db: sqlite3.Connection) -> Iterator[Damage]:
        rows = grouped(db.execute(stored_rows(kind)).fetchall())
        yield from faults(kind, rows, by_sequence(kind, sums_in(db), ALL), quick=False)

    return look


def _records(db: sqlite3.Connection) -> Iterator[Damage]:
    sums = sums_in(db)
    families = {name.removeprefix("records/") for name in sums.get("", {}) if name.startswith("records/")}
    families |= {row[0] for row in db.execute("SELECT DISTINCT family FROM records")}
    for family in sorted(families):
        rows = db.execute(
            "SELECT key, content, digest FROM records WHERE family = ? ORDER BY key", (family,)
        ).fetchall()
        yield from table_faults(f"records/{family}", [(k, d, digest_in(family, k, c)) for k, c, d in rows], sums)


def _kept(db: sqlite3.Connection) -> Iterator[Damage]:
    for name, content, digest in db.execute("SELECT name, content, digest FROM kept"):
        if digest is not None and (not isinstance(content, bytes) or digest != kept_digest(name, content)):
            yield Damage("kept", str(name), WRONG)


def digest_in(family: str, key: str, content: object) -> bytes:
    """The digest a record must have; none where the file holds no text."""
    return record_digest(family, key, content) if isinstance(key, str) and isinstance(content, str) else b""


def kept_digest(name: str, content: bytes) -> bytes:
    """The digest of something derived."""
    return hashlib.blake2b(name.encode() + b"\0" + bytes(content), digest_size=WIDTH).digest()
