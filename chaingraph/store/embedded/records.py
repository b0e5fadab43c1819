"""Records and derived things in the SQLite file, each checked when it is read."""

import sqlite3

from chaingraph.errors import Damaged
from chaingraph.store.base.layers import record_digest
from chaingraph.store.embedded.failures import BROKEN
from chaingraph.store.embedded.looking import digest_in, kept_digest, table_faults
from chaingraph.store.embedded.sealing import count
from chaingraph.store.embedded.sums import Sum

KEPT_PER_FAMILY = 6
ONE = 'SELECT rows, digest FROM sums WHERE "import" = \'\' AND "of" = ?'


def record_of(db: sqlite3.Connection, family: str, key: str) -> str | None:
    """The text under the key, or None. Raises Damaged when it, or any other of the family, is not as it was put."""
    found = db.execute("SELECT content, digest FROM records WHERE family = ? AND key = ?", (family, key)).fetchone()
    if found is None:
        expected = db.execute(ONE, (f"records/{family}",)).fetchone()
        there = db.execute("SELECT count(*) FROM records WHERE family = ?", (family,)).fetchone()[0]
        _require(there == (expected[0] if expected else 0), family)
        return None
    _require(found[1] == digest_in(family, key, found[0]), family)
    return str(found[0])


def records_of(db: sqlite3.Connection, family: str, last: int | None) -> tuple[tuple[str, str], ...]:
    """(key, text) of a family by key; only the ``last`` highest when given. Raises Damaged like ``record_of``."""
    limit = -1 if last is None else last
    rows = db.execute(
        "SELECT key, content, digest FROM records WHERE family = ? ORDER BY key DESC LIMIT ?", (family, limit)
    ).fetchall()
    told = [(key, digest, digest_in(family, key, content)) for key, content, digest in rows]
    if last is None:
        expected = db.execute(ONE, (f"records/{family}",)).fetchone()
        _require(expected is None or isinstance(expected[0], int), family)
        sums = {"": {f"records/{family}": Sum(*expected)}} if expected else {}
        _require(not any(table_faults(f"records/{family}", told, sums)), family)
    _require(all(kept == now for _, kept, now in told), family)
    return tuple((row[0], row[1]) for row in reversed(rows))


def put_record(db: sqlite3.Connection, family: str, key: str, content: str | None) -> None:
    """Keep the text, or forget the key when it is None."""
    before = db.execute("SELECT digest FROM records WHERE family = ? AND key = ?", (family, key)).fetchone()
    less = before[0] if before else None
    if content is None:
        db.execute("DELETE FROM records WHERE family = ? AND key = ?", (family, key))
        if before:
            count(db, f"records/{family}", less=less)
        return
    digest = record_digest(family, key, content)
    db.execute(
        "INSERT OR REPLACE INTO records (family, key, content, digest) VALUES (?, ?, ?, ?)",
        (family, key, content, digest),
    )
    count(db, f"records/{family}", less=less, more=digest)


def derived(db: sqlite3.Connection, name: str) -> bytes | None:
    """Something derived that was kept whole, or None: what is not as it was is worked out again."""
    found = db.execute("SELECT content, digest FROM kept WHERE name = ?", (name,)).fetchone()
    if found is None or not isinstance(found[0], bytes) or found[1] != kept_digest(name, found[0]):
        return None
    return found[0]


def keep_derived(db: sqlite3.Connection, name: str, content: bytes) -> None:
    """Keep something derived; the six newest of a family stay."""
    stamp = db.execute("SELECT coalesce(max(stamp), 0) + 1 FROM kept").fetchone()[0]
    db.execute(
        "INSERT OR REPLACE INTO kept (name, content, stamp, digest) VALUES (?, ?, ?, ?)",
        (name, content, stamp, kept_digest(name, content)),
    )
    db.execute(
        "DELETE FROM kept WHERE name LIKE ?1 AND name NOT IN "
        "(SELECT name FROM kept WHERE name LIKE ?1 ORDER BY stamp DESC LIMIT ?2)",
        (name.split("/", 1)[0] + "/%", KEPT_PER_FAMILY),
    )


def _require(sound: bool, family: str) -> None:
    if not sound:
        raise Damaged(f"记录“{family}”与写入时不符：{BROKEN}")
