"""Facts in one SQLite file: WAL, full sync, one transaction an import, a digest a row."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from chaingraph.errors import StoreError
from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KIND_BY_NAME, KINDS, Kind
from chaingraph.store.base.layers import (
    LayeredFacts,
    Row,
    decoded_layers,
    record_digest,
    require_settled,
    row_digest,
    version_of,
)
from chaingraph.store.base.port import Damage, Facts, ImportBatch, ImportRecord
from chaingraph.store.base.transaction import framed
from chaingraph.store.schemas.frozen import frozen
from chaingraph.store.schemas.lacking import advice, lacking
from chaingraph.store.schemas.upgrade import copied, upgrade

KEPT_PER_FAMILY = 6
MAX_SEQUENCE = 2**63 - 1


class SqliteStore:
    """The embedded default store; one connection, opened where it is used (``check_same_thread`` is off, the
    workspace holds a lock). An older file becomes one of this version when it is opened, a copy of it beside it unless
    ``copy_first`` is off."""

    def __init__(self, path: Path, *, schemas: Sequence[str] | None = None, copy_first: bool = True) -> None:
        self._path = path
        try:
            self._db, self._writing = self._connect(), threading.RLock()
            self._prepare(frozen() if schemas is None else schemas, copy_first=copy_first)
            self._seen, self._reading = self._connect(), threading.RLock()
            self._version: tuple[int, DataVersion] | None = None
        except sqlite3.DatabaseError as error:
            raise StoreError(f"无法打开数据文件 {path.name}：{error}") from error

    def _connect(self) -> sqlite3.Connection:
        opened = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False, timeout=5.0)
        for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "journal_mode=WAL", "synchronous=FULL"):
            opened.execute(f"PRAGMA {pragma}")
        return opened

    def _prepare(self, schemas: Sequence[str], *, copy_first: bool) -> None:
        upgrade(self._db, self._path, schemas, copy_first=copy_first)
        missing = lacking(self._db, KINDS)
        if missing:
            raise StoreError(advice(missing, len(schemas)))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._writing, framed(self._db, "IMMEDIATE"):
            yield

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of one question, as committed."""
        with self._reading:
            return self._seen.execute(statement, values).fetchall()

    def data_version(self) -> DataVersion:
        """See ``Store``; worked out again only when another connection has written since."""
        with self._reading:
            mark = self._seen.execute("PRAGMA data_version").fetchone()[0]
            if self._version is None or self._version[0] != mark:
                ids = self._seen.execute("SELECT id FROM imports ORDER BY sequence").fetchall()
                self._version = (mark, version_of(row[0] for row in ids))
            return self._version[1]

    def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
        """See ``Store``; all tables are read in one transaction."""
        found: dict[str, list[tuple[str, Row]]] = {}
        top = MAX_SEQUENCE if until is None else until
        with self._reading, framed(self._seen, "DEFERRED"):
            ids = self._seen.execute("SELECT id FROM imports WHERE sequence <= ? ORDER BY sequence", (top,))
            version = version_of(row[0] for row in ids)
            for kind in KINDS:
                rows = self._seen.execute(
                    f'SELECT "_key", {_names(kind)} FROM "{kind.name}" WHERE "_import" <= ? ORDER BY "_key", "_import"',  # noqa: S608
                    (top,),
                )
                found[kind.name] = [(row[0], row[1:]) for row in rows]
        return version, LayeredFacts(found)

    def layers_of(self, kind: str, key: str) -> tuple[tuple[int, Any], ...]:
        """See ``Store``."""
        known = KIND_BY_NAME[kind]
        rows = self._rows(
            f'SELECT "_import", {_names(known)} FROM "{known.name}" WHERE "_key" = ? ORDER BY "_import"',  # noqa: S608
            (key,),
        )
        return decoded_layers(known, [(row[0], row[1:]) for row in rows])

    def said(self, import_id: ImportId) -> Facts:
        """See ``Store``."""
        found: dict[str, list[tuple[str, Row]]] = {}
        for kind in KINDS:
            rows = self._rows(
                f'SELECT "_key", {_names(kind)} FROM "{kind.name}" '  # noqa: S608
                'WHERE "_import" = (SELECT sequence FROM imports WHERE id = ?) ORDER BY "_key"',
                (import_id,),
            )
            found[kind.name] = [(row[0], row[1:]) for row in rows]
        return LayeredFacts(found)

    def write(self, batch: ImportBatch) -> bool:
        """See ``Store``."""
        with self._transaction():
            if self._db.execute("SELECT 1 FROM imports WHERE id = ?", (batch.id,)).fetchone():
                return False
            require_settled(batch, [row[0] for row in self._db.execute("SELECT id FROM imports ORDER BY sequence")])
            total = sum(len(part) for part in batch.facts.values())
            sequence = self._db.execute(
                "INSERT INTO imports (id, title, at, by, rows, report) VALUES (?, ?, ?, ?, ?, ?)",
                (batch.id, batch.title, batch.at, batch.by, total, batch.report),
            ).lastrowid
            for kind in KINDS:
                self._insert(kind, batch, sequence)
        return True

    def _insert(self, kind: Kind, batch: ImportBatch, sequence: int | None) -> None:
        columns = ("_key", "_import", "_digest", *kind.column_names)
        named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
        statement = f'INSERT OR REPLACE INTO "{kind.name}" ({named}) VALUES ({marks})'  # noqa: S608
        rows = []
        for fact in batch.facts.get(kind.name, ()):
            key, row = kind.key_of(fact), kind.encode(fact)
            rows.append((key, sequence, row_digest(kind, key, row), *row))
        self._db.executemany(statement, rows)

    def imports(self) -> tuple[ImportRecord, ...]:
        """See ``Store``."""
        rows = self._rows("SELECT id, sequence, title, at, by, rows, report FROM imports ORDER BY sequence")
        names = ("id", "sequence", "title", "at", "by", "rows", "report")
        return tuple(ImportRecord(**dict(zip(names, row, strict=True))) for row in rows)

    def undo(self, import_id: ImportId) -> bool:
        """See ``Store``."""
        with self._transaction():
            return self._db.execute("DELETE FROM imports WHERE id = ?", (import_id,)).rowcount > 0

    def cached(self, name: str) -> bytes | None:
        """See ``Store``."""
        rows = self._rows("SELECT content FROM kept WHERE name = ?", (name,))
        return bytes(rows[0][0]) if rows else None

    def keep(self, name: str, content: bytes) -> None:
        """See ``Store``; the six newest of a family stay."""
        family = name.split("/", 1)[0] + "/%"
        with self._transaction():
            stamp = self._db.execute("SELECT coalesce(max(stamp), 0) + 1 FROM kept").fetchone()[0]
            self._db.execute(
                "INSERT OR REPLACE INTO kept (name, content, stamp) VALUES (?, ?, ?)", (name, content, stamp)
            )
            self._db.execute(
                "DELETE FROM kept WHERE name LIKE ?1 AND name NOT IN "
                "(SELECT name FROM kept WHERE name LIKE ?1 ORDER BY stamp DESC LIMIT ?2)",
                (family, KEPT_PER_FAMILY),
            )

    def record(self, family: str, key: str) -> str | None:
        """See ``Store``."""
        rows = self._rows("SELECT content FROM records WHERE family = ? AND key = ?", (family, key))
        return str(rows[0][0]) if rows else None

    def records(self, family: str, *, last: int | None = None) -> tuple[tuple[str, str], ...]:
        """See ``Store``."""
        rows = self._rows(
            "SELECT key, content FROM records WHERE family = ? ORDER BY key DESC LIMIT ?",
            (family, -1 if last is None else last),
        )
        return tuple((row[0], row[1]) for row in reversed(rows))

    def families(self) -> tuple[str, ...]:
        """See ``Store``."""
        return tuple(row[0] for row in self._rows("SELECT DISTINCT family FROM records ORDER BY family"))

    def put(self, family: str, key: str, content: str | None) -> None:
        """See ``Store``."""
        with self._transaction():
            if content is None:
                self._db.execute("DELETE FROM records WHERE family = ? AND key = ?", (family, key))
            else:
                row = (family, key, content, record_digest(family, key, content))
                self._db.execute(
                    "INSERT OR REPLACE INTO records (family, key, content, digest) VALUES (?, ?, ?, ?)", row
                )

    def verify(self) -> tuple[Damage, ...]:
        """See ``Store``; also runs SQLite's own integrity and foreign-key checks."""
        damage = [Damage("sqlite", "", str(row[0])) for row in self._rows("PRAGMA integrity_check") if row[0] != "ok"]
        damage += [Damage(str(row[0]), str(row[1]), "外键不符") for row in self._rows("PRAGMA foreign_key_check")]
        for kind in KINDS:
            for row in self._rows(f'SELECT "_key", "_digest", {_names(kind)} FROM "{kind.name}"'):  # noqa: S608
                if bytes(row[1]) != row_digest(kind, row[0], row[2:]):
                    damage.append(Damage(kind.name, row[0], "校验值不符"))
        for family, key, content, digest in self._rows("SELECT family, key, content, digest FROM records"):
            if bytes(digest) != record_digest(family, key, content):
                damage.append(Damage(f"records/{family}", key, "校验值不符"))
        return tuple(sorted(damage, key=lambda d: (d.kind, d.key)))

    def backup(self, target: Path) -> None:
        """Copy the whole store to a new file through SQLite's backup interface."""
        with self._reading:
            copied(self._seen, target)

    def close(self) -> None:
        """See ``Store``."""
        self._seen.close()
        self._db.close()

    def __enter__(self) -> Self:
        """See ``Store``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """See ``Store``."""
        self.close()


def _names(kind: Kind) -> str:
    """The columns of a kind, each with its table: a bare quoted name that is no column would count as a text."""
    return ", ".join(f'"{kind.name}"."{name}"' for name in kind.column_names)
