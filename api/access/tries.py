"""How often somebody may get a password wrong before they must wait."""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock
from time import monotonic

MOST_REMEMBERED = 10_000


class Tries:
    """Failures of the last ``window`` seconds by name and by address; thread-safe and bounded."""

    def __init__(self, *, by_name: int, by_address: int, window: float, clock: Callable[[], float] = monotonic) -> None:
        self._limits = {"name": by_name, "address": by_address}
        self._window, self._clock, self._lock = window, clock, Lock()
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def wait(self, name: str, address: str) -> int:
        """Seconds until the next try is heard; 0 when it may be made now."""
        with self._lock:
            return max(self._wait("name", name), self._wait("address", address))

    def fail(self, name: str, address: str) -> None:
        """Note a failure."""
        with self._lock:
            for key in (("name", name), ("address", address)):
                self._failed.setdefault(key, deque()).append(self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > MOST_REMEMBERED:
                self._failed.popitem(last=False)

    def succeed(self, name: str) -> None:
        """Forget the failures of a name; those of the address stay."""
        with self._lock:
            self._failed.pop(("name", name), None)

    def _wait(self, kind: str, value: str) -> int:
        times = self._failed.get((kind, value))
        if not times:
            return 0
        now = self._clock()
        while times and now - times[0] > self._window:
            times.popleft()
        limit = self._limits[kind]
        return 0 if len(times) < limit else int(self._window - (now - times[-limit])) + 1
