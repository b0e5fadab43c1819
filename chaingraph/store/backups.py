"""The newest sound backup near a store: what somebody with a damaged file needs to know first."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from chaingraph.errors import ChaingraphError
from chaingraph.store.base.dump import checked
from chaingraph.store.schemas.upgrade import copy_file
from chaingraph.store.sqlite import SqliteStore

FOLDERS = ("", "backups", "备份")
LOOKED_AT = 12
SQLITE_MAGIC, GZIP_MAGIC = b"SQLite format 3\0", b"\x1f\x8b"


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
