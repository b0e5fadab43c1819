"""Answers that hold for a moment, so that one page does not ask the server the same thing five times."""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

T = TypeVar("T")
MOST = 1_000


class Recent:
    """Remembers answers for ``seconds``, and none from before the last ``forget``; safe to use from several threads.

    >>> now = [0.0]
    >>> recent = Recent(1.0, lambda: now[0])
    >>> recent.of("a", lambda: 1)
    1
    >>> recent.of("a", lambda: 2)
    1
    >>> now[0] = 1.5
    >>> recent.of("a", lambda: 3)
    3
    """

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self._seconds, self._clock = seconds, clock
        self._lock = threading.Lock()
        self._known: dict[Hashable, tuple[float, Any]] = {}
        self._era = 0

    def of(self, key: Hashable, ask: Callable[[], T]) -> T:
        """The answer remembered, or asked for now; what was asked before a ``forget`` is not kept after it."""
        with self._lock:
            era, known = self._era, self._known.get(key)
            if known is not None and self._clock() - known[0] < self._seconds:
                return cast("T", known[1])
        began = self._clock()
        answer = ask()
        with self._lock:
            if self._era == era:
                if len(self._known) >= MOST:
                    self._known.clear()
                self._known[key] = (began, answer)
        return answer

    def forget(self) -> None:
        """Remember nothing of before."""
        with self._lock:
            self._known.clear()
            self._era += 1
