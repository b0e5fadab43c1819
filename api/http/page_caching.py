"""Whole pages kept as they were sent, for pages that depend on nothing but the data, the address and the visitor."""

from collections.abc import Callable, Hashable
from typing import Any

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.gate import visitor_of
from api.server.page_cache import Page, Pages

LARGEST_BYTES = 400_000
ASIDE = frozenset({b"date", b"content-length", b"server"})


class FromCache(Exception):
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
    key = (office.etag(visitor), visitor.name, visitor.way, office.standpoint(visitor), packed, *asked)
    found = office.pages.find(key)
    if found is not None:
        raise FromCache(found)
    request.state.keep_as = (key, lambda: office.etag(visitor) == key[0])


CachedPage = Depends(_kept)
"""What a router of pages puts last among its dependencies, after what it needs: a page is kept per data version."""


class CachePages:
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
                began = message = await _of_one_moment(state, message)
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


async def _of_one_moment(state: dict[str, Any], message: Message) -> Message:
    """The start of an answer, without its tag when the data changed while it was made: it may be of either moment."""
    if "still" not in state:
        return message
    etag, now = state["still"]
    if await run_in_threadpool(now) == etag:
        return message
    headers = [(name, value) for name, value in message["headers"] if name not in (b"etag", b"cache-control")]
    return {**message, "headers": [*headers, (b"cache-control", b"no-store")]}
