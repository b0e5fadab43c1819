"""A chain, the observed supply of a place, or an ecosystem as a small networkx graph, for named algorithms."""

import networkx as nx

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Ecosystem
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot


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


def ecosystem_view(ecosystem: Ecosystem) -> "nx.DiGraph[str]":
    """The shown nodes of an ecosystem by id, edges with the goods; they carry observed and basis. O(nodes + edges)."""
    view: nx.DiGraph[str] = nx.DiGraph(name=ecosystem.enterprise)
    for node in ecosystem.nodes:
        view.add_node(
            node.id,
            name=node.name,
            tier=node.tier,
            segment=node.segment,
            gap=node.firm is None,
            near=node.nearness.value,
        )
    for edge in ecosystem.edges:
        view.add_edge(edge.source, edge.target, observed=edge.observed, basis=edge.basis)
    return view
