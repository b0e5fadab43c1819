"""Facts in one SQLite file: WAL, full sync, one transaction an import, a digest a row and a sum a table."""

import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from chaingraph.errors import ReadOnlyStore, StoreError, StoreUnavailable
from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KIND_BY_NAME, KINDS, Kind
from chaingraph.store.base.layers import (
    DECISION,
    LayeredFacts,
    decoded_layers,
    require_settled,
    row_digest,
    version_of,
)
from chaingraph.store.base.port import EPHEMERAL, Damage, Facts, ImportBatch, ImportRecord
from chaingraph.store.base.transaction import framed
from chaingraph.store.embedded import reading
from chaingraph.store.embedded.failures import READ_ONLY, failure, spoken
from chaingraph.store.embedded.looking import damage_in
from chaingraph.store.embedded.opening import connect, make_private, may_write
from chaingraph.store.embedded.records import derived, keep_derived, put_record, record_of, records_of
from chaingraph.store.embedded.sealing import seal, seal_import, seal_rows, unseal_import
from chaingraph.store.schemas.frozen import frozen
from chaingraph.store.schemas.lacking import advice, lacking
from chaingraph.store.schemas.upgrade import copied, copy_beside, require_known, upgrade

LOG = logging.getLogger("chaingraph.store")
MAX_SEQUENCE = 2**63 - 1
UNDO_COPIES = 3


class SqliteStore:
    """The embedded default store; one connection to write and one to read, opened where it is used
    (``check_same_thread`` is off, the workspace holds a lock).

    An older file becomes one of this version when it is opened, a copy of it beside it unless ``copy_first`` is off.
    A file that may not be written is read. Whatever is read is checked: Damaged is raised rather than a wrong answer.
    """

    def __init__(self, path: Path, *, schemas: Sequence[str] | None = None, copy_first: bool = True) -> None:
        self.path, self.copy_first = path, copy_first
        self._writing, self._reading = threading.RLock(), threading.RLock()
        self._version: tuple[int, DataVersion] | None = None
        self._records: tuple[int, tuple[ImportRecord, ...]] | None = None
        texts = frozen() if schemas is None else schemas
        try:
            self._db = self._writer(texts) if may_write(path) else None
            self._seen = connect(path, writing=False)
            if self._db is None:
                require_known(self._seen, path, len(texts))
        except (sqlite3.Error, OSError, UnicodeError) as error:
            raise _unopened(error, path) from error

    def _writer(self, schemas: Sequence[str]) -> sqlite3.Connection:
        make_private(self.path)
        db = connect(self.path, writing=True)
        try:
            upgrade(db, self.path, schemas, copy_first=self.copy_first, finish=lambda made: _finish(made, len(schemas)))
            _require_all(db, len(schemas))
        except BaseException:
            db.close()
            raise
        return db

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        if self._db is None:
            raise ReadOnlyStore(f"{self.path.name}：{READ_ONLY}")
        with self._writing, framed(self._db, "IMMEDIATE"):
            yield self._db

    @contextmanager
    def _moment(self) -> Iterator[sqlite3.Connection]:
        """The file as it is at one moment."""
        with self._reading, framed(self._seen, "DEFERRED"):
            yield self._seen

    def _mark(self) -> int:
        """Changes whenever another connection has written."""
        return int(self._seen.execute("PRAGMA data_version").fetchone()[0])

    @spoken
    def data_version(self) -> DataVersion:
        """See ``Store``; worked out again only when another connection has written since."""
        with self._reading:
            mark = self._mark()
            if self._version is None or self._version[0] != mark:
                self._version = (mark, version_of(ImportId(one) for one, _ in reading.ids_of(self._seen)))
            return self._version[1]

    @spoken
    def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
        """See ``Store``; all tables are read in one transaction."""
        top = MAX_SEQUENCE if until is None else until
        with self._moment() as db:
            ids = reading.ids_of(db)
            found = reading.layers(db, ids, top)
        return version_of(ImportId(one) for one, sequence in ids if sequence <= top), LayeredFacts(found)

    @spoken
    def layers_of(self, kind: str, key: str) -> tuple[tuple[int, Any], ...]:
        """See ``Store``."""
        with self._moment() as db:
            return decoded_layers(KIND_BY_NAME[kind], reading.said_of(db, KIND_BY_NAME[kind], key))

    @spoken
    def said(self, import_id: ImportId) -> Facts:
        """See ``Store``."""
        with self._moment() as db:
            return LayeredFacts(reading.layer(db, import_id))

    @spoken
    def write(self, batch: ImportBatch) -> bool:
        """See ``Store``."""
        with self._transaction() as db:
            if db.execute("SELECT 1 FROM imports WHERE id = ?", (batch.id,)).fetchone():
                return False
            require_settled(batch, [ImportId(one) for one, _ in reading.ids_of(db)])
            total = sum(len(part) for part in batch.facts.values())
            sequence = db.execute(
                "INSERT INTO imports (id, title, at, by, rows, report) VALUES (?, ?, ?, ?, ?, ?)",
                (batch.id, batch.title, batch.at, batch.by, total, batch.report),
            ).lastrowid
            seal_import(db, int(sequence or 0))
            for kind in KINDS:
                _insert(db, kind, batch, int(sequence or 0))
        return True

    @spoken
    def imports(self) -> tuple[ImportRecord, ...]:
        """See ``Store``; read again only when another connection has written since."""
        with self._moment() as db:
            mark = self._mark()
            if self._records is None or self._records[0] != mark:
                self._records = (mark, reading.records_of_imports(db))
            return self._records[1]

    @spoken
    def undo(self, import_id: ImportId) -> bool:
        """See ``Store``; a copy of the file is left beside it first, unless it is a decision of a screen."""
        if all(record.id != import_id for record in self.imports()):
            return False
        if self.copy_first and self._db is not None and not import_id.startswith(DECISION):
            copy_beside(self.path, "undo")
            self._forget_copies()
        with self._transaction() as db:
            if not db.execute("SELECT 1 FROM imports WHERE id = ?", (import_id,)).fetchone():
                return False
            unseal_import(db, import_id)
            return db.execute("DELETE FROM imports WHERE id = ?", (import_id,)).rowcount > 0

    def _forget_copies(self) -> None:
        """Of the copies made before something was taken back, the newest few stay."""
        copies = sorted(self.path.absolute().parent.glob(f"{self.path.stem}.undo-*{self.path.suffix}"))
        for old in copies[:-UNDO_COPIES]:
            with suppress(OSError):
                old.unlink()

    @spoken
    def cached(self, name: str) -> bytes | None:
        """See ``Store``."""
        with self._reading:
            return derived(self._seen, name)

    def keep(self, name: str, content: bytes) -> None:
        """See ``Store``; where nothing can be written it is not kept, and worked out again the next time."""
        try:
            self._keep(name, content)
        except (ReadOnlyStore, StoreUnavailable) as error:
            LOG.warning("not kept: %s", error)

    @spoken
    def _keep(self, name: str, content: bytes) -> None:
        with self._transaction() as db:
            keep_derived(db, name, content)

    @spoken
    def record(self, family: str, key: str) -> str | None:
        """See ``Store``."""
        with self._moment() as db:
            return record_of(db, family, key)

    @spoken
    def records(self, family: str, *, last: int | None = None) -> tuple[tuple[str, str], ...]:
        """See ``Store``."""
        with self._moment() as db:
            return records_of(db, family, last)

    @spoken
    def families(self) -> tuple[str, ...]:
        """See ``Store``."""
        with self._reading:
            return tuple(row[0] for row in self._seen.execute("SELECT DISTINCT family FROM records ORDER BY family"))

    @spoken
    def put(self, family: str, key: str, content: str | None) -> None:
        """See ``Store``."""
        with self._transaction() as db:
            put_record(db, family, key, content)

    @spoken
    def verify(self) -> tuple[Damage, ...]:
        """See ``Store``; also runs SQLite's own checks, and looks at imports, records and what is derived."""
        with self._reading:
            return damage_in(self._seen)

    @spoken
    def backup(self, target: Path) -> None:
        """Copy the whole store to a new file through SQLite's backup interface; nobody is signed in in the copy."""
        make_private(target)
        with self._reading:
            copied(self._seen, target)
        with SqliteStore(target, copy_first=False) as copy:
            for family in EPHEMERAL:
                for key, _ in copy.records(family):
                    copy.put(family, key, None)

    def close(self) -> None:
        """See ``Store``."""
        self._seen.close()
        if self._db is not None:
            self._db.close()

    def __enter__(self) -> Self:
        """See ``Store``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """See ``Store``."""
        self.close()


def _insert(db: sqlite3.Connection, kind: Kind, batch: ImportBatch, sequence: int) -> None:
    given = {}
    for fact in batch.facts.get(kind.name, ()):
        key, row = kind.key_of(fact), kind.encode(fact)
        given[key] = (sequence, key, row_digest(kind, key, row), *row)
    if not given:
        return
    columns = ("_import", "_key", "_digest", *kind.column_names)
    named, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    db.executemany(f'INSERT INTO "{kind.name}" ({named}) VALUES ({marks})', given.values())  # noqa: S608
    seal_rows(db, kind, batch.id, sequence, list(given.values()))


def _finish(db: sqlite3.Connection, version: int) -> None:
    _require_all(db, version)
    seal(db)


def _require_all(db: sqlite3.Connection, version: int) -> None:
    missing = lacking(db, KINDS)
    if missing:
        raise StoreError(advice(missing, version))


def _unopened(error: Exception, path: Path) -> StoreError:
    said = failure(error, path.name)
    return said if type(said) is not StoreError else StoreError(f"无法打开数据文件 {path.name}：{error}")
