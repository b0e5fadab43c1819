"""What analysts get: the documented graph, ten questions that answer, a picture that is true, a copy that imports."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from neo4j import GraphDatabase

from api.command import load_demo
from chaingraph.cli.main import root
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.cypher.graph_csv import import_arguments
from chaingraph.store.cypher.graph_shape import EDGE_FORMS, NODE_FORMS, ON_SEGMENT
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.sqlite import SqliteStore
from tests.graph_fixtures import graph_of, wipe
from tests.neo4j_server import PASSWORD, new_server
from tools.neo4j.picture import picture

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```cypher\n(.*?)```", DOCUMENT, re.DOTALL)


@pytest.fixture(scope="module")
def demo(neo4j_url: str) -> Iterator[Neo4jStore]:
    """The demo city in Neo4j, with what was computed drawn into the graph."""
    with Neo4jStore(address_of(neo4j_url)) as store:
        wipe(store)
        load_demo(Workspace(store, Settings()))
        drawn = CliRunner().invoke(root, ["draw", "--store", neo4j_url])
        assert drawn.exit_code == 0, drawn.output
        yield store


def test_every_label_relationship_and_property_is_documented() -> None:
    for form in NODE_FORMS:
        assert f"| `{form.label}` | {form.title} | `{form.key}`" in DOCUMENT
    for edge in (*EDGE_FORMS, ON_SEGMENT):
        assert f"`{edge.type}`" in DOCUMENT


def test_the_picture_is_drawn_from_the_table_the_store_uses() -> None:
    assert (ROOT / "docs" / "neo4j.svg").read_text(encoding="utf-8") == picture()


def test_there_are_ten_questions() -> None:
    assert len(QUESTIONS) == 10


@pytest.mark.neo4j
@pytest.mark.parametrize("number", range(1, 11))
def test_a_documented_question_answers(demo: Neo4jStore, number: int) -> None:
    demo.wire.alter("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    assert demo.wire.ask(QUESTIONS[number - 1], patience=20.0)


@pytest.mark.neo4j
def test_what_is_drawn_is_no_fact_and_drawing_again_changes_nothing(demo: Neo4jStore, neo4j_url: str) -> None:
    version, graph = demo.data_version(), graph_of(demo)
    assert demo.verify() == ()
    assert CliRunner().invoke(root, ["draw", "--store", neo4j_url]).exit_code == 0
    assert graph_of(demo) == graph
    assert demo.data_version() == version


def test_a_file_has_no_graph_to_draw_into(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "s.db").close()
    refused = CliRunner().invoke(root, ["draw", "--store", str(tmp_path / "s.db")])
    assert (refused.exit_code, "只有 Neo4j" in refused.output) == (1, True)


@pytest.mark.neo4j
def test_the_exported_folder_imports_into_a_fresh_server_whole(
    demo: Neo4jStore, neo4j_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, home = tmp_path_factory.mktemp("csv") / "out", tmp_path_factory.mktemp("fresh")
    words = ["export", "--network", "neo4j", "--out", str(folder), "--store", neo4j_url]
    written = CliRunner().invoke(root, words)
    assert written.exit_code == 0, written.output
    assert CliRunner().invoke(root, words).exit_code == 1, "a folder that is not empty is refused"
    server = new_server(home)
    server.admin(*import_arguments(folder), folder=folder)
    server.start()
    try:
        with GraphDatabase.driver(server.url.replace("neo4j:", "bolt:"), auth=("neo4j", PASSWORD)) as driver:
            for path in sorted(folder.glob("*.csv")):
                name = path.stem
                text = f"MATCH ()-[n:{name}]->() " if name.isupper() else f"MATCH (n:{name}) "
                count = driver.execute_query(text + "RETURN count(n)", database_="neo4j").records[0][0]
                assert count == len(_rows(path)), name
            asked = "MATCH (e:Enterprise) RETURN e.id, e.name, e.employees, e.qualifications ORDER BY e.id"
            there = [record.values() for record in driver.execute_query(asked, database_="neo4j").records]
        assert there == demo.wire.ask(asked)
    finally:
        server.stop()


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]
