"""Damage of every kind: a wrong answer is never given without a word, and nothing ends in an error of Python."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.damage import SAME, TOLD, made, programme
from chaingraph.cli.main import root
from chaingraph.errors import Damaged
from chaingraph.store.backups import newest_sound
from chaingraph.store.sqlite import SqliteStore


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    return made(tmp_path / "a.db")


def changed(path: Path, text: str) -> Path:
    """The file after somebody else's program did this to it."""
    db = sqlite3.connect(path)
    db.execute(text)
    db.commit()
    db.close()
    return path


def run(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


def test_of_ninety_damages_every_one_is_told_or_changes_nothing(tmp_path: Path) -> None:
    counts, bad = programme(90, 18, tmp_path)
    assert bad == []
    assert counts[TOLD] + counts[SAME] == 90
    assert counts[TOLD] > 20


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("DELETE FROM enterprises WHERE _key = '企业007'", "enterprises"),
        ("UPDATE enterprises SET employees = 8 WHERE _key = '企业007'", "企业007"),
        ("UPDATE enterprises SET _import = 1 WHERE _key = '企业007'", "enterprises"),
        ("UPDATE imports SET report = '{}' WHERE id = 'first'", "first"),
        ("DELETE FROM imports WHERE id = 'first'", "imports"),
        ("DELETE FROM records WHERE key = '账号3'", "records/users"),
        ("DELETE FROM records WHERE key = '0007'", "records/audit"),
        ("UPDATE records SET content = '{}' WHERE key = '0007'", "0007"),
        ("UPDATE kept SET content = x'00'", "tags/a"),
    ],
)
def test_what_came_went_or_changed_without_the_store_is_named(text: str, names: str, whole: Path) -> None:
    seen = run("verify", "--store", str(changed(whole, text)))
    assert seen.exit_code == 1
    assert names in seen.output


def test_what_is_read_is_checked_when_it_is_read(whole: Path) -> None:
    changed(whole, "UPDATE enterprises SET employees = 8 WHERE _key = '企业007'")
    changed(whole, "DELETE FROM records WHERE key = '账号3'")
    with SqliteStore(whole) as store:
        with pytest.raises(Damaged, match="企业“企业007”"):
            store.read()
        with pytest.raises(Damaged, match="users"):
            store.record("users", "账号3")
        with pytest.raises(Damaged, match="users"):
            store.records("users")


def test_a_damaged_store_is_neither_backed_up_nor_restored_from(whole: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.backup"
    assert run("backup", "--store", str(whole), "--out", str(good)).exit_code == 0
    changed(whole, "UPDATE enterprises SET employees = 8 WHERE _key = '企业007'")
    for name in ("b.db", "b.backup"):
        refused = run("backup", "--store", str(whole), "--out", str(tmp_path / name))
        assert refused.exit_code == 1
        assert str(good) in refused.output
    assert run("restore", str(whole), "--store", str(tmp_path / "new.db")).exit_code == 1
    assert sorted(path.name for path in tmp_path.glob("b*")) == []


def test_the_newest_backup_that_is_sound_is_named(whole: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    good, bad = tmp_path / "backups" / "1.db", tmp_path / "backups" / "2.db"
    assert run("backup", "--store", str(whole), "--out", str(good)).exit_code == 0
    shutil.copy(good, bad)
    changed(bad, "DELETE FROM enterprises WHERE _key = '企业007'")
    assert newest_sound(whole) == good


@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0" + b"x" * 5000])
def test_verify_of_a_file_that_is_absent_empty_or_rubbish_says_so_and_makes_nothing(
    content: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.db"
    if content is not None:
        path.write_bytes(content)
    for command in (("verify",), ("gaps", "--place", "甲", "--chain", "乙"), ("serve", "--port", "1")):
        seen = run(*command, "--store", str(path))
        assert seen.exit_code == 1, seen.output
        assert seen.exception is None or isinstance(seen.exception, SystemExit)
    assert (path.read_bytes() if path.exists() else None) == content


def test_a_backup_remembers_nobody_s_session(whole: Path, tmp_path: Path) -> None:
    with SqliteStore(whole) as store:
        store.put("sessions", "x", "{}")
    for name in ("b.db", "b.backup"):
        assert run("backup", "--store", str(whole), "--out", str(tmp_path / name)).exit_code == 0
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
        assert run("restore", str(tmp_path / name), "--store", str(tmp_path / f"of-{name}")).exit_code == 0
        with SqliteStore(tmp_path / f"of-{name}") as store:
            assert store.records("sessions") == ()
            assert len(store.records("users")) == 12
