"""Tiers, shortest paths and neighbourhoods over observed supply links, and firms by words, from a snapshot."""

from collections.abc import Iterable

import networkx as nx

from chaingraph.findings.firm.network import Neighbourhood, Paths, SupplyPath, TierFirm
from chaingraph.graph.networks import supply_view
from chaingraph.graph.snapshot import Snapshot


def supply_tiers(snapshot: Snapshot, firm: int, tiers: int) -> tuple[TierFirm, ...]:
    """Suppliers and customers of the firm within so many links, each at its shortest distance; sorted.

    A firm that both supplies and buys stands in both. O(links).
    """
    view, centre = nx.DiGraph(supply_view(snapshot)), snapshot.enterprises[firm].id
    if centre not in view:
        return ()
    found = [(-distance, other) for other, distance in _within(view.reverse(copy=False), centre, tiers)]
    found += [(distance, other) for other, distance in _within(view, centre, tiers)]
    return tuple(sorted(TierFirm(tier, other, view.nodes[other]["name"]) for tier, other in found))


def supply_paths(snapshot: Snapshot, supplier: int, buyer: int, *, longest: int, most: int) -> Paths:
    """The shortest ways the goods of one firm reach another, of at most ``longest`` links. O(links + paths)."""
    view = nx.DiGraph(supply_view(snapshot))
    start, end = snapshot.enterprises[supplier].id, snapshot.enterprises[buyer].id
    if start == end or start not in view or end not in view or not nx.has_path(view, start, end):
        return Paths((), False)
    found = sorted(tuple(path) for path in nx.all_shortest_paths(view, start, end))
    short = [SupplyPath(path) for path in found if len(path) - 1 <= longest]
    return Paths(tuple(short[:most]), len(short) > most)


def neighbourhood(snapshot: Snapshot, firm: int, *, links: int, most: int) -> Neighbourhood:
    """Firms within so many links of the firm, whichever way; at most ``most``, the nearest. O(links)."""
    view, centre = nx.DiGraph(supply_view(snapshot)), snapshot.enterprises[firm].id
    if centre not in view:
        return Neighbourhood((), (), False)
    near = sorted((distance, other) for other, distance in _within(view.to_undirected(as_view=True), centre, links))
    told = tuple(TierFirm(distance, other, view.nodes[other]["name"]) for distance, other in near[:most])
    kept = {centre, *(one.enterprise_id for one in told)}
    among = tuple(sorted((a, b) for a, b in view.subgraph(kept).edges))
    return Neighbourhood(told, among, len(near) > most)


def firms_by_words(snapshot: Snapshot, words: str, *, most: int) -> tuple[str, ...]:
    """Ids of firms whose name, short name or a product contains the words, small letters for capitals; sorted. O(N)."""
    wanted = words.strip().lower()
    if not wanted:
        return ()
    makers = {
        offering.enterprise
        for offering in snapshot.offerings
        if offering.enterprise in snapshot.index and wanted in offering.product.lower()
    }
    named = {
        enterprise.id
        for enterprise in snapshot.enterprises
        if any(wanted in name.lower() for name in (enterprise.name, enterprise.short_name) if name)
    }
    return tuple(sorted(makers | named)[:most])


def _within(view: "nx.Graph[str]", centre: str, links: int) -> Iterable[tuple[str, int]]:
    lengths = nx.single_source_shortest_path_length(view, centre, cutoff=links)
    return [(other, distance) for other, distance in lengths.items() if other != centre]
