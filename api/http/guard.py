"""Who may talk to the server: known host names, requests from our own pages, and headers that fence every page in."""

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.address.hosts import SAFE, Hosts
from api.http.fence import FENCE
from api.http.problems import HttpProblem, answer

PROGRAMS = ("/api/", "/mcp")
"""Where programs may write without coming from a page."""


class Guard:
    """Refuse foreign hosts (421) and foreign origins (403); put the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Hosts) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check first, then pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        fenced = _fenced(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await _respond(refusal, scope, receive, fenced)
            return
        await self.app(scope, receive, fenced)

    def _refusal(self, scope: Scope) -> HttpProblem | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not _readable(self.hosts.accepts, host):
            return HttpProblem(status=421, slug="foreign-host", detail=f"本系统不以“{host[:100]}”这个主机名提供服务")
        if scope["method"] not in SAFE and not _from_own_page(scope, headers):
            return HttpProblem(status=403, slug="foreign-origin", detail="修改数据的请求必须从本系统自己的页面发出")
        return None


def _from_own_page(scope: Scope, headers: Headers) -> bool:
    """Whether a writing request comes from our pages; programs, which carry no cookie, may use the API."""
    source = headers.get("origin") or headers.get("referer")
    if source is not None:
        return urlsplit(source).netloc == headers.get("host") and urlsplit(source).scheme == scope["scheme"]
    if not scope["path"].startswith(PROGRAMS) or headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    return "cookie" not in headers or "authorization" in headers


def _readable(accepts: Callable[[str], bool], host: str) -> bool:
    try:
        return accepts(host)
    except ValueError:
        return False


def _fenced(send: Send) -> Send:
    async def fenced(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in FENCE.items():
                headers.setdefault(name, value)
        await send(message)

    return fenced


async def _respond(problem: HttpProblem, scope: Scope, receive: Receive, send: Send) -> None:
    response: Response = answer(Request(scope), problem)
    await response(scope, receive, send)
