"""Work that nobody waits for: run in threads of its own, given up when the program closes."""

from collections.abc import Callable
from threading import Event, Thread


class Background:
    """Threads that make things ready; ``close`` waits for those that are at it."""

    def __init__(self) -> None:
        self._closing = Event()
        self._threads: list[Thread] = []

    def run(self, *works: Callable[[], None]) -> None:
        """Run these one after the other, and return at once."""

        def all_of_them() -> None:
            for work in works:
                work()

        self._threads = [thread for thread in self._threads if thread.is_alive()]
        thread = Thread(target=all_of_them, name="background", daemon=True)
        self._threads.append(thread)
        thread.start()

    def closing_within(self, seconds: float) -> bool:
        """Wait so long; True, and at once, when the program closes meanwhile.

        >>> Background().closing_within(0)
        False
        """
        return self._closing.wait(seconds)

    def close(self) -> None:
        """Give up what has not begun, and wait for the rest."""
        self._closing.set()
        for thread in self._threads:
            thread.join()
