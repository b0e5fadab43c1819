"""Requests without a server: what the desk and the gate read of one."""

from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from starlette.requests import Request


def request(path: str = "/", *, headers: dict[str, str] | None = None, query: str = "", **scope: Any) -> Request:
    """A GET with these headers, from 10.0.0.9."""
    raw = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    known = {"type": "http", "method": "GET", "path": path, "headers": raw, "client": ("10.0.0.9", 5)}
    return Request({**known, "query_string": quote(query, safe="=&").encode(), "path_params": {}, **scope})


def app_with(office: Any) -> Any:
    """What a request's application must have for the gate."""
    return SimpleNamespace(state=SimpleNamespace(office=office))
