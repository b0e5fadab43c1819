"""Whole pages kept as they were sent, for pages that depend on nothing but the data, the address and the visitor."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from fastapi import Depends, Request
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.gate import visitor_of

MOST_BYTES = 24_000_000
LARGEST_BYTES = 400_000
ASIDE = frozenset({b"date", b"content-length", b"server"})


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


class AsBefore(Exception):
    """Raised by a dependency when the answer is at hand: nothing of the route runs."""

    def __init__(self, page: Page) -> None:
        super().__init__("as before")
        self.page = page


def _kept(request: Request) -> None:
    """Answer with the kept page, or leave word that this one is to be kept."""
    office = request.app.state.office
    visitor = visitor_of(request)
    asked = (request.url.path, request.url.query, request.headers.get("hx-request", ""))
    packed = "gzip" in request.headers.get("accept-encoding", "")
    key = (office.etag(visitor), visitor.name, visitor.way, packed, *asked)
    found = office.pages.find(key)
    if found is not None:
        raise AsBefore(found)
    request.state.keep_as = (key, lambda: office.etag(visitor) == key[0])


KeepPage = Depends(_kept)
"""What a router of pages puts last among its dependencies, after what it needs: a page is kept per data version."""


class Keeping:
    """Keep the answers that a route left word for; outside the packing, so that they are kept packed."""

    def __init__(self, app: ASGIApp, pages: Pages) -> None:
        self.app, self.pages = app, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and listen when it is a page."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        state: dict[str, Any] = scope.setdefault("state", {})
        parts: list[bytes] = []
        began: Message = {}

        async def listening(message: Message) -> None:
            nonlocal began
            if message["type"] == "http.response.start":
                began = message
            elif "keep_as" in state:
                parts.append(message.get("body", b""))
                if not message.get("more_body", False):
                    key, still_true = state["keep_as"]
                    self._keep(key, still_true, began, b"".join(parts))
            await send(message)

        await self.app(scope, receive, listening)

    def _keep(self, key: Hashable, still_true: Callable[[], bool], began: Message, body: bytes) -> None:
        """Keep a page that is small enough and was not overtaken by a write while it was made."""
        page = Headers(raw=began["headers"]).get("content-type", "").startswith("text/html")
        if began["status"] == 200 and page and len(body) <= LARGEST_BYTES and still_true():
            headers = tuple((name, value) for name, value in began["headers"] if name not in ASIDE)
            self.pages.keep(key, Page(headers, body))
