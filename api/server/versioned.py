"""Something worked out once per data version and kept until the next."""

from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from chaingraph.graph.snapshot import Snapshot

T = TypeVar("T")


class Versioned(Generic[T]):
    """The last answer of a function of the snapshot; asked again only when the data has changed. Thread-safe."""

    def __init__(self, work_out: Callable[[Snapshot], T]) -> None:
        self._work_out, self._lock = work_out, Lock()
        self._kept: tuple[str, T] | None = None

    def of(self, snapshot: Snapshot) -> T:
        """The answer for this snapshot."""
        with self._lock:
            if self._kept is None or self._kept[0] != snapshot.version:
                self._kept = (snapshot.version, self._work_out(snapshot))
            return self._kept[1]
