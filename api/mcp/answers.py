"""A route's answer made compact for an agent: lists cut to a page, and beside them sources, confidence and unknowns."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from api.mcp.asking import Asked

MOST_SOURCES, MOST_UNKNOWN = 12, 20
NONE_THERE = frozenset(
    {
        "branch",
        "not_worth",
        "chain",
        "segment",
        "owner",
        "next_on",
        "note",
        "substitutes",
        "gap",
        "park",
        "likely_chain",
    }
)
"""Fields whose null says that there is none, or that it does not apply."""
SURENESS = ("confidence", "certainty")


def compact(answer: Mapping[str, Any], asked: Asked, place_sources: list[dict[str, Any]]) -> dict[str, Any]:
    """The envelope: the answer in its wire form, each top-level list cut to the page, and what is to be said of it."""
    shown, lists = _cut(answer, asked)
    told = {"data_version": answer.get("data_version"), "answer": shown}
    said = list(_sources(shown))
    about = {
        "lists": lists,
        "sources": (place_sources + [one for one in said if one not in place_sources])[:MOST_SOURCES],
        "confidence": _confidence(shown),
        "not_known": _unknown(shown),
    }
    return told | {name: value for name, value in about.items() if value}


def _cut(answer: Mapping[str, Any], asked: Asked) -> tuple[dict[str, Any], dict[str, Any]]:
    shown: dict[str, Any] = {}
    lists: dict[str, Any] = {}
    start = (asked.page - 1) * asked.size
    for name, value in answer.items():
        own = asked.paged and name == "results"
        if not isinstance(value, list) or own:
            shown[name] = value
            if own:
                lists[name] = _told(int(answer.get("total", len(value))), asked)
            continue
        shown[name] = value[start : start + asked.size]
        if len(value) > asked.size:
            lists[name] = _told(len(value), asked)
    return shown, lists


def _told(total: int, asked: Asked) -> dict[str, int]:
    return {"total": total, "page": asked.page, "size": asked.size, "pages": max(1, -(-total // asked.size))}


def _sources(value: Any) -> Iterator[dict[str, Any]]:
    """Every source named in the answer with its date, once each, in order."""
    seen = dict.fromkeys(
        (one["source"], one.get("as_of"), one.get("certainty"))
        for one in _objects(value)
        if isinstance(one.get("source"), str)
    )
    for source, as_of, certainty in seen:
        told = {"source": source, "as_of": as_of, "certainty": certainty}
        yield {name: part for name, part in told.items() if part is not None}


def _confidence(value: Any) -> dict[str, dict[str, int]]:
    """How often each word on sureness stands in the answer; how many rows are certain, observed or only likely."""
    found: dict[str, Counter[str]] = {}
    for one in _objects(value):
        for name in SURENESS:
            if isinstance(one.get(name), str):
                found.setdefault(name, Counter())[one[name]] += 1
        for name in ("certain", "observed", "unverified"):
            if isinstance(one.get(name), bool):
                found.setdefault(name, Counter())[str(one[name]).lower()] += 1
    return {name: dict(sorted(counts.items())) for name, counts in sorted(found.items())}


def _unknown(value: Any) -> dict[str, int]:
    """How often each field is not known in what is shown, most often first."""
    counts = Counter(
        name for one in _objects(value) for name, part in one.items() if part is None and name not in NONE_THERE
    )
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return dict(ranked[:MOST_UNKNOWN])


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for part in value.values():
            yield from _objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from _objects(part)
