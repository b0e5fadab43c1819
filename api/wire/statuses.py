"""The error answers a route can give, for the OpenAPI document."""

from typing import Any

from api.wire.base import Problem
from api.wire.titles import MEDIA_TYPE, TITLES

READING = (401, 403, 404, 409, 422, 503)
LISTING = (401, 403, 422, 503)
WRITING = (401, 403, 404, 408, 409, 413, 422, 429, 503)


def errors(*statuses: int, fresh: bool = True) -> dict[int | str, dict[str, Any]]:
    """OpenAPI responses for these statuses, and for 304 where the route is tagged with the data version.

    >>> sorted(errors(404))
    [304, 404]
    """
    found: dict[int | str, dict[str, Any]] = {304: {"description": "数据没有变化（If-None-Match）"}} if fresh else {}
    for status in statuses:
        content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}}
        found[status] = {"description": TITLES[status], "content": content}
        if status in (429, 503):
            found[status]["headers"] = {"Retry-After": {"schema": {"type": "integer"}, "description": "几秒后再试"}}
    return found
