"""Errors of the disk in our words, a file that may only be read, and copies before something is taken back."""

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.damage import made
from chaingraph.errors import ReadOnlyStore, StoreError, StoreUnavailable
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.embedded.failures import failure
from chaingraph.store.sqlite import SqliteStore
from tests.builders import firm

NOBODY = 65_534
READ = """
import os, sys
from pathlib import Path
from chaingraph.store.schemas.frozen import frozen
from chaingraph.store.sqlite import SqliteStore
from chaingraph.errors import ReadOnlyStore
frozen()
os.setgid(65534); os.setuid(65534)
with SqliteStore(Path(sys.argv[1])) as store:
    print(len(store.read()[1]["enterprises"]))
    store.keep("tags/c", b"x")
    try:
        store.put("users", "x", "{}")
    except ReadOnlyStore as error:
        print(error)
"""


def of_sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("as SQLite says it")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (of_sqlite(sqlite3.SQLITE_FULL), StoreUnavailable, "磁盘已满"),
        (of_sqlite(sqlite3.SQLITE_IOERR_READ), StoreUnavailable, "磁盘读写出错"),
        (of_sqlite(sqlite3.SQLITE_READONLY), ReadOnlyStore, "只读"),
        (of_sqlite(sqlite3.SQLITE_BUSY), StoreUnavailable, "正被占用"),
        (OSError(errno.ENOSPC, "x"), StoreUnavailable, "磁盘已满"),
        (OSError(errno.EIO, "x"), StoreUnavailable, "磁盘读写出错"),
        (OSError(errno.EROFS, "x"), ReadOnlyStore, "只读"),
    ],
)
def test_every_failure_of_the_disk_has_a_sentence_with_what_to_do(
    error: Exception, kind: type[StoreError], words: str
) -> None:
    said = failure(error, "城市.db")
    assert type(said) is kind
    assert "城市.db" in str(said)
    assert words in str(said)


def test_a_full_disk_keeps_what_was_there_and_nothing_in_part(tmp_path: Path) -> None:
    with SqliteStore(made(tmp_path / "a.db")) as store:
        before = store.read()
        assert store._db is not None
        pages = store._db.execute("PRAGMA page_count").fetchone()[0]
        store._db.execute(f"PRAGMA max_page_count={pages}")
        many = [firm(f"新企业{n}", business_scope="很长的经营范围" * 40) for n in range(3_000)]
        with pytest.raises(StoreUnavailable, match="磁盘已满"):
            store.write(ImportBatch(id=ImportId("big"), title="big", facts={"enterprises": many}))
        with pytest.raises(StoreUnavailable, match="磁盘已满"):
            store.put("users", "长", "x" * 3_000_000)
        store.keep("tags/b", b"x" * 3_000_000)
        assert store.read() == before
        assert store.verify() == ()


def test_a_writer_that_holds_the_file_is_waited_for_and_then_told(tmp_path: Path) -> None:
    with SqliteStore(made(tmp_path / "a.db")) as store:
        other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="正被占用"):
            store.put("users", "甲", "{}")
        other.execute("ROLLBACK")
        other.close()
        store.put("users", "甲", "{}")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become somebody who may not write")
def test_a_file_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    for folder in (path.parent, *path.parent.parents):
        if folder.stat().st_uid == os.getuid() and folder != Path("/"):
            folder.chmod(0o755)
    path.chmod(0o444)
    seen = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    assert seen.stdout.splitlines()[0] == "154"
    assert "只读" in seen.stdout


def test_taking_an_import_back_leaves_a_copy_first_and_only_the_newest_few(tmp_path: Path) -> None:
    with SqliteStore(made(tmp_path / "a.db")) as store:
        before = store.read()
        assert store.undo(ImportId("second"))
        (copy,) = tmp_path.glob("a.undo-*.db")
        assert copy.stat().st_mode & 0o777 == 0o600
        with SqliteStore(copy) as there:
            assert there.read() == before
        for number in range(5):
            store.write(ImportBatch(id=ImportId(f"n{number}"), title="", facts={"enterprises": [firm("甲")]}))
            store.undo(ImportId(f"n{number}"))
        assert len(list(tmp_path.glob("a.undo-*.db"))) == 3
        assert store.verify() == ()


def test_a_new_file_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "a.db") as store:
        store.put("users", "甲", "{}")
        for path in tmp_path.iterdir():
            assert path.stat().st_mode & 0o077 == 0, path
