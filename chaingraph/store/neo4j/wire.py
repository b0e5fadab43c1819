"""Talking to the server: every answer within a deadline, every commit proved by its bookmark, failure told plainly."""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any, TypeVar, cast

from neo4j import Driver, GraphDatabase, ManagedTransaction, Query, Session, Transaction

from chaingraph.progress import Progress, silent
from chaingraph.store.base.breaker import Breaker
from chaingraph.store.neo4j.address import Address
from chaingraph.store.neo4j.failures import TooMuch, failure_of, unavailable

CONNECT_SECONDS, ACQUIRE_SECONDS, RETRY_SECONDS = 2.0, 3.0, 3.0
PATIENCE = 4.0
"""Seconds a caller waits for one answer before the server counts as silent."""
UNDO_SECONDS = 0.5
LONGEST_TRANSACTION = 600.0
WRITING_STAGE = "写入数据库"
Rows = list[list[Any]]
T = TypeVar("T")
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Wire:
    """One driver, made when first needed and again after the server fell silent; safe to use from several threads.

    The driver itself may block for minutes on a server that is frozen, so every call runs in a thread of its own and
    is waited for; one that takes longer is left behind, its driver with it.
    """

    def __init__(self, address: Address, clock: Callable[[], float] = time.monotonic) -> None:
        self.address, self.patience = address, PATIENCE
        self.tell_progress: Progress = silent
        self._sent, self._expected = 0, 0
        self._breaker = Breaker(clock)
        self._lock = threading.Lock()
        self._driver: Driver | None = None

    def expect(self, rows: int) -> None:
        """So many rows are about to be sent."""
        self._sent, self._expected = 0, rows

    def told(self, rows: int) -> None:
        """So many more rows are stored: told to whoever listens."""
        self._sent += rows
        if self._expected:
            self.tell_progress(WRITING_STAGE, min(self._sent, self._expected), self._expected)

    def ask(self, text: str, parameters: Mapping[str, Any] | None = None, *, patience: float | None = None) -> Rows:
        """The rows that a read answers with; tried again for three seconds when the connection breaks."""

        def read(tx: ManagedTransaction) -> Rows:
            return _rows(tx, text, parameters)

        def call() -> Rows:
            with self._session() as session:
                return session.execute_read(read)

        return self._within(max(patience or 0.0, self.patience), call)

    def tell(self, text: str, parameters: Mapping[str, Any] | None = None, *, patience: float = PATIENCE) -> Rows:
        """One statement in a transaction of its own, committed for certain when this returns."""
        with self.transaction(patience) as tx:
            return tx.run(text, parameters)

    def alter(self, text: str) -> None:
        """One change of the schema, waited for up to a minute."""

        def call() -> None:
            with self._session() as session:
                session.run(Query(text)).consume()

        self._within(60.0, call)

    @contextmanager
    def transaction(self, patience: float = PATIENCE) -> Iterator["Writing"]:
        """Statements that are stored together: committed at the end of the block, rolled back when it raises.

        ``patience`` is how long each of them may take, and the beginning and the commit.
        """
        patience = max(patience, self.patience)
        writing = self._within(patience, lambda: Writing(self, self._session(), patience))
        try:
            yield writing
        except BaseException:
            undoing = threading.Thread(target=_carried, args=(writing.undo, SimpleQueue()), daemon=True)
            undoing.start()
            undoing.join(UNDO_SECONDS)
            raise
        self._within(writing.patience, writing.commit)

    def close(self) -> None:
        """Let go of the connections, without waiting for a silent server."""
        with self._lock:
            driver, self._driver = self._driver, None
        if driver is not None:
            closing = threading.Thread(target=driver.close, daemon=True)
            closing.start()
            closing.join(PATIENCE)

    def _session(self) -> Session:
        with self._lock:
            if self._driver is None:
                self._driver = _driver(self.address)
            driver = self._driver
        return driver.session(database=self.address.database, fetch_size=100)

    def statement(self, seconds: float, call: Callable[[], T]) -> T:
        """The answer to a statement of an open transaction; TooMuch when it takes longer than it may.

        Such a statement tells nothing of the server, which may only be busy with it: the breaker stays as it is.
        """
        self._breaker.check()
        try:
            return self._answered(seconds, call)
        except Empty:
            self._abandon()
            raise TooMuch(f"Neo4j 数据库（{self.address.shown}）{seconds:g} 秒没有写完") from None

    def _within(self, seconds: float, call: Callable[[], T]) -> T:
        """The call's answer; errors of the driver leave as ours, and open the breaker when the server is not there."""
        self._breaker.check()
        try:
            return self._answered(seconds, call)
        except Empty:
            self._abandon()
            silent = unavailable(self.address.shown, f"{seconds:g} 秒没有应答")
            self._breaker.failed(str(silent))
            raise silent from None

    def _answered(self, seconds: float, call: Callable[[], T]) -> T:
        """The call's answer; Empty when there is none in time."""
        answer: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()
        threading.Thread(target=_carried, args=(call, answer), daemon=True).start()
        found, error = answer.get(timeout=seconds)
        if error is not None:
            failure = failure_of(error, self.address.shown)
            if failure.gone:
                self._breaker.failed(str(failure.error))
            raise failure.error from None
        self._breaker.worked()
        return cast("T", found)

    def _abandon(self) -> None:
        with self._lock:
            driver, self._driver = self._driver, None
        if driver is not None:
            threading.Thread(target=_carried, args=(driver.close, SimpleQueue()), daemon=True).start()


class Writing:
    """One open transaction; every statement has its own deadline, ``patience`` when it is given none."""

    def __init__(self, wire: Wire, session: Session, patience: float) -> None:
        self._wire, self._session = wire, session
        self._usual = self.patience = patience
        try:
            self._tx: Transaction = session.begin_transaction(timeout=LONGEST_TRANSACTION)
        except BaseException:
            session.close()
            raise

    def run(self, text: str, parameters: Mapping[str, Any] | None = None, *, patience: float | None = None) -> Rows:
        """Rows of one statement. A longer patience also holds for the commit. Raises TooMuch when it is not enough."""
        seconds = self._usual if patience is None else patience
        self.patience = max(self.patience, seconds)
        return self._wire.statement(seconds, lambda: _rows(self._tx, text, parameters))

    def commit(self) -> None:
        """Commit, and believe it only with a bookmark: a server that is shutting down says yes and stores nothing."""
        try:
            self._tx.commit()
            if not self._session.last_bookmarks().raw_values:
                raise OSError("commit without bookmark")
        finally:
            self._session.close()

    def undo(self) -> None:
        """Forget everything said in this transaction."""
        try:
            self._tx.close()
        finally:
            self._session.close()


def _driver(address: Address) -> Driver:
    auth = None if address.password is None else (address.user, address.password)
    return GraphDatabase.driver(
        address.uri,
        auth=auth,
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=ACQUIRE_SECONDS,
        connection_write_timeout=ACQUIRE_SECONDS,
        max_transaction_retry_time=RETRY_SECONDS,
        liveness_check_timeout=5.0,
        notifications_min_severity="OFF",
        user_agent="chaingraph",
        telemetry_disabled=True,
    )


def _rows(tx: ManagedTransaction | Transaction, text: str, parameters: Mapping[str, Any] | None) -> Rows:
    return tx.run(text, dict(parameters or {})).values()


def _carried(call: Callable[[], Any], answer: "SimpleQueue[tuple[Any, BaseException | None]]") -> None:
    try:
        answer.put((call(), None))
    except BaseException as error:  # noqa: BLE001 - carried to the caller's thread
        answer.put((None, error))
