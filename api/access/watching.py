"""Every write that is answered leaves a line in the audit, whatever route it came to."""

import logging
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.access.desk import Desk, address_of
from api.address.hosts import SAFE
from chaingraph.errors import StoreError

LOG = logging.getLogger("chaingraph.api")


def note(request: Request, act: str, by: str | None = None) -> None:
    """Say in words what this request does, for the audit; ``by`` where nobody is signed in yet."""
    request.state.act = act
    if by is not None:
        request.state.act_by = by


class Watching:
    """Add the line before the answer leaves, so that no write is acknowledged without one."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app, self.desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; watch what is not a safe method."""
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                await run_in_threadpool(self._add, scope, state, message["status"])
            await send(message)

        await self.app(scope, receive, watched)

    def _add(self, scope: Scope, state: dict[str, Any], status: int) -> None:
        visitor = state.get("visitor")
        by = state.get("act_by") or (visitor.name if visitor else "未登录")
        route = scope.get("route")
        if route is None:
            return
        act = state.get("act") or getattr(route, "summary", None) or getattr(route, "name", None) or scope["method"]
        try:
            self.desk.audit.add(
                by=by,
                way=visitor.way.value if visitor else "",
                act=act,
                path=f"{scope['method']} {scope['path']}",
                status=status,
                address=address_of(Request(scope)),
            )
        except StoreError as error:
            LOG.error("audit line lost: %s %s by %s: %s", scope["method"], scope["path"], by, error)
