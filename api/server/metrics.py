"""A few counters as the text that monitoring programs read."""

from collections import Counter
from threading import Lock
from time import perf_counter

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Counters:
    """Requests by method and status, and the seconds they took. Thread-safe."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._seconds = 0.0

    def add(self, method: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        with self._lock:
            self._requests[method, status] += 1
            self._seconds += seconds

    def lines(self) -> list[str]:
        """Counters in Prometheus text form, sorted."""
        with self._lock:
            rows, seconds = sorted(self._requests.items()), self._seconds
        return [
            "# HELP chaingraph_requests_total Answered requests.",
            "# TYPE chaingraph_requests_total counter",
            *(f'chaingraph_requests_total{{method="{method}",status="{status}"}} {n}' for (method, status), n in rows),
            "# HELP chaingraph_request_seconds_total Time spent on answered requests.",
            "# TYPE chaingraph_request_seconds_total counter",
            f"chaingraph_request_seconds_total {seconds:.6f}",
        ]


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Counting:
    """Count every request that is answered."""

    def __init__(self, app: ASGIApp, counters: Counters) -> None:
        self.app, self.counters = app, counters

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note its status and time."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            method = scope["method"] if scope["method"] in METHODS else "OTHER"
            self.counters.add(method, status, perf_counter() - started)
