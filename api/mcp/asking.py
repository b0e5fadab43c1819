"""From a tool's arguments to the request of its route."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter
from typing import Any
from urllib.parse import quote

from api.mcp.refusals import Refusal, unknown
from api.mcp.schemas import MOST_ROWS, PAGE_SIZE, PAGING, Argument, is_paged
from api.mcp.tools import API, Tool

DOTS = (".", "..")
MOST_PAGES = 1_000_000


class Misasked(Exception):
    """The arguments are not those of the tool; carries the refusal."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request to a route: path, query and body, and which part of its lists is wanted."""

    path: str
    query: list[tuple[str, str]] = field(default_factory=list)
    body: dict[str, Any] | None = None
    page: int = 1
    size: int = PAGE_SIZE
    paged: bool = False


def asked_of(
    tool: Tool, arguments: Mapping[str, Argument], given: Mapping[str, Any], document: Mapping[str, Any]
) -> Asked:
    """The request that answers the tool. Raises Misasked for arguments that are none, lack or are of another kind."""
    said = {name: value for name, value in given.items() if value is not None}
    _check(arguments, said)
    template = next(path for path in tool.paths if _names(path) <= said.keys())
    path = API + template.format_map({name: quote(said[name], safe="") for name in _names(template)})
    page, size = _number(said, "page", MOST_PAGES), _number(said, "size", MOST_ROWS)
    paged = not tool.writes and is_paged(tool, template, document)
    query = [
        pair
        for name, value in said.items()
        if arguments[name].place in ("query", "path") and name not in _names(template)
        for pair in _pairs(name, value)
    ]
    if paged:
        query += [("page", str(page)), ("size", str(size))]
    body = {name: value for name, value in said.items() if arguments[name].place == "body"} if tool.writes else None
    return Asked(path=path, query=query, body=body, page=page, size=size, paged=paged)


def _check(arguments: Mapping[str, Argument], said: Mapping[str, Any]) -> None:
    for name, value in said.items():
        if name not in arguments:
            raise Misasked(unknown("参数", name, arguments, "parameters"))
        if not _is_text(value):
            raise _wrong(name, "含有不成字的字符")
        if arguments[name].place == "path":
            _check_name(name, value)
        elif arguments[name].place != "body" and not _is_plain(value, arguments[name].schema.get("type") == "array"):
            raise _wrong(name, "应为一个值" if not isinstance(value, (list, dict)) else "写法不对")
    lacking = [name for name, argument in arguments.items() if argument.required and name not in said]
    if lacking:
        raise _wrong(lacking[0], "缺少此项")


def _check_name(name: str, value: Any) -> None:
    if not isinstance(value, str) or not value.strip() or value in DOTS:
        raise _wrong(name, "应为名称")


def _is_text(value: Any) -> bool:
    """Whether every character of it can be written down."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _is_plain(value: Any, several: bool) -> bool:
    if isinstance(value, list):
        return several and all(isinstance(one, str) for one in value)
    return isinstance(value, (str, int, float, bool))


def _wrong(name: str, message: str) -> Misasked:
    row = {"field": name, "message": message}
    return Misasked(Refusal(error="parameters", status=422, detail=f"{name}：{message}", errors=(row,)))


def _number(said: Mapping[str, Any], name: str, most: int) -> int:
    value = said.get(name, PAGING[name]["default"])
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise _wrong(name, f"应为 1 到 {most} 的整数")
    return value


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def _pairs(name: str, value: Any) -> list[tuple[str, str]]:
    several: Sequence[Any] = value if isinstance(value, list) else [value]
    return [(name, one if isinstance(one, str) else json.dumps(one)) for one in several]
