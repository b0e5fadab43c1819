"""Two imports at once: who is who is resolved against what the other stored, so no firm is there twice."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chaingraph.errors import Outrun
from chaingraph.ids import DataVersion, ImportId
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch, Store
from chaingraph.store.sqlite import SqliteStore
from loaders.run import load
from tests.builders import firm

FIRMS = 3_000
LOAD = """
import sys
from pathlib import Path
from chaingraph.settings import Settings
from chaingraph.store.sqlite import SqliteStore
from loaders.run import load
with SqliteStore(Path(sys.argv[1])) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    load([Path(sys.argv[2])], store, rules=Settings(), at="2026-01-01T00:00:00Z")
"""


def roster(path: Path, note: str) -> Path:
    """The same firms without codes, in a file of its own bytes."""
    rows = "".join(f"中原第{number}机械制造有限公司,新乡市,{note}\n" for number in range(FIRMS))
    path.write_text(f"企业名称,所在市,备注\n{rows}", encoding="utf-8")
    return path


def firms_in(store: Store) -> int:
    return len(store.read()[1]["enterprises"])


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_the_same_firms_twice_in_parallel_are_there_once(kind: str, tmp_path: Path) -> None:
    with MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "a.db") as store:
        files = [roster(tmp_path / f"{name}.csv", name) for name in ("甲", "乙")]
        with ThreadPoolExecutor(2) as both:
            for done in [both.submit(load, [one], store, rules=Settings(), at="2026-01-01T00:00:00Z") for one in files]:
                assert done.result().rejected == 0
        assert firms_in(store) == FIRMS
        assert len(store.imports()) == 2


def test_two_processes_on_one_store_do_not_double_them_either(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    SqliteStore(path).close()
    files = [roster(tmp_path / f"{name}.csv", name) for name in ("甲", "乙")]
    commands = [[sys.executable, "-c", LOAD, str(path), str(one)] for one in files]
    both = [subprocess.Popen(one, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for one in commands]
    for one in both:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in both:
        one.communicate(timeout=120)
    assert [one.returncode for one in both] == [0, 0]
    with SqliteStore(path) as store:
        assert firms_in(store) == FIRMS


@pytest.mark.parametrize("kind", ["memory", "sqlite"])
def test_what_was_resolved_against_other_imports_is_refused_and_decisions_are_no_imports(
    kind: str, tmp_path: Path
) -> None:
    with MemoryStore() if kind == "memory" else SqliteStore(tmp_path / "a.db") as store:
        empty = store.data_version()
        store.write(_batch("decision-1"))
        assert store.write(_batch("a", after=empty))
        with pytest.raises(Outrun):
            store.write(_batch("b", after=empty))
        assert [record.id for record in store.imports()] == ["decision-1", "a"]


def _batch(name: str, after: DataVersion | None = None) -> ImportBatch:
    return ImportBatch(id=ImportId(name), title=name, facts={"enterprises": [firm(name)]}, after=after)
