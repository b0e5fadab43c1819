"""Firms and their supply as JSON-LD in the words of schema.org, with codes of GB 32100 and GB/T 4754."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from chaingraph.export.text import readable

OURS = "urn:chaingraph:"
CONTEXT = {"@vocab": "https://schema.org/", "cg": OURS}
USCC, INDUSTRY = "GB 32100", "GB/T 4754"
FIRM, LINK = "enterprise:", "供应"
TEXTS = {
    "alternateName": "short_name",
    "foundingDate": "founded_on",
    "description": "business_scope",
    "cg:district": "district",
    "cg:listedAs": "listed_as",
    "cg:status": "status",
    "cg:revenueYuan": "revenue_yuan",
    "cg:registeredCapitalYuan": "registered_capital_yuan",
    "cg:formerNames": "former_names",
    "award": "qualifications",
}
"""Names of schema.org, or ours where it has none, and the attribute each tells."""


def jsonld(view: "nx.MultiDiGraph[str]") -> bytes:
    """The firms and observed supply links of a network view; segments are none of schema.org's and stay behind.

    UTF-8, sorted keys; the same view gives the same bytes. O(nodes + edges).
    """
    rows = [*_firms(view), *_links(view)]
    content = {"@context": CONTEXT, "@graph": rows}
    return json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False, indent=1).encode()


def _firms(view: "nx.MultiDiGraph[str]") -> Iterator[dict[str, Any]]:
    for node, said in view.nodes(data=True):
        if node.startswith(FIRM):
            yield _plain({"@id": OURS + node, "@type": "Organization", "name": said["label"], **_organization(said)})


def _organization(said: Mapping[str, Any]) -> dict[str, Any]:
    industry = {"termCode": "industry_code", "name": "industry"}
    address = {"addressRegion": "province", "addressLocality": "city", "streetAddress": "address"}
    return {
        **{name: said.get(own) for name, own in TEXTS.items()},
        "identifier": _part(said, "PropertyValue", {"value": "uscc"}, propertyID=USCC),
        "knowsAbout": _part(said, "DefinedTerm", industry, inDefinedTermSet=INDUSTRY),
        "address": _part(said, "PostalAddress", address, addressCountry="CN"),
        "location": _part(said, "Place", {"name": "park"}),
        "numberOfEmployees": _part(said, "QuantitativeValue", {"value": "employees"}),
        "subjectOf": _part(said, "CreativeWork", {"name": "source", "dateModified": "as_of"}),
        "makesOffer": [_offer(text) for text in str(said.get("products") or "").split("；") if text] or None,
    }


def _part(said: Mapping[str, Any], kind: str, names: Mapping[str, str], **more: str) -> dict[str, Any] | None:
    """A nested object of the attributes that are known; None where none is."""
    told = {name: said[own] for name, own in names.items() if said.get(own) is not None}
    return {"@type": kind, **more, **told} if told else None


def _offer(text: str) -> dict[str, Any]:
    name, mark, share = text.rpartition(":")
    product = {"@type": "Product", "name": name if mark else text}
    return {"@type": "Offer", "itemOffered": product, **({"cg:share": float(share)} if mark else {})}


def _links(view: "nx.MultiDiGraph[str]") -> Iterator[dict[str, Any]]:
    for start, end, said in view.edges(data=True):
        if said.get("kind") == LINK:
            yield _plain(
                {
                    "@type": "SellAction",
                    "seller": {"@id": OURS + start},
                    "buyer": {"@id": OURS + end},
                    "object": _part(said, "Product", {"name": "product"}),
                    "startTime": str(said["year"]) if said.get("year") else None,
                    "price": said.get("amount_yuan"),
                    "priceCurrency": "CNY" if said.get("amount_yuan") is not None else None,
                    "cg:share": said.get("share"),
                    "subjectOf": _part(said, "CreativeWork", {"name": "evidence", "dateModified": "as_of"}),
                }
            )


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is not known, every text readable."""
    return {name: _text(value) for name, value in row.items() if value is not None}


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return readable(value)
    if isinstance(value, Mapping):
        return {name: _text(part) for name, part in value.items()}
    return [_text(part) for part in value] if isinstance(value, Iterable) else value
