"""A field more: one line in the dataclass and one frozen text, and no value of old files lands in another column."""

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import MISSING, fields
from json import dumps, loads
from pathlib import Path
from typing import Any

import pytest

from chaingraph.errors import StoreError
from chaingraph.model.kinds import KINDS
from chaingraph.store.base.columns import FIRST_COLUMNS
from chaingraph.store.base.dump import restore
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.schemas.frozen import frozen, statements
from chaingraph.store.schemas.lacking import advice, lacking, types_in, types_of
from chaingraph.store.sqlite import SqliteStore
from tests.store.old_world import plain
from tests.store.schemas.test_old_files import FIXTURES, VERSIONS, expected, known_then

ROOT = Path(__file__).resolve().parents[3]
OLD_FIELD = "    uscc: str | None = None\n"
NEW_FIELD = "    colour: str | None = None\n"


@pytest.fixture(scope="module")
def grown_tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program in which Enterprise has a field more, amid the others, and its schema file."""
    tree = tmp_path_factory.mktemp("grown")
    left_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "chaingraph", tree / "chaingraph", ignore=left_out)
    shutil.copytree(ROOT / "tools", tree / "tools", ignore=left_out)
    shutil.copytree(ROOT / "tests" / "store", tree / "tests" / "store", ignore=left_out)
    (tree / "tests" / "__init__.py").touch()
    source = tree / "chaingraph" / "model" / "enterprise.py"
    text = source.read_text(encoding="utf-8")
    assert text.count(OLD_FIELD) == 1
    source.write_text(text.replace(OLD_FIELD, NEW_FIELD + OLD_FIELD), encoding="utf-8")
    return tree


def run_in(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def grown(grown_tree: Path) -> Path:
    """The same with the schema file that the tool writes."""
    before = run_in(grown_tree, "-c", "from chaingraph.store.open import open_store; open_store('x.db')")
    assert 'ALTER TABLE "enterprises" ADD COLUMN "colour" TEXT;' in before.stderr
    assert f"{len(frozen()) + 1:04d}.sql" in before.stderr
    written = run_in(grown_tree, "tools/next_schema.py", "--write")
    assert written.returncode == 0, written.stderr
    return grown_tree


def walked(tree: Path, version: str, out: Path, *more: str) -> dict[str, Any]:
    done = run_in(tree, "-m", "tests.store.grown", str(FIXTURES / version), str(out), *more)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = loads((out / "told.json").read_text(encoding="utf-8"))
    return found


def colours(facts: dict[str, Any]) -> list[str | None]:
    return [one["colour"] for one in facts["enterprises"]]


def kept_their_places(told: dict[str, Any], version: str) -> None:
    """Old facts are as they were without the new field; with it, nothing else changes."""
    then = expected(version)["facts"]
    assert colours(told["before"]["facts"]) == [None, None]
    assert known_then(told["before"]["facts"], then) == then
    assert colours(told["after"]) == ["红", None]
    bare = {**told["after"], "enterprises": [{**one, "colour": None} for one in told["after"]["enterprises"]]}
    assert known_then(bare, then) == then
    assert told["damage"] == 0


@pytest.mark.parametrize("version", VERSIONS)
def test_a_new_field_leaves_every_old_value_in_its_column(grown: Path, version: str, tmp_path: Path) -> None:
    told = walked(grown, version, tmp_path)
    kept_their_places(told["file"], version)
    kept_their_places(told["backup"], version)
    then = expected(version)["facts"]
    assert known_then(told["journal"], then) == then


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_newer_program_wrote_is_refused_or_told_and_never_shifted(
    grown: Path, version: str, tmp_path: Path
) -> None:
    told = walked(grown, version, tmp_path)
    with pytest.raises(StoreError, match=r"由更新的版本写成.*请用新版程序打开"):
        SqliteStore(tmp_path / "grown.db")
    sentences: list[str] = []
    with MemoryStore() as store:
        restore(store, tmp_path / "grown.backup", sentences.append)
        facts = store.read()[1]
        now = {name: loads(_json(facts[name])) for name in sorted(facts) if facts[name]}
    assert sentences == ["由更新的版本写成的“enterprises”表的列 colour，本程序不认识，没有读入；其余内容不受影响"]
    for one in told["file"]["after"]["enterprises"]:
        del one["colour"]
    assert now == told["file"]["after"]


@pytest.mark.neo4j
@pytest.mark.parametrize("version", VERSIONS)
def test_a_neo4j_journal_grows_and_a_program_without_the_field_is_told_of_it(
    grown: Path, version: str, graph_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    told = walked(grown, version, tmp_path, graph_url)
    kept_their_places(told["neo4j"], version)
    with Neo4jStore(address_of(graph_url)) as store:
        facts = store.read()[1]
        now = loads(_json(facts["enterprises"]))
        assert store.verify() == ()
        assert "表的列 colour" in caplog.text
        store.wire.tell("MATCH (c:Current {key: 'store'}) SET c.schema = 99")
        with pytest.raises(StoreError, match=r"由更新的版本写成.*请换用新版程序"):
            store.read()
    for one in told["neo4j"]["after"]["enterprises"]:
        del one["colour"]
    assert now == told["neo4j"]["after"]["enterprises"]


def test_the_frozen_schemas_give_exactly_the_columns_that_facts_need() -> None:
    db = sqlite3.connect(":memory:")
    for text in frozen():
        for statement in statements(text):
            db.execute(statement)
    missing = lacking(db, KINDS)
    assert not missing, advice(missing, len(frozen()))
    for kind in KINDS:
        assert types_in(db, kind.name) == types_of(kind), (
            f"{kind.name}: a released column neither goes nor changes type"
        )
    db.close()


def test_columns_of_the_first_version_are_still_there_and_later_ones_may_be_unknown() -> None:
    for kind in KINDS:
        first = FIRST_COLUMNS.get(kind.name, ())
        assert set(first) <= set(kind.column_names), kind.name
        if first:
            needed = {f.name for f in fields(kind.fact) if f.default is MISSING and f.default_factory is MISSING}
            assert needed <= set(first), f"{kind.name}: old rows lack {needed - set(first)}, give a default"


def _json(facts: Any) -> str:
    return dumps([plain(fact) for fact in facts], ensure_ascii=False)
