"""Bodies are counted while they arrive, and may not arrive for ever."""

import asyncio
from collections.abc import AsyncIterator

from starlette.types import Message

from api.app import create_app
from api.http.limits import BodyLimit
from chaingraph.settings import Settings
from tests.api.world import client, workspace

CORRECTIONS = "/api/v1/enterprises/本地电芯厂/corrections"


def test_a_body_that_says_it_is_too_large_is_413() -> None:
    found = client().post(CORRECTIONS, content=b" " * 1_000_001, headers={"content-type": "application/json"})
    assert (found.status_code, found.json()["title"]) == (413, "内容太大")


def test_a_body_that_does_not_say_how_large_it_is_is_counted() -> None:
    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100_000

    found = client().post(CORRECTIONS, content=chunks(), headers={"content-type": "application/json"})
    assert found.status_code == 413


def test_an_upload_may_be_larger_than_other_bodies_but_not_than_its_own_limit() -> None:
    web = client(rules=Settings(upload_bytes=2_000_000))
    fits = web.post("/api/v1/imports", files={"file": ("企业.csv", b"x" * 1_500_000)})
    assert fits.status_code == 422
    assert web.post("/api/v1/imports", files={"file": ("企业.csv", b"x" * 2_200_000)}).status_code == 413


def test_a_body_that_does_not_arrive_in_time_is_408() -> None:
    rules = Settings(receipt_seconds=0.05)
    app = create_app(workspace(rules), rules)
    scope = {
        "type": "http",
        "method": "POST",
        "path": CORRECTIONS,
        "raw_path": b"",
        "query_string": b"",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"application/json")],
    }
    sent: list[Message] = []

    async def slow() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b" ", "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, slow, send))
    assert sent[0]["status"] == 408


def test_what_is_not_http_passes_untouched() -> None:
    seen: list[str] = []

    async def inner(scope: dict[str, str], receive: object, send: object) -> None:
        seen.append(scope["type"])

    asyncio.run(BodyLimit(inner, Settings())({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
