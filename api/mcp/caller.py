"""Who calls the tools, and what asks the routes on their behalf: the same gate, scopes, limits and audit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from httpx2 import ASGITransport, AsyncClient, Response
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.desk import Desk
from api.access.roles import Permission
from api.access.visitor import Visitor, Way

LOOPBACK, STDIO_ADDRESS = "127.0.0.1", "stdio"
WRITES: Mapping[str, Permission] = {"correction": Permission.CORRECT, "lead": Permission.FOLLOW}
PASSED = ("authorization", "host")


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who calls: their key and host as they were sent, the address, and whether a desktop's user lets tools write."""

    headers: Mapping[str, str] = field(default_factory=dict)
    address: str = STDIO_ADDRESS
    desktop_writes: bool = False

    @classmethod
    def of_request(cls, request: Request) -> "Caller":
        """The caller behind an HTTP request."""
        headers = {name: request.headers[name] for name in PASSED if name in request.headers}
        return cls(headers=headers, address=request.client.host if request.client else "")

    @classmethod
    def of_key(cls, key: str, *, desktop_writes: bool) -> "Caller":
        """The caller at this computer, with a key or, at a desktop without accounts, without."""
        headers = {"authorization": f"Bearer {key}"} if key else {}
        return cls(headers={"host": LOOPBACK, **headers}, desktop_writes=desktop_writes)

    def visitor(self, desk: Desk) -> Visitor | None:
        """Who that is for the desk; None when the key is not good."""
        raw = [(name.encode(), value.encode("latin-1", "replace")) for name, value in self.headers.items()]
        return desk.visitor_of(Request({"type": "http", "headers": raw}))

    def may_write(self, visitor: Visitor, tool: str) -> bool:
        """Whether the tool is open to them: with a key whose role may, or at a desktop whose user said so."""
        allowed = visitor.way is Way.KEY or (visitor.way is Way.DESKTOP and self.desktop_writes)
        return allowed and visitor.may(WRITES[tool])


@dataclass(frozen=True, slots=True)
class Routes:
    """The application's routes, asked as the caller."""

    app: ASGIApp

    async def ask(
        self,
        caller: Caller,
        method: str,
        path: str,
        query: list[tuple[str, str]] | None = None,
        body: Mapping[str, Any] | None = None,
        act: str = "",
    ) -> Response:
        """The answer of a route; ``act`` is what the audit says of a write."""
        marked = _Marked(self.app, act) if act else self.app
        transport = ASGITransport(marked, raise_app_exceptions=False, client=(caller.address, 0))
        base = f"http://{caller.headers.get('host', LOOPBACK)}"
        async with AsyncClient(transport=transport, base_url=base) as client:
            content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
            kind = {} if body is None else {"content-type": "application/json"}
            return await client.request(
                method, path, params=tuple(query or ()) or None, content=content, headers={**caller.headers, **kind}
            )


@dataclass(frozen=True, slots=True)
class _Marked:
    """The application, told what the request does."""

    app: ASGIApp
    act: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the act in the request's state."""
        await self.app({**scope, "state": {"act": self.act}}, receive, send)
