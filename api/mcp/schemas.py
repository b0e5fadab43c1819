"""What a tool takes, read off the document of its routes, so that both always say the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from api.mcp.tools import API, Tool

PAGE_SIZE = 10
MOST_ROWS = 50
PAGING: Mapping[str, Any] = {
    "page": {"type": "integer", "minimum": 1, "default": 1, "description": "第几页，从 1 起 / page, from 1"},
    "size": {
        "type": "integer",
        "minimum": 1,
        "maximum": MOST_ROWS,
        "default": PAGE_SIZE,
        "description": "每页条数，各个列表同样适用 / rows a page, of every list in the answer",
    },
}
ENGLISH: Mapping[str, str] = {
    "list": "own: without the shipped list; pool: the shipped list alone; all by default",
    "place": "park or region, by name or path like 河南省/新乡市/卫滨区",
    "places": "places to compare; one alone is compared with its peers, none means all parks",
    "chain": "industrial chain, e.g. 动力电池",
    "enterprise": "id, unified social credit code, full or short name",
    "segment": "segment, by name or key",
    "with": "suppose these enterprises were here",
    "without": "suppose these enterprises were not here",
    "land": "suppose these enterprises land",
    "leave": "suppose these enterprises leave",
    "mode": "only these ways to approach a firm",
    "top": "at most so many",
    "min_score": "score at least, 0 to 1",
    "with_likely": "also list firms by likeness alone (unverified)",
    "tiers": "how many tiers up and down",
    "land_mu": "cleared land, mu (1/15 ha)",
    "plant_m2": "standard plant, square metres",
    "fund_wan": "industry fund, ten thousand yuan",
    "complete": "count a segment only when all its required inputs are there",
    "supplier": "one enterprise",
    "buyer": "the other enterprise",
    "q": "words to look for",
    "kind": "only this kind of thing",
    "verdict": "whether it is on the segment",
    "by": "the person who judged",
    "stage": "where the talk stands",
    "owner": "who follows it up",
    "next_on": "next step, YYYY-MM-DD",
    "note": "remark",
}
UNSAID = ("examples", "title")
Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a tool: where it goes (path, query, body) and its schema."""

    name: str
    place: str
    required: bool
    schema: Schema


def arguments_of(tool: Tool, document: Mapping[str, Any]) -> dict[str, Argument]:
    """The arguments by name, those of the most particular route first; paging is every reading tool's own."""
    found: dict[str, Argument] = {}
    for path in tool.paths:
        operation = _operation(document, path, tool.method)
        for argument in (*_parameters(operation, document), *_body(operation, document)):
            found.setdefault(argument.name, argument)
    needed = set.intersection(*(_needed(document, path, tool.method) for path in tool.paths))
    known = {name: Argument(name, a.place, name in needed, a.schema) for name, a in found.items() if name not in PAGING}
    if not tool.writes:
        known |= {name: Argument(name, "page", False, dict(schema)) for name, schema in PAGING.items()}
    return known


def input_schema(arguments: Mapping[str, Argument]) -> Schema:
    """The JSON schema of the arguments; nothing else is taken."""
    return {
        "type": "object",
        "properties": {name: argument.schema for name, argument in arguments.items()},
        "required": sorted(name for name, argument in arguments.items() if argument.required),
        "additionalProperties": False,
    }


def is_paged(tool: Tool, path: str, document: Mapping[str, Any]) -> bool:
    """Whether the route pages its list itself."""
    return any(p["name"] == "page" for p in _operation(document, path, tool.method).get("parameters", ()))


def _operation(document: Mapping[str, Any], path: str, method: str) -> Mapping[str, Any]:
    operation: Mapping[str, Any] = document["paths"][API + path][method.lower()]
    return operation


def _needed(document: Mapping[str, Any], path: str, method: str) -> set[str]:
    operation = _operation(document, path, method)
    return {one.name for one in (*_parameters(operation, document), *_body(operation, document)) if one.required}


def _parameters(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Argument]:
    for one in operation.get("parameters", ()):
        schema = _described(one["name"], one["schema"], one.get("description", ""), document)
        yield Argument(one["name"], one["in"], bool(one.get("required")), schema)


def _body(operation: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Argument]:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return
    body = document["components"]["schemas"][content["schema"]["$ref"].rsplit("/", 1)[1]]
    for name, schema in body["properties"].items():
        yield Argument(name, "body", name in body.get("required", ()), _described(name, schema, "", document))


def _described(name: str, schema: Mapping[str, Any], words: str, document: Mapping[str, Any]) -> Schema:
    """The schema without what is for people who read the document, with a description in both languages."""
    plain = _bare(schema, document)
    chinese = words or schema.get("description", "")
    plain["description"] = " / ".join(text for text in (chinese, ENGLISH.get(name, "")) if text) or name
    return plain


def _bare(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Schema:
    """The schema alone, nothing referred to; of a union with null only the other side: leaving out says null."""
    if "$ref" in schema:
        return _bare(
            {**document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], "description": ""}, document
        )
    kept = {name: value for name, value in schema.items() if name not in UNSAID and value not in ("", None)}
    if "items" in kept:
        kept["items"] = _bare(kept["items"], document)
    sides = [side for side in kept.pop("anyOf", ()) if side.get("type") != "null"]
    if len(sides) == 1:
        kept = {**_bare(sides[0], document), **kept}
    elif sides:
        kept["anyOf"] = [_bare(side, document) for side in sides]
    return kept
