"""Files of every released version are opened, and answer as their own version did."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from chaingraph.store.base.dump import dumped, restore
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Store
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.sqlite import SqliteStore
from tests.store.old_world import answers, facts_of, put_graph

FIXTURES = Path(__file__).parents[1] / "fixtures"
VERSIONS = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())
each_version = pytest.mark.parametrize("version", VERSIONS)


def expected(version: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIXTURES / version / "answers.json").read_text(encoding="utf-8"))
    return found


def known_then(now: Any, then: Any) -> Any:
    """What is said now, without fields that were not known then; those must be unknown, false or empty."""
    if isinstance(now, dict) and isinstance(then, dict):
        later = {name: value for name, value in now.items() if name not in then}
        assert not any(later.values()), later
        return {name: known_then(value, then[name]) for name, value in now.items() if name in then}
    if isinstance(now, list) and isinstance(then, list) and len(now) == len(then):
        return [known_then(one, other) for one, other in zip(now, then, strict=True)]
    return now


def as_then(store: Store, version: str, *, numbered: bool = True) -> None:
    """The same answers as then; a backup does not number imports that were taken back."""
    then, now = expected(version), json.loads(json.dumps(answers(store)))
    if not numbered:
        then, now = _unnumbered(then), _unnumbered(now)
    assert known_then(now, then) == then
    assert store.verify() == ()


def _unnumbered(told: dict[str, Any]) -> dict[str, Any]:
    imports = [{name: value for name, value in one.items() if name != "sequence"} for one in told["imports"]]
    return {**told, "imports": imports, "layers": [fact for _, fact in told["layers"]]}


def test_there_are_files_of_a_released_version() -> None:
    assert "v2" in VERSIONS


@each_version
def test_an_old_store_file_answers_as_it_did(version: str, tmp_path: Path) -> None:
    shutil.copy(FIXTURES / version / "store.sqlite", tmp_path / "s.db")
    with SqliteStore(tmp_path / "s.db") as store:
        as_then(store, version)


@each_version
def test_an_old_backup_answers_as_its_store_did(version: str, tmp_path: Path) -> None:
    told: list[str] = []
    with SqliteStore(tmp_path / "s.db") as store, MemoryStore() as memory:
        restore(store, FIXTURES / version / "store.backup", told.append)
        restore(memory, FIXTURES / version / "store.backup", told.append)
        as_then(store, version, numbered=False)
        assert dumped(store) == dumped(memory)
    assert told == []


@each_version
def test_an_old_journal_holds_the_facts_it_did(version: str) -> None:
    then = expected(version)["facts"]
    facts = json.loads(json.dumps(facts_of((FIXTURES / version / "journal.jsonl").read_text(encoding="utf-8"))))
    assert known_then(facts, then) == then


@pytest.mark.neo4j
@each_version
def test_an_old_neo4j_database_answers_as_it_did_before_and_after_it_is_written_to(
    version: str, graph_url: str, tmp_path: Path
) -> None:
    with Neo4jStore(address_of(graph_url)) as store, SqliteStore(tmp_path / "s.db") as other:
        put_graph(store, (FIXTURES / version / "journal.jsonl").read_text(encoding="utf-8"))
        as_then(store, version)
        restore(other, FIXTURES / version / "store.backup")
        for both in (store, other):
            assert both.undo(both.imports()[-1].id) is True
        assert dumped(store) == dumped(other)
        assert store.verify() == ()
