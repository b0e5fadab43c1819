"""The web face while its Neo4j server is absent, killed or frozen: refusals in time, then the same answer."""

import time
from collections.abc import Iterator

import pytest

from api.app import create_app
from chaingraph.ids import ImportId
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, facts
from tests.graph_fixtures import wipe
from tests.neo4j_server import Server, free_port

pytestmark = pytest.mark.neo4j
GAPS = f"/api/v1/places/{PARK}/chains/{CHAIN}/gaps"
PAGE = f"/places/{PARK}/chains/{CHAIN}/gaps"


@pytest.fixture
def web(own_server: Server) -> Iterator[Web]:
    with Workspace(Neo4jStore(address_of(own_server.url), trust=0.0), Settings()) as workspace:
        assert isinstance(workspace.store, Neo4jStore)
        wipe(workspace.store)
        workspace.store.write(ImportBatch(id=ImportId("first"), title="名录", facts=facts(), at="2026-07-01"))
        yield Web(create_app(workspace))


def refused(web: Web, path: str) -> float:
    """Seconds until a refusal that says when to come again."""
    started = time.monotonic()
    found = web.get(path)
    assert (found.status_code, found.headers["retry-after"]) == (503, "5"), found.text
    assert "Neo4j 数据库（127.0.0.1:" in found.text
    assert "chaingraph-test" not in found.text
    return time.monotonic() - started


def answered(web: Web, path: str, seconds: float = 30.0) -> object:
    """The answer, once the server is back."""
    until = time.monotonic() + seconds
    while (found := web.get(path)).status_code == 503 and time.monotonic() < until:
        time.sleep(0.2)
    assert found.status_code == 200, found.text
    return found.json()


def test_an_absent_server_is_told_by_every_path_and_the_process_lives() -> None:
    with Workspace(Neo4jStore(address_of(f"neo4j://127.0.0.1:{free_port()}")), Settings()) as workspace:
        web = Web(create_app(workspace))
        assert refused(web, "/readyz") < 5.0
        for path in ("/readyz", GAPS, PAGE, "/"):
            assert min(refused(web, path) for _ in range(3)) < 0.05, path
        assert web.get("/healthz").status_code == 200


def test_a_killed_server_is_refused_in_time_and_answers_the_same_when_it_is_back(own_server: Server, web: Web) -> None:
    before = answered(web, GAPS)
    own_server.kill()
    assert refused(web, GAPS) < 5.0
    assert min(refused(web, GAPS) for _ in range(3)) < 0.05
    own_server.start()
    assert answered(web, GAPS) == before
    assert web.get("/readyz").status_code == 200


def test_a_frozen_server_is_refused_in_time(own_server: Server, web: Web) -> None:
    before = answered(web, GAPS)
    own_server.freeze()
    try:
        assert refused(web, "/readyz") < 5.0
        assert min(refused(web, PAGE) for _ in range(3)) < 0.05
    finally:
        own_server.thaw()
    assert answered(web, GAPS) == before
