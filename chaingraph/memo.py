"""The answer for the present version, or for the impatient the last one that is ready."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Generic, TypeVar

T = TypeVar("T")


class Ready(Generic[T]):
    """Something that is made anew for each version; thread-safe.

    Attributes
    ----------
    patience
        None: whoever asks first makes it, the others wait. Seconds: it is made in a thread of its own, and once that
        has taken so long, whoever asks gets the last one.
    """

    def __init__(self, version: Callable[[], str], make: Callable[[], tuple[str, T]]) -> None:
        self.patience: float | None = None
        self._version, self._make, self._lock = version, make, threading.RLock()
        self._last: tuple[str, T] | None = None
        self._coming: Future[T] | None = None
        self._began = 0.0

    def get(self) -> T:
        """The answer. O(1) when nothing changed; raises what making it raised."""
        with self._lock:
            version = self._version()
            if self._last is not None and self._last[0] == version:
                return self._last[1]
            if self._last is None or self.patience is None:
                self._last = self._make()
                return self._last[1]
            last, coming = self._last[1], self._coming or self._begin()
            patience = max(0.0, self.patience - (monotonic() - self._began))
        try:
            return coming.result(patience)
        except TimeoutError:
            return last

    def _begin(self) -> "Future[T]":
        """Make the present version in a thread of its own; the caller holds the lock."""
        coming: Future[T] = Future()

        def work() -> None:
            try:
                made = self._make()
            except Exception as error:  # noqa: BLE001  (whoever waits gets it)
                with self._lock:
                    self._coming = None
                coming.set_exception(error)
                return
            with self._lock:
                self._last, self._coming = made, None
            coming.set_result(made[1])

        self._coming, self._began = coming, monotonic()
        threading.Thread(target=work, name="snapshot", daemon=True).start()
        return coming
