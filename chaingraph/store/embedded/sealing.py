"""Writing the sums: with every import and record that comes or goes, and over a whole file when it is upgraded."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from chaingraph.model.kinds import KINDS, Kind
from chaingraph.store.base.layers import row_digest
from chaingraph.store.embedded.sums import (
    SELF,
    Sum,
    changed,
    digest_of,
    faults,
    grouped,
    quick_of,
    stored_rows,
    sum_of,
    total,
)

CARD = "id, sequence, title, at, by, rows, report"
ADD = 'INSERT OR REPLACE INTO sums ("import", "of", rows, digest, quick) VALUES (?, ?, ?, ?, ?)'


def add_sum(db: sqlite3.Connection, owner: str, of: str, added: Sum) -> None:
    """Keep a sum."""
    db.execute(ADD, (owner, of, added.rows, added.digest, added.quick))


def count(db: sqlite3.Connection, of: str, *, less: bytes | None = None, more: bytes | None = None) -> None:
    """Carry a sum over a table forward: a row with one digest went, one with another came."""
    row = db.execute('SELECT rows, digest FROM sums WHERE "import" = \'\' AND "of" = ?', (of,)).fetchone()
    rows, digest = row or (0, bytes(8))
    now = rows - (less is not None) + (more is not None)
    add_sum(db, "", of, Sum(now, changed(digest, less=less, more=more)))


def seal_rows(db: sqlite3.Connection, kind: Kind, owner: str, sequence: int, given: Sequence[Any]) -> None:
    """Keep the sum of the rows an import brought of a kind. What the file took for another type than was given (a
    whole number in a column of reals) gets the digest of what the file holds."""
    rows = db.execute(stored_rows(kind, 'WHERE "_import" = ?'), (sequence,)).fetchall()
    if quick_of(rows) != quick_of(sorted(given, key=lambda row: str(row[1]))):
        digests = [(row_digest(kind, row[1], row[3:]), row[1], sequence) for row in rows]
        db.executemany(f'UPDATE "{kind.name}" SET "_digest" = ? WHERE "_key" = ? AND "_import" = ?', digests)  # noqa: S608
        rows = db.execute(stored_rows(kind, 'WHERE "_import" = ?'), (sequence,)).fetchall()
    add_sum(db, owner, kind.name, sum_of(rows))


def seal_import(db: sqlite3.Connection, sequence: int) -> None:
    """Give an import and its rows of each kind their digests and sums, from what the file now holds of them."""
    card = db.execute(f"SELECT {CARD} FROM imports WHERE sequence = ?", (sequence,)).fetchone()  # noqa: S608
    digest = digest_of(*card)
    db.execute("UPDATE imports SET digest = ? WHERE sequence = ?", (digest, sequence))
    add_sum(db, card[0], SELF, Sum(sequence, digest_of(card[0], sequence)))
    count(db, "imports", more=digest)


def unseal_import(db: sqlite3.Connection, owner: str) -> None:
    """Take an import out of the sums; its row is still there."""
    digest = db.execute("SELECT digest FROM imports WHERE id = ?", (owner,)).fetchone()[0]
    count(db, "imports", less=digest)
    db.execute('DELETE FROM sums WHERE "import" = ?', (owner,))


def seal(db: sqlite3.Connection) -> None:
    """Sums over a file that has none yet, or whose tables have just got columns. Rows that are wrong stay wrong."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sums'").fetchone():
        return
    before = db.execute("SELECT count(*) FROM sums").fetchone()[0]
    if not before:
        for (sequence,) in db.execute("SELECT sequence FROM imports ORDER BY sequence").fetchall():
            seal_import(db, sequence)
        _seal_records(db)
    owners = dict(db.execute("SELECT sequence, id FROM imports").fetchall())
    for kind in KINDS:
        for sequence, rows in grouped(db.execute(stored_rows(kind)).fetchall()).items():
            own = sum_of(rows)
            known = _known(db, owners.get(sequence, ""), kind.name) if before else own
            if known is not None and not any(faults(kind, {sequence: rows}, {sequence: known}, quick=False)):
                add_sum(db, owners[sequence], kind.name, own)
            elif not before and sequence in owners:
                add_sum(db, owners[sequence], kind.name, Sum(own.rows, own.digest))


def _known(db: sqlite3.Connection, owner: str, of: str) -> Sum | None:
    row: Sequence[Any] | None = db.execute(
        'SELECT rows, digest FROM sums WHERE "import" = ? AND "of" = ?', (owner, of)
    ).fetchone()
    return Sum(*row) if row else None


def _seal_records(db: sqlite3.Connection) -> None:
    for (family,) in db.execute("SELECT DISTINCT family FROM records").fetchall():
        digests = [row[0] for row in db.execute("SELECT digest FROM records WHERE family = ?", (family,))]
        add_sum(db, "", f"records/{family}", Sum(len(digests), total(digests)))
