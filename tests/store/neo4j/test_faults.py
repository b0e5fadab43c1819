"""Neo4j killed, stopped, frozen and cut off: nothing acknowledged is lost, the graph is equal after the retry."""

import time

import pytest

from benchmarks.faults import (
    BESIDE,
    ONE_TRANSACTION,
    fault_while_asking,
    fault_while_loading,
    frozen,
    loaded,
    proxied,
    restarted,
    world,
)
from chaingraph.errors import StoreUnavailable
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.neo4j.wire import PATIENCE
from tests.graph_fixtures import wipe
from tests.neo4j_server import Server, free_port

pytestmark = pytest.mark.neo4j
BATCH = world(1_000)


@pytest.fixture(scope="module")
def undisturbed(own_server: Server) -> dict[int, tuple[str, float]]:
    """Digest of the graph and seconds of a load that nothing disturbs, by way of storing."""
    return {small: loaded(own_server, BATCH, small) for small in (ONE_TRANSACTION, BESIDE)}


def test_both_ways_of_storing_give_the_same_graph(undisturbed: dict[int, tuple[str, float]]) -> None:
    assert undisturbed[ONE_TRANSACTION][0] == undisturbed[BESIDE][0]


@pytest.mark.parametrize(("how", "small", "part"), [("SIGKILL", BESIDE, 0.5), ("SIGTERM", ONE_TRANSACTION, 0.6)])
def test_a_server_that_dies_while_loading_loses_nothing_acknowledged(
    own_server: Server, undisturbed: dict[int, tuple[str, float]], how: str, small: int, part: float
) -> None:
    expected, took = undisturbed[small]
    strike = own_server.term if how == "SIGTERM" else own_server.kill
    tally = fault_while_loading(own_server, strike, small=small, delay=took * part, expected=expected, batch=BATCH)
    assert (tally.missing, tally.unequal) == (0, 0)


def test_a_commit_that_a_stopping_server_only_pretends_is_not_believed(own_server: Server) -> None:
    with Neo4jStore(address_of(own_server.url)) as store:
        wipe(store)
        with pytest.raises(StoreUnavailable), store.wire.transaction() as tx:  # noqa: PT012
            tx.run("CREATE (:Mark)")
            own_server.term()
            own_server.gone()
    own_server.start()
    with Neo4jStore(address_of(own_server.url)) as store:
        assert store.wire.ask("MATCH (n:Mark) RETURN count(n)") == [[0]]


def test_every_answer_is_whole_or_a_refusal_in_time_while_the_server_comes_and_goes(own_server: Server) -> None:
    strikes = [restarted(own_server, "SIGKILL"), frozen(own_server, 5.0)]
    tally = fault_while_asking(own_server, strikes, 9.0)
    assert tally.wrong == 0
    assert tally.answers > 10
    assert tally.refused > 0
    assert tally.slowest < max(5.0, PATIENCE + 2 * tally.undisturbed)


@pytest.mark.parametrize(("mode", "at"), [("cut", 60_000), ("swallow", 300_000), ("delay", 1)])
def test_a_connection_that_breaks_or_drags_leaves_an_equal_graph_after_the_retry(
    own_server: Server, undisturbed: dict[int, tuple[str, float]], mode: str, at: int
) -> None:
    assert proxied(own_server, undisturbed[BESIDE][0], BATCH, mode=mode, at=at).unequal == 0


def test_a_server_that_is_not_there_is_told_within_five_seconds_and_then_at_once() -> None:
    with Neo4jStore(address_of(f"neo4j://127.0.0.1:{free_port()}")) as store:
        started = time.monotonic()
        with pytest.raises(StoreUnavailable, match="暂时不可用"):
            store.data_version()
        first = time.monotonic() - started
        with pytest.raises(StoreUnavailable, match="暂时不可用"):
            store.data_version()
        assert first < 5.0
        assert time.monotonic() - started - first < 0.05
