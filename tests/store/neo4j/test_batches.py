"""A slow or small Neo4j server: writes have a deadline of their own, batches shrink, nothing is stored twice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.exceptions import Neo4jError

from benchmarks.faults import world
from chaingraph.errors import StoreError
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.neo4j import store as neo4j_store
from chaingraph.store.neo4j.address import Address, address_of
from chaingraph.store.neo4j.batches import send
from chaingraph.store.neo4j.failures import TooMuch, failure_of
from chaingraph.store.neo4j.store import Neo4jStore
from chaingraph.store.neo4j.wire import Wire

SLOW = "CREATE (:Mark) WITH 1 AS one UNWIND range(1, 2000000000) AS n RETURN sum(n)"


class Weak:
    """A wire whose server takes at most so many rows at once."""

    address = Address(scheme="neo4j", host="graph.local", port=7687)

    def __init__(self, most: int) -> None:
        self._most = most
        self.tried: list[int] = []
        self.stored: list[Any] = []
        self.counted = 0

    def tell(self, text: str, parameters: Mapping[str, Sequence[Any]], *, patience: float) -> list[list[Any]]:
        """Store the rows or none of them."""
        assert (text, patience) == ("MERGE", 60.0)
        rows = parameters["rows"]
        self.tried.append(len(rows))
        if len(rows) > self._most:
            raise TooMuch("60 秒没有写完")
        self.stored += rows
        return []

    def told(self, rows: int) -> None:
        """Count what is told."""
        self.counted += rows


def sent(rows: int, most: int) -> Weak:
    weak = Weak(most)
    send(cast("Wire", weak), "MERGE", range(rows), "run")
    return weak


def test_a_batch_that_is_too_much_is_sent_again_in_quarters_and_later_ones_stay_small() -> None:
    assert sent(22_000, 6_000).tried == [20_000, 5_000, 5_000, 5_000, 5_000, 2_000]


@given(st.integers(0, 3_000), st.integers(100, 4_000))
def test_every_row_is_stored_once_and_in_order_whatever_the_server_takes(rows: int, most: int) -> None:
    weak = sent(rows, most)
    assert weak.stored == list(range(rows))
    assert weak.counted == rows


def test_a_server_that_takes_not_even_the_smallest_batch_is_told() -> None:
    with pytest.raises(TooMuch, match="60 秒没有写完"):
        sent(1_000, 99)


def test_a_server_without_memory_for_a_statement_is_asked_for_less_and_stays_trusted() -> None:
    error = Neo4jError._hydrate_neo4j(code="Neo.TransientError.General.MemoryPoolOutOfMemoryError", message="secret")
    failure = failure_of(error, "graph.local:7687")
    assert isinstance(failure.error, TooMuch)
    assert not failure.gone
    assert "内存不足" in str(failure.error)
    assert "secret" not in str(failure.error)


@pytest.mark.parametrize("given", ["0", "-1", "601", "nan", "inf", "一分钟"])
def test_a_write_deadline_that_is_no_number_of_seconds_is_refused(given: str) -> None:
    with pytest.raises(StoreError, match="CHAINGRAPH_NEO4J_WRITE_SECONDS 应为 1 到 600 之间的秒数"):
        address_of("neo4j://graph.local", {"CHAINGRAPH_NEO4J_WRITE_SECONDS": given})


def test_the_write_deadline_is_a_minute_or_what_the_environment_says() -> None:
    assert address_of("neo4j://graph.local", {}).write_seconds == 60.0
    assert address_of("neo4j://graph.local", {"CHAINGRAPH_NEO4J_WRITE_SECONDS": "120"}).write_seconds == 120.0


@pytest.mark.neo4j
def test_a_statement_past_its_deadline_is_not_stored_and_questions_go_on_being_answered(graph_url: str) -> None:
    with Neo4jStore(address_of(graph_url)) as store:
        with pytest.raises(TooMuch, match="4 秒没有写完"):
            store.wire.tell(SLOW, patience=1.0)
        assert store.wire.ask("MATCH (n:Mark) RETURN count(n)", patience=30.0) == [[0]]


@pytest.mark.neo4j
def test_an_import_too_much_for_one_transaction_is_built_beside_the_graph(
    graph_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_much(*_: object) -> bool:
        raise TooMuch("60 秒没有写完")

    monkeypatch.setattr(neo4j_store, "in_one", too_much)
    batch = world(200)
    with Neo4jStore(replace(address_of(graph_url), write_seconds=120.0)) as store, MemoryStore() as memory:
        assert store.write(batch)
        memory.write(batch)
        assert store.read() == memory.read()
        assert store.verify() == ()
