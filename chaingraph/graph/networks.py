"""A chain, the supply of a place or all of it as a networkx graph, for named algorithms and hand-over."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering, SupplyLink

FIRM_FIELDS = (
    "uscc", "short_name", "park", "province", "city", "district", "address", "industry_code", "industry",
    "business_scope", "revenue_yuan", "employees", "registered_capital_yuan", "founded_on", "listed_as", "status",
)  # fmt: skip
"""Single values of a firm that are told as they are."""
LIST_FIELDS = ("qualifications", "former_names")
"""Lists of texts, joined by ``；``."""
LINK_FIELDS = ("product", "year", "share", "amount_yuan")
BETWEEN = "；"


def chain_view(chain: ChainGraph, *, recycling: bool = False) -> "nx.DiGraph[str]":
    """Segments by key, an edge from each input to what it goes into; recycling only when asked for. O(S + E).

    Nodes carry name, stage, branch and tier; edges carry cost_share (or None), required, substitutes, recycle.
    """
    view: nx.DiGraph[str] = nx.DiGraph(name=chain.chain.name)
    for number, segment in enumerate(chain.segments):
        view.add_node(
            segment.key,
            name=segment.name,
            stage=chain.stages[number].value,
            branch=segment.branch,
            tier=int(chain.tiers[number]),
        )
    for edge in chain.inputs:
        if recycling or not edge.recycle:
            view.add_edge(
                edge.input,
                edge.output,
                cost_share=edge.middle_share,
                required=edge.required,
                substitutes=edge.substitutes,
                recycle=edge.recycle,
            )
    return view


def supply_view(snapshot: Snapshot, place: Place | None = None) -> "nx.MultiDiGraph[str]":
    """Enterprises by id, an edge a observed supply link, from supplier to buyer; with a place, links that touch it.

    Nodes carry name and local (whether in the place); edges carry product, year, share, amount_yuan, source. O(links).
    """
    members = None if place is None else snapshot.members(place)
    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for link in snapshot.links:
        ends = (snapshot.index.get(link.supplier), snapshot.index.get(link.buyer))
        if None in ends or (members is not None and not any(members[end] for end in ends if end is not None)):
            continue
        for end in ends:
            if end is not None:
                enterprise = snapshot.enterprises[end]
                view.add_node(enterprise.id, name=enterprise.name, local=members is None or bool(members[end]))
        view.add_edge(
            link.supplier,
            link.buyer,
            product=link.product,
            year=link.year,
            share=link.share,
            amount_yuan=link.amount_yuan,
            source=link.evidence.caption,
        )
    return view


def network_view(
    snapshot: Snapshot, chains: Sequence[ChainGraph], place: Place | None = None, *, everyone: bool = False
) -> "nx.MultiDiGraph[str]":
    """Segments, firms and observed supply in one graph, to hand over; with a place, its firms and their partners.

    Nodes ``segment:chain/key`` and ``enterprise:id`` carry kind, label and what is known of them; edges run with the
    goods and carry kind: 环节关系 (segment to segment), 处在 (firm to its segment, with score) or 供应 (firm to firm,
    observed). Unknown values are left out. ``everyone``: also
    firms on none of the segments. Sorted by chain, then firm. O(S + E + tags + links).
    """
    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ordered = sorted(chains, key=lambda graph: graph.chain.name)
    for graph in ordered:
        _add_segments(view, graph)
    keys = {(graph.chain.name, segment.key) for graph in ordered for segment in graph.segments}
    members = None if place is None else snapshot.members(place)
    tagged = [firm for firm in range(len(snapshot.enterprises)) if members is None or members[firm]]
    for firm in tagged:
        own = [tag for tag in snapshot.tags.of_firm(firm) if (tag.chain, tag.key) in keys]
        if own or everyone:
            _add_firm(view, snapshot, firm, local=members is not None)
        for tag in sorted(own, key=lambda tag: (tag.chain, tag.key)):
            source = f"enterprise:{snapshot.enterprises[firm].id}"
            view.add_edge(source, f"segment:{tag.chain}/{tag.key}", kind="处在", score=round(tag.score, 4))
    _add_supply(view, snapshot, [firm for firm in tagged if f"enterprise:{snapshot.enterprises[firm].id}" in view])
    return view


def _add_segments(view: "nx.MultiDiGraph[str]", graph: ChainGraph) -> None:
    chain = graph.chain.name
    for number, segment in enumerate(graph.segments):
        own = {"branch": segment.branch, "stage": graph.stages[number].value, "tier": int(graph.tiers[number])}
        marks = {"critical": segment.critical, "chokepoint": segment.chokepoint, "chain": chain}
        view.add_node(f"segment:{chain}/{segment.key}", kind="环节", label=segment.name, **known({**own, **marks}))
    for edge in graph.inputs:
        terms = known({"cost_share": edge.middle_share, "substitutes": edge.substitutes})
        ends = (f"segment:{chain}/{edge.input}", f"segment:{chain}/{edge.output}")
        view.add_edge(*ends, kind="环节关系", recycle=edge.recycle, **terms)


def _add_firm(view: "nx.MultiDiGraph[str]", snapshot: Snapshot, firm: int, *, local: bool) -> None:
    enterprise = snapshot.enterprises[firm]
    told = firm_attributes(enterprise, snapshot.offerings_of[firm])
    name = f"enterprise:{enterprise.id}"
    view.add_node(name, kind="企业", label=enterprise.name, local=local, **told)


def _add_supply(view: "nx.MultiDiGraph[str]", snapshot: Snapshot, firms: Iterable[int]) -> None:
    shown = {snapshot.enterprises[firm].id for firm in firms}
    for link in snapshot.links:
        ends = (link.supplier, link.buyer)
        if not shown.intersection(ends) or any(end not in snapshot.index for end in ends):
            continue
        for end in ends:
            if f"enterprise:{end}" not in view:
                _add_firm(view, snapshot, snapshot.index[end], local=False)
        view.add_edge(*(f"enterprise:{end}" for end in ends), kind="供应", **link_attributes(link))


def firm_attributes(firm: Enterprise, offerings: Sequence[Offering]) -> dict[str, Any]:
    """Known values of a firm by name; unknown ones are left out."""
    told: dict[str, Any] = {name: getattr(firm, name) for name in FIRM_FIELDS}
    told |= {name: BETWEEN.join(getattr(firm, name)) or None for name in LIST_FIELDS}
    told["status"] = firm.status.value if firm.status else None
    told["products"] = BETWEEN.join(_offered(offering) for offering in offerings) or None
    return known({**told, "source": firm.evidence.source, "as_of": firm.evidence.as_of})


def link_attributes(link: SupplyLink) -> dict[str, Any]:
    """Known values of a supply link by name; its source is the ``evidence``: formats have a ``source`` of edges."""
    told = {name: getattr(link, name) for name in LINK_FIELDS}
    return known({**told, "evidence": link.evidence.source, "as_of": link.evidence.as_of})


def known(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are known."""
    return {name: value for name, value in attributes.items() if value is not None}


def _offered(offering: Offering) -> str:
    return offering.product if offering.share is None else f"{offering.product}:{offering.share:g}"
