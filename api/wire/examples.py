"""Whole examples of answers and problems for the OpenAPI document, put together from the examples of their fields."""

from collections.abc import Mapping
from typing import Any

from api.wire.titles import TITLES

DEEPEST = 8
PLAIN: Mapping[str, Any] = {"string": "…", "integer": 1, "number": 0.5, "boolean": True, "null": None}
SLUGS = {
    401: "sign-in",
    403: "forbidden",
    404: "unknown-name",
    408: "request-timeout",
    409: "ambiguous-name",
    413: "content-too-large",
    422: "parameters",
    429: "too-many-jobs",
    503: "store-unavailable",
}


NAMED: Mapping[str, Any] = {
    "place": "新乡市",
    "chain": "动力电池",
    "chains": ["动力电池"],
    "enterprise": "河南新太行电源股份有限公司",
    "enterprise_id": "91410700170000000X",
    "name": "河南新太行电源股份有限公司",
    "uscc": "91410700170000000X",
    "key": "湿法隔膜",
    "segment": "湿法隔膜",
    "stage": "中游",
    "branch": "隔膜",
    "status": "缺失",
    "kind": "缺失",
    "confidence": "低",
    "why": "没有本地企业；本地需求约 3.2 亿元/年",
    "reasons": ["主营产品“湿法隔膜”与环节名称或别名一致"],
    "relation": "本地 2 家企业的潜在供应商",
    "mode": "以商招商",
    "source": "园区名录",
    "as_of": "2026-06-30",
    "at": "2026-11-25T02:00:00.000000+00:00",
    "by": "王工",
    "id": "3f9a0c1d2e4b5a69",
    "title": "企业名录.xlsx",
    "files": ["企业名录.xlsx"],
}
"""Examples of fields that many answers have, where the field itself gives none."""


def example_of(schema: Mapping[str, Any], known: Mapping[str, Any], depth: int = 0) -> Any:
    """A value of the schema: its own example or default where it has one, else made of those of its parts.

    >>> example_of({"type": "object", "properties": {"n": {"type": "integer", "examples": [7]}}}, {})
    {'n': 7}
    """
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for key in ("example", "const", "default"):
        if key in schema:
            return schema[key]
    return None if depth > DEEPEST else _made(schema, known, depth)


def problem_example(status: int, path: str) -> dict[str, Any]:
    """A problem of that status at that path."""
    slug, title = SLUGS.get(status, "store"), TITLES.get(status, "错误")
    return {
        "type": f"urn:chaingraph:problem:{slug}",
        "title": title,
        "status": status,
        "detail": title,
        "instance": path,
    }


def _made(schema: Mapping[str, Any], known: Mapping[str, Any], depth: int) -> Any:
    """The example of what the schema refers to or chooses from, else of its type."""
    if "$ref" in schema:
        return example_of(known[schema["$ref"].rsplit("/", 1)[-1]], known, depth + 1)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return example_of(schema[key][0], known, depth + 1)
    return _by_type(schema, known, depth)


def _field(name: str, part: Mapping[str, Any], known: Mapping[str, Any], depth: int) -> Any:
    """A field's own example, else the one its name has everywhere, where that is of its type."""
    text = part.get("type") or next((one.get("type") for one in part.get("anyOf", ())), None)
    if not part.get("examples") and name in NAMED and text == ("array" if isinstance(NAMED[name], list) else "string"):
        return NAMED[name]
    return example_of(part, known, depth)


def _by_type(schema: Mapping[str, Any], known: Mapping[str, Any], depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object" or "properties" in schema:
        made = {name: _field(name, part, known, depth + 1) for name, part in schema.get("properties", {}).items()}
        extra = schema.get("additionalProperties")
        return made or ({"…": example_of(extra, known, depth + 1)} if isinstance(extra, Mapping) else {})
    if kind == "array":
        parts = schema.get("prefixItems") or [schema.get("items", {})]
        return [example_of(part, known, depth + 1) for part in parts]
    return PLAIN.get(str(kind))
