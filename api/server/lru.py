"""Answers kept by key: the least recently used go first, and one that is being worked out is waited for, not redone."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Lru(Generic[T]):
    """At most ``most`` answers; thread-safe. An answer that failed is not kept, and fails for all who waited."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._kept: OrderedDict[Hashable, Future[T]] = OrderedDict()

    def of(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """The answer under the key, worked out when it is not at hand."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            else:
                mine: Future[T] = Future()
                self._kept[key] = mine
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return found.result() if found is not None else self._fill(key, mine, work_out)

    def drop(self, key: Hashable) -> None:
        """Forget the answer under the key."""
        with self._lock:
            self._kept.pop(key, None)

    def _fill(self, key: Hashable, mine: "Future[T]", work_out: Callable[[], T]) -> T:
        try:
            answer = work_out()
        except BaseException as error:
            with self._lock:
                if self._kept.get(key) is mine:
                    del self._kept[key]
            mine.set_exception(error)
            raise
        mine.set_result(answer)
        return answer

    def __len__(self) -> int:
        """How many answers are kept."""
        return len(self._kept)
