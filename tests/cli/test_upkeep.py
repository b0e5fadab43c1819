"""Backup and restore as people call them."""

import shutil
from pathlib import Path

from click.testing import CliRunner, Result

from chaingraph.cli.main import root
from chaingraph.ids import ImportId
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.open import open_store
from tests.builders import firm


def run(*words: str) -> Result:
    return CliRunner().invoke(root, list(words))


def test_a_backup_is_restored_from_either_kind_of_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/s.db"
    with open_store(url) as store:
        store.write(ImportBatch(id=ImportId("a"), title="a", facts={"enterprises": [firm("甲厂")]}))
        before = store.read()
    for name in ("copy.db", "copy.backup"):
        file, target = str(tmp_path / name), f"sqlite:///{tmp_path}/of-{name}.db"
        assert run("backup", "--store", url, "--out", file).exit_code == 0
        assert run("restore", file, "--store", target).exit_code == 0
        with open_store(target) as store:
            assert store.read() == before
        assert "已经存在" in run("backup", "--store", url, "--out", file).output


def test_restoring_over_other_data_is_refused(tmp_path: Path) -> None:
    url, other = f"sqlite:///{tmp_path}/s.db", f"sqlite:///{tmp_path}/t.db"
    for address, name in ((url, "甲厂"), (other, "乙厂")):
        with open_store(address) as store:
            store.write(ImportBatch(id=ImportId(name), title="a", facts={"enterprises": [firm(name)]}))
    run("backup", "--store", url, "--out", str(tmp_path / "b"))
    refused = run("restore", str(tmp_path / "b"), "--store", other)
    assert (refused.exit_code, "已有别的数据" in refused.output) == (1, True)


def test_a_sqlite_file_of_an_older_version_is_restored_from_and_left_as_it_is(tmp_path: Path) -> None:
    old = Path(__file__).parents[1] / "store" / "fixtures" / "v2" / "store.sqlite"
    (tmp_path / "from").mkdir()
    source = Path(shutil.copy(old, tmp_path / "from" / "旧.db"))
    result = run("restore", str(source), "--store", f"sqlite:///{tmp_path}/new.db")
    assert result.exit_code == 0, result.output
    assert "副本" not in result.output
    assert source.read_bytes() == old.read_bytes()
    assert [path.name for path in source.parent.iterdir()] == ["旧.db"]
