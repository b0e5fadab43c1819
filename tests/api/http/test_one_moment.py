"""An answer's tag and its body are of one moment: what was overtaken while it was made carries no tag."""

import asyncio
from typing import Any

from api.http.page_caching import _of_one_moment
from tests.api.world import client, reading

START: dict[str, Any] = {
    "type": "http.response.start",
    "status": 200,
    "headers": [(b"etag", b'"a"'), (b"cache-control", b"private, no-cache"), (b"vary", b"Cookie")],
}


def test_an_answer_that_nothing_overtook_keeps_its_tag() -> None:
    assert asyncio.run(_of_one_moment({"still": ('"a"', lambda: '"a"')}, START)) == START
    assert asyncio.run(_of_one_moment({}, START)) == START


def test_an_answer_that_was_overtaken_loses_its_tag_and_is_kept_nowhere() -> None:
    sent = asyncio.run(_of_one_moment({"still": ('"a"', lambda: '"b"')}, START))
    assert sent["headers"] == [(b"vary", b"Cookie"), (b"cache-control", b"no-store")]


def test_an_answer_still_revalidates() -> None:
    tag = reading().get("/api/v1/enterprises").headers["etag"]
    assert reading().get("/api/v1/enterprises", headers={"If-None-Match": tag}).status_code == 304


def test_a_write_changes_the_tag() -> None:
    web = client()
    before = web.get("/api/v1/enterprises").headers["etag"]
    web.post("/api/v1/enterprises/本地电芯厂/corrections", json={"chain": "电池", "segment": "电芯", "verdict": True})
    assert web.get("/api/v1/enterprises").headers["etag"] != before
