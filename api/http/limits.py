"""How much and how slowly a request may be sent: bytes counted as they arrive, and a deadline for the last one."""

import asyncio
from time import monotonic

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chaingraph.settings import Settings

UPLOAD_PATHS = ("/imports/preview", "/api/v1/imports")
ENVELOPE_BYTES = 64_000


class BodyLimit:
    """Refuse a body over its limit (413) or later than its deadline (408), whatever its headers claim."""

    def __init__(self, app: ASGIApp, rules: Settings) -> None:
        self.app, self.rules = app, rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a receive that counts."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await self.app(scope, _counted(receive, self._limit(scope), self._seconds(scope), _declared(scope)), send)

    def _limit(self, scope: Scope) -> int:
        return self.rules.upload_bytes + ENVELOPE_BYTES if _is_upload(scope) else self.rules.body_bytes

    def _seconds(self, scope: Scope) -> float:
        return self.rules.receipt_seconds * (20 if _is_upload(scope) else 1)


def _is_upload(scope: Scope) -> bool:
    return scope["method"] == "POST" and scope["path"] in UPLOAD_PATHS


def _declared(scope: Scope) -> int:
    lengths = [value for name, value in scope["headers"] if name == b"content-length"]
    return int(lengths[0]) if lengths and lengths[0].isdigit() else 0


def _counted(receive: Receive, limit: int, seconds: float, declared: int) -> Receive:
    """A receive that raises 413 or 408 while the body is still coming, and is transparent afterwards."""
    seen, complete, deadline = 0, False, monotonic() + seconds

    async def counted() -> Message:
        nonlocal seen, complete
        if complete:
            return await receive()
        if declared > limit:
            raise _too_large(limit)
        try:
            message = await asyncio.wait_for(receive(), max(0.0, deadline - monotonic()))
        except TimeoutError:
            raise HTTPException(408, f"请求内容没有在 {seconds:g} 秒内传完") from None
        seen += len(message.get("body", b""))
        complete = not message.get("more_body", False)
        if seen > limit:
            raise _too_large(limit)
        return message

    return counted


def _too_large(limit: int) -> HTTPException:
    return HTTPException(413, f"内容超过上限 {limit / 1_000_000:g} MB，请拆分后再传")
