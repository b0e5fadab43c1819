"""How many requests are worked on at once: whoever is still sending or slowly reading takes nobody's turn."""

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.problems import HttpProblem, answer

ALWAYS = ("/healthz",)
BUSY = "现在请求太多，请过几秒再试"
RETRY = {"Retry-After": "2"}


class WorkLimit:
    """Answer 503 at once while ``most`` requests are being worked on; a healthy sign is given even then."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self.app, self.most, self.busy = app, most, 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, counted while it is worked on."""
        if scope["type"] != "http" or scope["path"] in ALWAYS:
            await self.app(scope, receive, send)
            return
        if self.busy >= self.most:
            full = HttpProblem(status=503, slug="busy", detail=BUSY, headers=RETRY)
            await answer(Request(scope), full)(scope, receive, send)
            return
        self.busy += 1
        try:
            await self.app(scope, self._receiving(receive), self._sending(send))
        finally:
            self.busy -= 1

    def _receiving(self, receive: Receive) -> Receive:
        """While the body is on its way nothing is worked on; afterwards only the end of the connection is awaited."""
        complete = False

        async def receiving() -> Message:
            nonlocal complete
            if complete:
                return await receive()
            self.busy -= 1
            try:
                message = await receive()
            finally:
                self.busy += 1
            complete = not message.get("more_body", False)
            return message

        return receiving

    def _sending(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            self.busy -= 1
            try:
                await send(message)
            finally:
                self.busy += 1

        return sending
