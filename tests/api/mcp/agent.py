"""The official client against our server: over HTTP without a network, or in a process of its own on stdio."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar

import httpx2
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

from api.mcp.door import opened
from tests.api.web import LOOPBACK, Web

T = TypeVar("T")
ROOT = Path(__file__).resolve().parents[3]


def over_http(web: Web, key: str, talk: Callable[[Client], Awaitable[T]], *, mode: str = "auto") -> T:
    """What the talk comes to, with a key or, where it is empty, without."""

    async def held() -> T:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(opened(web.app))
            transport = httpx2.ASGITransport(web.app, raise_app_exceptions=False)
            caller = httpx2.AsyncClient(transport=transport, base_url=LOOPBACK, headers=headers, timeout=60)
            http = await stack.enter_async_context(caller)
            client = Client(streamable_http_client(f"{LOOPBACK}/mcp", http_client=http), mode=mode)
            return await talk(await stack.enter_async_context(client))

    return asyncio.run(held())


def over_stdio(url: str, key: str, talk: Callable[[Client], Awaitable[T]], *options: str) -> T:
    """The same with ``chaingraph mcp`` started over a store."""

    async def held() -> T:
        program = "import sys; from api.mcp_command import mcp_command; mcp_command(sys.argv[1:])"
        environment = {"PYTHONPATH": str(ROOT), **({"CHAINGRAPH_KEY": key} if key else {})}
        started = StdioServerParameters(
            command=str(ROOT / ".venv/bin/python"), args=["-c", program, "--store", url, *options], env=environment
        )
        async with Client(stdio_client(started)) as client:
            return await talk(client)

    return asyncio.run(held())


async def told(client: Client, name: str, **arguments: Any) -> tuple[bool, dict[str, Any]]:
    """Whether a tool refused, and what it said."""
    found = await client.call_tool(name, arguments)
    return bool(found.is_error), dict(found.structured_content or {})
