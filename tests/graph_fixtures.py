"""The Neo4j server that tests share, emptied before each of them."""

import os
from collections.abc import Iterator

import pytest

from chaingraph.store.neo4j.address import PASSWORD as PASSWORD_NAME
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from tests.neo4j_server import PASSWORD, Server, available, new_server

IN_CI = os.environ.get("CI") == "true"
MISSING = "no Neo4j server: run tools/neo4j/setup.sh, or set NEO4J_URI"


@pytest.fixture(scope="session")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that tests may stop and kill, if they start it again."""
    if not available():
        (pytest.fail if IN_CI else pytest.skip)(MISSING)
    server = new_server(tmp_path_factory.mktemp("neo4j")).start()
    os.environ[PASSWORD_NAME] = PASSWORD
    yield server
    server.stop()


@pytest.fixture(scope="session")
def neo4j_url(request: pytest.FixtureRequest) -> str:
    """The address of a running server: NEO4J_URI, or one of our own."""
    given = os.environ.get("NEO4J_URI")
    return given or str(request.getfixturevalue("own_server").url)


@pytest.fixture
def graph_url(neo4j_url: str) -> str:
    """The address of the server, its database empty."""
    with Neo4jStore(address_of(neo4j_url)) as store:
        wipe(store)
    return neo4j_url


def wipe(store: Neo4jStore) -> None:
    """Remove all nodes, a batch at a time; constraints stay."""
    for text in (
        "MATCH ()-[o]->() WITH o LIMIT 20000 DELETE o RETURN count(*)",
        "MATCH (n) WITH n LIMIT 20000 DELETE n RETURN count(*)",
    ):
        while store.wire.tell(text, patience=120.0)[0][0]:
            pass


def graph_of(store: Neo4jStore) -> tuple[list[object], list[object]]:
    """All nodes and relationships of the graph analysts see, without the run that wrote them."""
    nodes = store.wire.ask(
        "MATCH (n) WHERE NOT n:Import AND NOT n:ImportPart AND NOT n:Kept AND NOT n:Record AND NOT n:Current "
        "RETURN labels(n), properties(n)",
        patience=60.0,
    )
    edges = store.wire.ask(
        "MATCH (a)-[o]->(b) RETURN labels(a), coalesce(a.id, a.name), type(o), properties(o), labels(b), "
        "coalesce(b.id, b.name)",
        patience=60.0,
    )
    for _, properties in nodes:
        properties.pop("run")
    return sorted(nodes, key=repr), sorted(edges, key=repr)
