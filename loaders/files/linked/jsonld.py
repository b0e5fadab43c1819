"""JSON-LD in the words of schema.org, ours or others', as a graph of firms and supplies."""

from collections.abc import Mapping
from typing import Any

from loaders.files.graphs import Graph

FIRMS = frozenset({"organization", "corporation", "localbusiness", "onlinebusiness", "company"})
SALES = frozenset({"sellaction", "buyaction", "orderaction", "tradeaction"})
USCC = ("gb 32100", "uscc", "统一社会信用代码", "taxid", "leicode")
PATHS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "legalName"),
    "uscc": ("taxID", "vatID"),
    "short_name": ("alternateName",),
    "founded_on": ("foundingDate",),
    "business_scope": ("description",),
    "park": ("location.name",),
    "province": ("address.addressRegion",),
    "city": ("address.addressLocality",),
    "district": ("district",),
    "address": ("address.streetAddress", "address"),
    "industry_code": ("knowsAbout.termCode", "isicV4"),
    "industry": ("knowsAbout.name", "industry"),
    "employees": ("numberOfEmployees.value", "numberOfEmployees"),
    "listed_as": ("listedAs", "tickerSymbol"),
    "status": ("status",),
    "revenue_yuan": ("revenueYuan",),
    "registered_capital_yuan": ("registeredCapitalYuan",),
    "former_names": ("formerNames",),
    "qualifications": ("award",),
    "source": ("subjectOf.name",),
    "as_of": ("subjectOf.dateModified",),
}
LINKS: Mapping[str, tuple[str, ...]] = {
    "product": ("object.name", "object"),
    "year": ("startTime", "endTime"),
    "amount_yuan": ("price",),
    "share": ("share",),
    "evidence": ("subjectOf.name",),
    "as_of": ("subjectOf.dateModified",),
}


def linked_graph(value: Any) -> Graph | None:
    """The firms and sales of a JSON-LD value; None for JSON that is none, or holds no organization."""
    rows = _rows(value)
    firms = [row for row in rows if _types(row) & FIRMS]
    if not firms:
        return None
    found = Graph()
    for number, row in enumerate(firms):
        found.node(row.get("@id", row.get("id", f"firm-{number}")), {**_read(row, PATHS), **_more(row)})
    for row in rows:
        ends = (_id(row.get("seller") or row.get("agent")), _id(row.get("buyer") or row.get("recipient")))
        if _types(row) & SALES and all(ends):
            found.edges.append((ends[0], ends[1], _read(row, LINKS)))
    return found


def _rows(value: Any) -> list[Mapping[str, Any]]:
    """The nodes of a document: of ``@graph``, of a list, or the one; names without their prefix."""
    if isinstance(value, Mapping) and ("@graph" in value or "@type" in value):
        value = value.get("@graph", [value])
    several = value if isinstance(value, list) else []
    return [_named(row) for row in several if isinstance(row, Mapping) and "@type" in row]


def _named(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name if name.startswith("@") else _local(name): _named(part) for name, part in value.items()}
    return [_named(part) for part in value] if isinstance(value, list) else value


def _local(name: str) -> str:
    """The name without its prefix or address.

    >>> _local("schema:name"), _local("https://schema.org/name")
    ('name', 'name')
    """
    return name.rstrip("/").replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]


def _types(row: Mapping[str, Any]) -> set[str]:
    kinds = row["@type"] if isinstance(row["@type"], list) else [row["@type"]]
    return {_local(str(kind)).lower() for kind in kinds}


def _read(row: Mapping[str, Any], paths: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    found = {own: next((v for path in some if (v := _at(row, path)) is not None), None) for own, some in paths.items()}
    return {own: value for own, value in found.items() if value is not None}


def _at(row: Any, path: str) -> Any:
    """The plain value at a dotted path; of a list its first."""
    for name in path.split("."):
        row = row[0] if isinstance(row, list) and row else row
        row = row.get(name) if isinstance(row, Mapping) else None
    if isinstance(row, list):
        return "；".join(str(part) for part in row if isinstance(part, str)) or None
    return row.get("@value") if isinstance(row, Mapping) else row


def _more(row: Mapping[str, Any]) -> dict[str, str]:
    """The code among the identifiers, and the products offered with their shares."""
    told = {}
    for one in _several(row.get("identifier")):
        if isinstance(one, Mapping) and str(one.get("propertyID", "")).lower() in USCC:
            told["uscc"] = str(one.get("value", ""))
    offers = [_offered(one) for one in _several(row.get("makesOffer")) if isinstance(one, Mapping)]
    if any(offers):
        told["products"] = "；".join(offer for offer in offers if offer)
    return told


def _offered(offer: Mapping[str, Any]) -> str:
    name, share = _at(offer, "itemOffered.name") or offer.get("name"), offer.get("share")
    return "" if not name else f"{name}:{share}" if share is not None else str(name)


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _id(value: Any) -> str:
    return str(value.get("@id", "")) if isinstance(value, Mapping) else str(value or "")
