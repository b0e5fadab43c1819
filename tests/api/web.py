"""A caller of the application without a network: every request through ASGI, no redirect followed."""

import asyncio
from typing import Any

import httpx
from fastapi import FastAPI

LOOPBACK = "http://127.0.0.1"


class Web:
    """Requests to one application from the loopback address."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    def get(self, path: str, **options: Any) -> httpx.Response:
        """Read."""
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        """Write."""
        return self.request("POST", path, **options)

    def delete(self, path: str, **options: Any) -> httpx.Response:
        """Take away."""
        return self.request("DELETE", path, **options)

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer, errors of the application included."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=LOOPBACK) as caller:
                return await caller.request(method, path, **options)

        return asyncio.run(ask())
