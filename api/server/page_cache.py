"""Whole pages by key within a budget of bytes; the least used goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

from starlette.responses import Response

MOST_BYTES = 24_000_000


@dataclass(frozen=True, slots=True)
class Page:
    """An answer as it left: its headers and its body, packed or not."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    def again(self) -> Response:
        """The same answer once more."""
        sent = Response(self.body)
        sent.raw_headers = [*self.headers, (b"content-length", str(len(self.body)).encode())]
        return sent


class Pages:
    """Pages by key, the least used going first once they are too many bytes; thread-safe."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes, self._lock = most_bytes, 0, Lock()
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()

    def find(self, key: Hashable) -> Page | None:
        """The page under the key."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def keep(self, key: Hashable, page: Page) -> None:
        """Keep a page."""
        with self._lock:
            earlier = self._pages.pop(key, None)
            self._bytes += len(page.body) - (len(earlier.body) if earlier else 0)
            self._pages[key] = page
            while self._bytes > self._most:
                self._bytes -= len(self._pages.popitem(last=False)[1].body)
