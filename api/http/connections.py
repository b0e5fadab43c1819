"""Connections that wait for nothing are closed: no head, no rest of a body, nobody who reads the answer."""

import asyncio
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from chaingraph.settings import Settings

LINGER_SECONDS = 2.0
"""How long somebody refused in the middle of a body has to read why."""


class Connection(H11Protocol):
    """One connection with deadlines of its own; when there are too many, the one that waits longest gives way.

    ``head_seconds`` is the time for a whole request head, ``send_seconds`` for any progress of an answer.
    """

    most = 2_000
    head_seconds = 15.0
    send_seconds = 30.0

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._head: asyncio.TimerHandle | None = None
        self._sending: asyncio.TimerHandle | None = None
        self._since = self.loop.time()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection in, perhaps in place of an idle one."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self._make_room()
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget its deadlines."""
        super().connection_lost(exc)
        self._expect_nothing()
        if self._sending is not None:
            self._sending.cancel()

    def data_received(self, data: bytes) -> None:
        """Read on; a head that has begun must end in time, however its bytes trickle."""
        super().data_received(data)
        if self.waits_for_head:
            self._expect_head()
        else:
            self._expect_nothing()

    def on_response_complete(self) -> None:
        """Wait for the next request, or, when the rest of the body is not wanted any more, part."""
        super().on_response_complete()
        self._since = self.loop.time()
        if self.conn.their_state is h11.SEND_BODY and not self.transport.is_closing():
            self.flow.pause_reading()
            self._head = self._head or self.loop.call_later(LINGER_SECONDS, self.transport.abort)

    def pause_writing(self) -> None:
        """The other side reads slowly: it must at least read."""
        super().pause_writing()
        self._watch_sending(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """What was written is on its way."""
        super().resume_writing()
        if self._sending is not None:
            self._sending.cancel()
            self._sending = None

    @property
    def waits_for_head(self) -> bool:
        """Whether no request is being received or answered."""
        return self.conn.their_state is h11.IDLE and (self.cycle is None or bool(self.cycle.response_complete))

    @property
    def waits_for_body(self) -> bool:
        """Whether a request has come only in part."""
        return self.conn.their_state is h11.SEND_BODY

    def _expect_head(self) -> None:
        if self._head is None:
            self._since = self.loop.time()
            self._head = self.loop.call_later(self.head_seconds, self.transport.abort)

    def _expect_nothing(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _watch_sending(self, before: int) -> None:
        def look() -> None:
            now = self.transport.get_write_buffer_size()
            if now >= before:
                self.transport.abort()
            else:
                self._watch_sending(now)

        self._sending = self.loop.call_later(self.send_seconds, look)

    def _make_room(self) -> None:
        """Close whoever has waited longest without a request; without one, whoever sends a body; else the newcomer."""
        others = [one for one in self.connections if isinstance(one, Connection) and one is not self]
        idle = [one for one in others if one.waits_for_head] or [one for one in others if one.waits_for_body]
        leaving = min(idle, key=lambda one: one._since, default=self)
        self.connections.discard(leaving)
        leaving.transport.abort()


def connection_of(rules: Settings) -> type[Connection]:
    """The connections of a server with these rules, as many as the system lets one process hold open."""
    limits = {"most": min(rules.connections, _open_files() - SPARE_FILES), "head_seconds": rules.receipt_seconds}
    return type("BoundedConnection", (Connection,), limits)


SPARE_FILES = 200
"""Open files kept for the store, uploads and the programs that read them."""


def _open_files() -> int:
    """How many files this process may hold open, raised as far as it may raise it itself."""
    try:
        import resource  # noqa: PLC0415  (not there on Windows)
    except ImportError:
        return 4 * SPARE_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 65_536) if hard != resource.RLIM_INFINITY else 65_536
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return soft if soft != resource.RLIM_INFINITY else wanted
