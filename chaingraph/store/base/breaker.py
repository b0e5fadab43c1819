"""A circuit breaker: after a failure, callers are refused at once for a while, then one may try."""

import threading
from collections.abc import Callable

from chaingraph.errors import StoreUnavailable

OPEN_SECONDS = 5.0


class Breaker:
    """Closed until something fails; then open for ``seconds``, when one caller at a time may try.

    >>> now = [0.0]
    >>> breaker = Breaker(lambda: now[0], 5.0)
    >>> breaker.failed("没有应答")
    >>> breaker.check()
    Traceback (most recent call last):
    chaingraph.errors.StoreUnavailable: 没有应答
    >>> now[0] = 6.0
    >>> breaker.check()
    """

    def __init__(self, clock: Callable[[], float], seconds: float = OPEN_SECONDS) -> None:
        self._clock, self._seconds = clock, seconds
        self._lock = threading.Lock()
        self._until: float | None = None
        self._reason = ""

    def check(self) -> None:
        """Return when a call may be tried; raise StoreUnavailable with the last reason otherwise."""
        with self._lock:
            if self._until is None:
                return
            now = self._clock()
            if now < self._until:
                raise StoreUnavailable(self._reason)
            self._until = now + self._seconds

    def failed(self, reason: str) -> None:
        """Refuse callers for a while."""
        with self._lock:
            self._until, self._reason = self._clock() + self._seconds, reason

    def worked(self) -> None:
        """Let callers through again."""
        with self._lock:
            self._until = None
