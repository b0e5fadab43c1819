"""Opening the SQLite file: for writing where that is allowed, else for reading; what is made belongs to its owner."""

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

PRAGMAS = ("foreign_keys=ON", "trusted_schema=OFF", "synchronous=FULL")
WAIT_SECONDS = 5.0


def connect(path: Path, *, writing: bool) -> sqlite3.Connection:
    """A connection to the file; one for reading works where nothing may be written, not even beside the file."""
    if writing:
        return _prepared(f"{_uri(path)}?mode=rwc", "journal_mode=WAL")
    if _writable(path):
        return _prepared(f"{_uri(path)}?mode=rw")
    try:
        return _prepared(f"{_uri(path)}?mode=ro")
    except sqlite3.OperationalError:
        if _unfinished(path):
            raise
        return _prepared(f"{_uri(path)}?mode=ro&immutable=1")


def may_write(path: Path) -> bool:
    """Whether the file may be written, or made."""
    return _writable(path) if path.exists() else True


def make_private(path: Path) -> None:
    """Make an empty file that only its owner may read, unless there is one."""
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _prepared(address: str, *pragmas: str) -> sqlite3.Connection:
    opened = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=WAIT_SECONDS)
    try:
        for pragma in (*PRAGMAS, *pragmas):
            opened.execute(f"PRAGMA {pragma}").fetchall()
        opened.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except sqlite3.Error:
        opened.close()
        raise
    return opened


def _uri(path: Path) -> str:
    return f"file:{quote(str(path.absolute()))}"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)


def _unfinished(path: Path) -> bool:
    """Whether there is a journal beside the file that has not been taken in: without it the file is not whole."""
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0
