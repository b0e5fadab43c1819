"""``/mcp``: the MCP server over HTTP, inside the application, for whoever has a key."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from api.access.desk import Desk
from api.access.gate import SignInNeeded
from api.http.problems import answer, problem_of
from api.mcp.caller import Caller
from api.mcp.server import Context, mcp_server

PATH = "/mcp"


class Door:
    """Answers ``/mcp`` and passes everything else on; without a good key nothing is read of the request."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self.app, self.desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at the key each time: a revoked one ends what an open session could do."""
        if scope["type"] != "http" or scope["path"] != PATH:
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            visitor = await run_in_threadpool(Caller.of_request(request).visitor, self.desk)
            if visitor is None:
                raise SignInNeeded
        except Exception as error:  # noqa: BLE001 - every error is told as a problem, as routes do
            await answer(request, problem_of(error))(scope, receive, send)
            return
        await scope["app"].state.mcp.handle_request(scope, receive, send)


@asynccontextmanager
async def opened(app: FastAPI) -> AsyncIterator[None]:
    """The door while the application runs; no state is kept between requests."""
    server = mcp_server(app, _caller)
    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
    app.state.mcp = manager
    async with manager.run():
        yield


def _caller(context: Context) -> Caller:
    request: Any = context.request
    return Caller.of_request(request)
