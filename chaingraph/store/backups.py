"""Backups near a store: the newest sound one, dated ones of which the newest stay, and whether one can be restored."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from chaingraph.errors import ChaingraphError, StoreError
from chaingraph.ids import DataVersion
from chaingraph.store.base.dump import checked, dump, restore
from chaingraph.store.base.port import Store
from chaingraph.store.schemas.upgrade import copy_file
from chaingraph.store.sqlite import SqliteStore

FOLDERS = ("", "backups", "备份")
LOOKED_AT = 12
SQLITE_MAGIC, GZIP_MAGIC = b"SQLite format 3\0", b"\x1f\x8b"


DATED = "chaingraph-{}.backup"
DATED_PATTERN = "chaingraph-[0-9]*-[0-9]*.backup"


def dated(folder: Path, at: datetime) -> Path:
    """The file of a backup made at a moment.

    >>> dated(Path("备份"), datetime(2026, 3, 9, 2, 30, 5)).name
    'chaingraph-20260309-023005.backup'
    """
    return folder / DATED.format(at.strftime("%Y%m%d-%H%M%S"))


def forget_old(folder: Path, keep: int) -> tuple[Path, ...]:
    """Delete dated backups but the newest so many; those deleted. Nothing else in the folder is touched."""
    old = sorted(folder.glob(DATED_PATTERN))[:-keep]
    for path in old:
        path.unlink()
    return tuple(old)


def drilled(store: Store) -> tuple[DataVersion, int]:
    """The version and rows of the store, after it was backed up and restored elsewhere and was the same there.

    Raises StoreError when what was restored is not the same byte for byte, or has damage.
    """
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "first.backup", Path(folder) / "second.backup"
        with first.open("wb") as stream:
            version = dump(store, stream)
        with SqliteStore(Path(folder) / "restored.db") as restored:
            restore(restored, first)
            with second.open("wb") as stream:
                dump(restored, stream)
            damage, rows = restored.verify(), sum(one.rows for one in restored.imports())
        if damage or first.read_bytes() != second.read_bytes():
            raise StoreError("恢复出来的与原库不一致，这份备份不可靠；请运行 chaingraph verify，并报告这一情况")
    return version, rows


def is_sqlite(path: Path) -> bool:
    """Whether the file is a SQLite file by its first bytes."""
    with path.open("rb") as stream:
        return stream.read(len(SQLITE_MAGIC)) == SQLITE_MAGIC


def newest_sound(store: Path) -> Path | None:
    """The newest file beside the store, or in its folder of backups, that holds a whole and undamaged store."""
    return next((path for path in _candidates(store) if is_sound(path)), None)


def is_sound(path: Path) -> bool:
    """Whether a backup can be restored from: a dump by its digest, a SQLite file by every row of a copy of it."""
    with suppress(ChaingraphError, OSError, sqlite3.Error):
        if not is_sqlite(path):
            checked(path)
            return True
        with tempfile.TemporaryDirectory() as folder:
            taken = Path(folder) / path.name
            copy_file(path, taken)
            with SqliteStore(taken, copy_first=False) as copy:
                return not copy.verify()
    return False


def _candidates(store: Path) -> Iterator[Path]:
    found = []
    for folder in FOLDERS:
        with suppress(OSError):
            found += [path for path in (store.absolute().parent / folder).iterdir() if _may_be(path, store)]
    found.sort(key=lambda path: (-path.stat().st_mtime, path.name))
    return iter(found[:LOOKED_AT])


def _may_be(path: Path, store: Path) -> bool:
    if path.name.startswith(f"{store.name}-") or path.name == store.name or not path.is_file():
        return False
    with suppress(OSError), path.open("rb") as stream:
        first = stream.read(len(SQLITE_MAGIC))
        return first == SQLITE_MAGIC or first.startswith(GZIP_MAGIC)
    return False
