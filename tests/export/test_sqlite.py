"""The read-only copy: plain names, the pages' facts, nothing private, the same bytes each time."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from chaingraph.cli.export import export
from chaingraph.export.sqlite.copy import METADATA, write_sqlite
from chaingraph.export.sqlite.rows import ROWS
from chaingraph.export.sqlite.views import VIEWS
from tests.api.world import workspace
from tests.cli.test_documents import filled


def test_every_view_has_rows_as_its_table_has_and_columns_that_are_explained(tmp_path: Path) -> None:
    out = tmp_path / "city.sqlite"
    rows = write_sqlite(workspace().snapshot(), out)
    tables = json.loads((tmp_path / f"city.sqlite{METADATA}").read_text(encoding="utf-8"))["databases"]["city"][
        "tables"
    ]
    assert set(ROWS) == {view.table for view in VIEWS}
    counted = 0
    with closing(sqlite3.connect(f"file:{out}?mode=ro", uri=True)) as file:
        for view in VIEWS:
            (count,) = file.execute(f'SELECT count(*) FROM "{view.title}"').fetchone()
            names = [row[0] for row in file.execute(f'SELECT * FROM "{view.title}"').description]
            assert set(names) == set(tables[view.title]["columns"])
            assert all(name.isascii() for name in tables[view.table]["columns"])
            counted += count
        firms = dict(file.execute('SELECT "企业", "营业收入_元" FROM "企业"').fetchall())
        links = file.execute('SELECT "供应商", "采购方" FROM "供应关系"').fetchall()
    assert counted == rows
    assert (firms["本地电芯厂"], firms["本地小厂"]) == (3e8, None)
    assert links == [("外地隔膜厂", "本地电芯厂")]


def test_the_same_data_give_the_same_bytes_and_nobody_can_write_them(tmp_path: Path) -> None:
    for name in ("a.sqlite", "b.sqlite"):
        write_sqlite(workspace().snapshot(), tmp_path / name)
    assert (tmp_path / "a.sqlite").read_bytes() == (tmp_path / "b.sqlite").read_bytes()
    assert (tmp_path / "a.sqlite").stat().st_mode & 0o222 == 0


def test_accounts_leads_and_notes_are_in_no_table(tmp_path: Path) -> None:
    out = tmp_path / "a.sqlite"
    write_sqlite(workspace().snapshot(), out)
    with closing(sqlite3.connect(out)) as file:
        names = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        columns = {row[1] for table in names for row in file.execute(f'PRAGMA table_info("{table}")')}
    assert names == set(ROWS)
    assert not columns & {"notes", "note", "password", "owner", "phone"}


def test_the_command_writes_it_once_and_never_over_a_file(tmp_path: Path) -> None:
    out = tmp_path / "copy.sqlite"
    asked = ["--sqlite", str(out), "--store", filled(tmp_path)]
    assert CliRunner().invoke(export, asked).exit_code == 0
    again = CliRunner().invoke(export, asked)
    assert again.exit_code == 1
    assert "已经存在" in again.output


@pytest.mark.parametrize("asked", [[], ["--network", "json"], ["--network", "json", "--sqlite", "x"]])
def test_a_command_that_says_neither_or_both_is_misused(asked: list[str]) -> None:
    assert CliRunner().invoke(export, [*asked, "--store", "memory:"]).exit_code == 2
