"""What was worked out once: by typed key for one snapshot, or anew for each version of the data."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True)
class Key(Generic[T]):
    """The name of something worked out, its type, and what it was worked out of."""

    name: str
    of: Hashable = None


class Memo:
    """Values by typed key, each worked out by whoever asks first while the others wait; thread-safe.

    >>> memo, twice = Memo(), Key[int]("twice", 21)
    >>> memo.get(twice, lambda: 42), memo.find(twice), memo.find(Key[int]("twice", 4))
    (42, 42, None)
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._values: dict[Key[Any], Any] = {}

    def get(self, key: Key[T], work_out: Callable[[], T]) -> T:
        """The value under the key, worked out when it is not there; what it raises is raised and not remembered."""
        if key not in self._values:
            with self._lock:
                if key not in self._values:
                    self._values[key] = work_out()
        return cast("T", self._values[key])

    def find(self, key: Key[T]) -> T | None:
        """The value under the key, or None."""
        return cast("T | None", self._values.get(key))

    def put(self, key: Key[T], value: T) -> None:
        """Remember a value; the one before is forgotten."""
        self._values[key] = value

    def take(self, other: "Memo", *keys: Key[Any]) -> None:
        """Remember what another memo has under these keys, or all it has when none are named."""
        found = other._values
        self._values.update({key: found[key] for key in keys or tuple(found) if key in found})


class PerVersion(Generic[T]):
    """Something that is made anew for each version; thread-safe.

    Attributes
    ----------
    serve_stale_after
        None: whoever asks first makes it, the others wait. Seconds: it is made in a thread of its own, and once that
        has taken so long, whoever asks gets the last one.
    """

    def __init__(self, version: Callable[[], str], make: Callable[[], tuple[str, T]]) -> None:
        self.serve_stale_after: float | None = None
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
            if self._last is None or self.serve_stale_after is None:
                self._last = self._make()
                return self._last[1]
            last, coming = self._last[1], self._coming or self._begin()
            left = max(0.0, self.serve_stale_after - (monotonic() - self._began))
        try:
            return coming.result(left)
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
