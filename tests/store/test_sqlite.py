"""What is special to the SQLite file: damage, foreign files, newer schemas, readers beside a writer."""

import re
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chaingraph.errors import StoreError
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from chaingraph.store.schemas.frozen import frozen
from chaingraph.store.sqlite import SqliteStore
from tests.builders import firm


def write(store: SqliteStore, name: str, *names: str) -> None:
    store.write(ImportBatch(id=ImportId(name), title=name, facts={"enterprises": [firm(n) for n in names]}))


def test_a_changed_value_is_found_by_its_digest(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        write(store, "a", "甲厂", "乙厂")
    with sqlite3.connect(tmp_path / "s.db") as db:
        db.execute("UPDATE enterprises SET name = '丙厂' WHERE _key = '乙厂'")
    db.close()
    with SqliteStore(tmp_path / "s.db") as store:
        (damage,) = store.verify()
    assert (damage.kind, damage.key, damage.reason) == ("enterprises", "乙厂", "校验值不符")


def test_the_file_is_in_wal_mode_with_full_sync(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        pragmas = [
            store._db.execute(f"PRAGMA {p}").fetchone()[0] for p in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert pragmas == ["wal", 2, 1]


def test_a_reader_sees_the_moment_it_began(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as writer, SqliteStore(tmp_path / "s.db") as reader:
        write(writer, "a", "甲厂")
        version, facts = reader.read()
        write(writer, "b", "乙厂")
        assert len(facts["enterprises"]) == 1
        assert reader.data_version() != version


def test_a_foreign_database_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with pytest.raises(StoreError, match="不是 chaingraph 的数据文件"):
        SqliteStore(tmp_path / "other.db")


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"PK\x03\x04" * 500)
    with pytest.raises(StoreError, match="无法打开数据文件"):
        SqliteStore(tmp_path / "x.db")


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "s.db").close()
    with sqlite3.connect(tmp_path / "s.db") as db:
        db.execute(f"PRAGMA user_version={len(frozen()) + 1}")
    db.close()
    with pytest.raises(StoreError, match="由更新的版本写成"):
        SqliteStore(tmp_path / "s.db")


def older(folder: Path) -> Path:
    """A file of version 2 with facts in it."""
    path = folder / "城市.db"
    shutil.copy(Path(__file__).parent / "fixtures" / "v2" / "store.sqlite", path)
    return path


def columns(path: Path) -> list[str]:
    db = sqlite3.connect(path)
    found = [row[1] for row in db.execute("PRAGMA table_info(enterprises)")]
    db.close()
    return found


TWO_STEPS = "ALTER TABLE enterprises ADD COLUMN x TEXT;\nALTER TABLE nothing ADD COLUMN y TEXT;\n"


def test_a_failing_upgrade_leaves_the_file_as_it_was_and_a_copy_beside_it(tmp_path: Path) -> None:
    path = older(tmp_path)
    before = columns(path)
    with pytest.raises(StoreError, match=r"升级失败，保持原样；升级前的副本在 城市\.v2-.*nothing"):
        SqliteStore(path, schemas=(*frozen()[:2], TWO_STEPS))
    assert columns(path) == before
    (copy,) = (found for found in tmp_path.iterdir() if ".v2-" in found.name)
    assert copy.suffix == ".db"
    for each in (path, copy):
        with SqliteStore(each) as store:
            assert len(store.read()[1]["enterprises"]) == 2


def test_an_upgrade_keeps_a_copy_with_version_and_date_that_nobody_new_may_read(tmp_path: Path) -> None:
    path = older(tmp_path)
    path.chmod(0o600)
    last = "ALTER TABLE enterprises ADD COLUMN x TEXT;\n"
    SqliteStore(path, schemas=(*frozen(), last)).close()
    SqliteStore(path, schemas=(*frozen(), last)).close()
    (copy,) = (found for found in tmp_path.iterdir() if ".v2-" in found.name)
    assert re.fullmatch(r"城市\.v2-\d{8}-\d{6}-\d{6}\.db", copy.name)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "x" in columns(path)
    assert "x" not in columns(copy)


def test_programs_that_open_an_older_file_at_once_upgrade_it_once(tmp_path: Path) -> None:
    path = older(tmp_path)
    last = "ALTER TABLE enterprises ADD COLUMN x TEXT;\n"
    openings = [lambda: SqliteStore(path, schemas=(*frozen(), last)).close()] * 4
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(opening) for opening in openings]:
            done.result()
    assert len([found for found in tmp_path.iterdir() if ".v2-" in found.name]) == 1
    assert columns(path).count("x") == 1


def test_a_file_whose_copy_cannot_be_written_is_not_touched(tmp_path: Path) -> None:
    long = older(tmp_path).rename(tmp_path / ("长" * 80 + ".db"))
    with pytest.raises(StoreError, match="无法先在旁边留一份副本，未作任何改动"):
        SqliteStore(long, schemas=(*frozen(), "ALTER TABLE enterprises ADD COLUMN x TEXT;\n"))
    assert "x" not in columns(long)


def test_a_backup_holds_everything(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        write(store, "a", "甲厂")
        store.backup(tmp_path / "copy.db")
        with SqliteStore(tmp_path / "copy.db") as copy:
            assert copy.read() == store.read()


def test_an_unknown_address_is_refused_without_its_secret() -> None:
    with pytest.raises(StoreError, match="不认识的数据库地址") as refused:
        open_store("mysql://user:secret@host/db")
    assert "secret" not in str(refused.value)


def test_only_the_newest_of_a_family_are_kept(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        for number in range(9):
            store.keep(f"tags/{number}", b"x")
        assert [n for n in range(9) if store.cached(f"tags/{n}")] == [3, 4, 5, 6, 7, 8]
