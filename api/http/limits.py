"""How much and how slowly a request may be sent, and by whom: nothing is read of one that the gate does not let in."""

import asyncio
from time import monotonic

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.gate import gate
from api.http.problems import TurnedAway
from chaingraph.errors import ChaingraphError
from chaingraph.settings import Settings

UPLOAD_PATHS = ("/imports/preview", "/api/v1/imports")
ENVELOPE_BYTES = 64_000


class BodyLimit:
    """Refuse a body over its limit (413) or later than its deadline (408), whatever its headers claim.

    The gate looks before the first byte is read: whoever may not write need not send.
    """

    def __init__(self, app: ASGIApp, rules: Settings) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a receive that counts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, self._counted(scope, receive), send)

    def _limit(self, scope: Scope) -> int:
        return self.rules.upload_bytes + ENVELOPE_BYTES if _is_upload(scope) else self.rules.body_bytes

    def _seconds(self, scope: Scope) -> float:
        return self.rules.receipt_seconds * (20 if _is_upload(scope) else 1)

    def _counted(self, scope: Scope, receive: Receive) -> Receive:
        counted = _counted(receive, self._limit(scope), self._seconds(scope), self.rules.receipt_seconds)
        begun = False

        async def let_in() -> Message:
            nonlocal begun
            if not begun:
                begun = True
                await _look(scope)
                if _declared(scope) > self._limit(scope):
                    raise _too_large(self._limit(scope))
            return await counted()

        return let_in


async def _look(scope: Scope) -> None:
    """Ask the gate, of a request that met a route."""
    if scope.get("route") is None:
        return
    try:
        await run_in_threadpool(gate, Request(scope))
    except ChaingraphError as error:
        raise TurnedAway(error) from error


def _is_upload(scope: Scope) -> bool:
    return scope["method"] == "POST" and scope["path"] in UPLOAD_PATHS


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


def _counted(receive: Receive, limit: int, seconds: float, pause: float) -> Receive:
    """A receive that raises 413 or 408 while the body is still coming, and is transparent afterwards; no ``pause``
    between two parts of it may be longer either."""
    seen, complete, deadline = 0, False, monotonic() + seconds

    async def counted() -> Message:
        nonlocal seen, complete
        if complete:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.0, min(pause, deadline - monotonic())))
        except TimeoutError:
            raise HTTPException(408, f"请求内容没有在 {seconds:g} 秒内传完，或中途停了 {pause:g} 秒") from None
        seen += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if seen > limit:
            raise _too_large(limit)
        return message

    return counted


def _too_large(limit: int) -> HTTPException:
    return HTTPException(413, f"内容超过上限 {limit / 1_000_000:g} MB，请拆分后再传")
