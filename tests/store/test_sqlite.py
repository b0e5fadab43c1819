"""What is special to the SQLite file: damage, foreign files, newer schemas, readers beside a writer."""

import sqlite3
from pathlib import Path

import pytest

from chaingraph.errors import StoreError
from chaingraph.ids import ImportId
from chaingraph.store.open import open_store
from chaingraph.store.port import ImportBatch
from chaingraph.store.sqlite import SqliteStore
from chaingraph.store.sqlite_schema import MIGRATIONS
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
        db.execute(f"PRAGMA user_version={len(MIGRATIONS) + 1}")
    db.close()
    with pytest.raises(StoreError, match="由更新的版本写成"):
        SqliteStore(tmp_path / "s.db")


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
