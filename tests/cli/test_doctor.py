"""The doctor tells trouble and makes nothing; backups are dated, kept in number, and drilled."""

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from chaingraph.cli.main import root
from chaingraph.cli.upkeep import backup
from chaingraph.ids import ImportId
from chaingraph.store.backups import dated, forget_old
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import firm
from visual.doctor_command import doctor

OLD = Path(__file__).parents[1] / "store" / "fixtures" / "v2" / "store.sqlite"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "s.db"
    with open_store(f"sqlite:///{path}") as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts={"enterprises": [firm("甲厂"), firm("乙厂")]}))
    return path


def seen(url: object) -> tuple[int, dict[str, tuple[str, str]]]:
    result = CliRunner().invoke(doctor, ["--store", str(url), "--format", "json"])
    told: list[Any] = json.loads(result.stdout)
    return result.exit_code, {one["check"]: (one["state"], one["said"]) for one in told}


def test_a_sound_store_is_told_so_in_one_page(file: Path) -> None:
    code, signs = seen(file)
    assert {signs[name][0] for name in ("数据文件", "结构版本", "核对", "权限", "版本")} == {"ok"}
    assert signs["备份"][0] == "note"
    assert code == int(any(state == "trouble" for state, _ in signs.values()))
    page = CliRunner().invoke(doctor, ["--store", str(file)]).stdout
    assert "逐行核对通过" in page


def test_a_store_that_is_not_there_is_trouble_and_is_not_made(tmp_path: Path) -> None:
    code, signs = seen(tmp_path / "none.db")
    assert (code, signs["数据文件"][0], list(tmp_path.iterdir())) == (1, "trouble", [])


def test_a_changed_row_is_trouble(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE enterprises SET name = '丙厂' WHERE _key = '甲厂'")
        db.commit()
    code, signs = seen(file)
    assert (code, signs["核对"][0]) == (1, "trouble")


def test_rubbish_in_place_of_a_store_is_trouble_in_words(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_bytes(b"no store at all" * 500)
    assert seen(tmp_path / "s.db")[0] == 1


def test_an_older_store_is_looked_at_without_an_upgrade(tmp_path: Path) -> None:
    shutil.copy(OLD, tmp_path / "s.db")
    _, signs = seen(tmp_path / "s.db")
    assert (signs["结构版本"][0], signs["核对"][0]) == ("note", "ok")
    assert (tmp_path / "s.db").read_bytes() == OLD.read_bytes()
    assert not list(tmp_path.glob("*.v2-*"))


def test_a_store_that_others_may_read_is_trouble(file: Path) -> None:
    file.chmod(0o644)
    code, signs = seen(file)
    assert (code, signs["权限"][0]) == (1, "trouble")


def test_a_server_that_does_not_answer_is_trouble() -> None:
    code, signs = seen("neo4j://127.0.0.1:1")
    assert (code, signs["Neo4j"][0]) == (1, "trouble")


def test_a_dated_backup_is_made_and_found_by_the_doctor(file: Path) -> None:
    result = CliRunner().invoke(backup, ["--store", str(file), "--dir", str(file.parent / "备份"), "--keep", "2"])
    assert result.exit_code == 0, result.output
    assert seen(file)[1]["备份"][0] == "ok"


def test_the_newest_backups_stay_and_nothing_else_is_deleted(tmp_path: Path) -> None:
    days = [dated(tmp_path, datetime(2026, 3, day)) for day in (3, 1, 2)]
    for path in (*days, tmp_path / "chaingraph-mine.backup", tmp_path / "notes.txt"):
        path.touch()
        os.utime(path, (time.time(), time.time()))
    assert forget_old(tmp_path, 2) == (days[1],)
    assert len(list(tmp_path.iterdir())) == 4


def test_a_drill_restores_the_same_and_leaves_nothing(file: Path) -> None:
    before = sorted(path.name for path in file.parent.iterdir())
    result = CliRunner().invoke(backup, ["--store", str(file), "--drill"])
    assert (result.exit_code, "2 行" in result.output) == (0, True), result.output
    assert sorted(path.name for path in file.parent.iterdir()) == before


def test_a_drill_of_a_damaged_store_fails(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("DELETE FROM enterprises WHERE _key = '甲厂'")
        db.commit()
    assert CliRunner().invoke(backup, ["--store", str(file), "--drill"]).exit_code == 1


def test_a_backup_says_where_to_in_one_way(file: Path) -> None:
    for words in ([], ["--drill", "--out", "x"], ["--keep", "3", "--out", "x"]):
        assert CliRunner().invoke(backup, ["--store", str(file), *words]).exit_code == 2


def test_an_upgrade_is_rolled_back_by_the_copy_it_left(tmp_path: Path) -> None:
    """Upgrade as operations.md walks it: drill, open, and back to the file as the older program knew it."""
    store = Path(shutil.copy(OLD, tmp_path / "s.db"))
    for words in (["backup", "--out", str(tmp_path / "b.backup")], ["verify"]):
        assert CliRunner().invoke(root, [*words, "--store", str(store)]).exit_code == 0
    (kept,) = tmp_path.glob("s.v2-*.db")
    with closing(sqlite3.connect(kept)) as copy, closing(sqlite3.connect(OLD)) as old:
        assert list(copy.iterdump()) == list(old.iterdump())
        assert copy.execute("PRAGMA user_version").fetchone() == (2,)
