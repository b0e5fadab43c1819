"""Routes between two firms: observed ones told with their evidence, inferred ones along the segments of a chain."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import networkx as nx

from chaingraph.findings.firm.ecosystem import Ecosystem
from chaingraph.findings.firm.network import TierFirm
from chaingraph.findings.firm.relation import Leg, Partner, Route
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, EnterpriseId
from chaingraph.model.links import SupplyLink

MOST_A_CHAIN = 2
LONGEST = 6


def observed_routes(snapshot: Snapshot, paths: Sequence[Sequence[str]]) -> tuple[Route, ...]:
    """Paths of firm ids as routes, every leg with the latest link that states it. O(links + legs)."""
    wanted = {(a, b) for path in paths for a, b in pairwise(path)}
    told = _latest(link for link in snapshot.links if (link.supplier, link.buyer) in wanted)
    return tuple(
        Route(legs=tuple(_observed_leg(snapshot, told[a, b]) for a, b in pairwise(path)), chain=None)
        for path in paths
        if all(pair in told for pair in pairwise(path))
    )


def inferred_routes(snapshot: Snapshot, supplier: int, buyer: int) -> tuple[Route, ...]:
    """Shortest ways along the segments of each chain both firms stand on, at most two a chain, shortest first.

    A leg between two firms or segments is the chain's own input edge, recycling left out: a rule, not a trade. Chains
    that share all segments of a way tell it once. O(chains of both · (segments + edges)).
    """
    found: dict[tuple[str, ...], Route] = {}
    for name, starts in sorted(_standing(snapshot, supplier).items()):
        ends = _standing(snapshot, buyer).get(name, frozenset())
        graph = snapshot.chains[name]
        for way in _ways(graph, starts, ends):
            names = tuple(graph.segments[s].name for s in way)
            found.setdefault(names, _inferred(snapshot, (supplier, buyer), graph, names))
    return tuple(sorted(found.values(), key=lambda r: (len(r.legs), r.chain or "", [leg.basis for leg in r.legs])))


def partners(snapshot: Snapshot, firm: int, tiers: Iterable[TierFirm]) -> tuple[Partner, ...]:
    """Firms at their distance with region, segments and the link to the firm itself; suppliers first, near first."""
    own = snapshot.enterprises[firm].id
    links = [link for link in snapshot.links if own in (link.supplier, link.buyer)]
    told = _latest(links)
    rows = sorted(tiers, key=lambda one: (one.tier > 0, abs(one.tier), one.name, one.enterprise_id))
    return tuple(_partner(snapshot, one, own, links, told) for one in rows if one.enterprise_id in snapshot.index)


def observed_part(found: Ecosystem) -> Ecosystem:
    """The ecosystem with nothing but observed firms and links, to draw. O(nodes + edges)."""
    nodes = tuple(node for node in found.nodes if node.firm is not None and (node.observed or node.tier == 0))
    kept = {node.id for node in nodes}
    edges = tuple(e for e in found.edges if e.observed and e.source in kept and e.target in kept)
    tiers = sorted({node.tier for node in nodes})
    return replace(
        found,
        nodes=nodes,
        edges=edges,
        total={tier: sum(node.tier == tier for node in nodes) for tier in tiers},
        inferred_links=0,
    )


def _latest(links: Iterable[SupplyLink]) -> dict[tuple[str, str], SupplyLink]:
    """The link of each pair that is dated last, ties by product."""
    ranked = sorted(links, key=lambda link: (link.year or "", link.evidence.as_of or "", link.product or ""))
    return {(link.supplier, link.buyer): link for link in ranked}


def _observed_leg(snapshot: Snapshot, link: SupplyLink) -> Leg:
    return Leg(
        giver=_label(snapshot, link.supplier),
        giver_id=link.supplier,
        taker=_label(snapshot, link.buyer),
        taker_id=link.buyer,
        observed=True,
        product=link.product or "",
        basis=link.evidence.caption,
        certainty=link.evidence.certainty.value,
    )


def _label(snapshot: Snapshot, enterprise: str) -> str:
    number = snapshot.index.get(EnterpriseId(enterprise))
    return enterprise if number is None else snapshot.enterprises[number].label


def _standing(snapshot: Snapshot, firm: int) -> dict[ChainId, frozenset[int]]:
    """Segments of the firm by chain."""
    found: dict[ChainId, set[int]] = {}
    for tag in snapshot.tags.of_firm(firm):
        graph = snapshot.chains.get(tag.chain)
        if graph is not None and tag.key in graph.index:
            found.setdefault(tag.chain, set()).add(graph.index[tag.key])
    return {chain: frozenset(segments) for chain, segments in found.items()}


def _ways(graph: ChainGraph, starts: frozenset[int], ends: frozenset[int]) -> Iterator[list[int]]:
    """The shortest ways of at least one edge from any start to any end, in the order of the segments."""
    view: nx.DiGraph[int] = nx.DiGraph()
    view.add_edges_from(sorted((graph.index[e.input], graph.index[e.output]) for e in graph.inputs if not e.recycle))
    ways = [
        way
        for start in sorted(starts & view.nodes)
        for end in sorted(ends & view.nodes)
        if start != end and nx.has_path(view, start, end)
        for way in [nx.shortest_path(view, start, end)]
        if len(way) - 1 <= LONGEST
    ]
    yield from sorted(ways, key=lambda way: (len(way), way))[:MOST_A_CHAIN]


def _inferred(snapshot: Snapshot, ends: tuple[int, int], graph: ChainGraph, names: Sequence[str]) -> Route:
    first, last = (snapshot.enterprises[end] for end in ends)
    stops: list[tuple[str, str | None]] = [
        (f"{first.label}（{names[0]}）", first.id),
        *((name, None) for name in names[1:-1]),
        (f"{last.label}（{names[-1]}）", last.id),
    ]
    legs = tuple(
        Leg(
            giver=giver[0],
            giver_id=giver[1],
            taker=taker[0],
            taker_id=taker[1],
            observed=False,
            product=names[n],
            basis=f"{graph.chain.name}：“{names[n]}”供给“{names[n + 1]}”",
            certainty="按环节推断",
        )
        for n, (giver, taker) in enumerate(pairwise(stops))
    )
    return Route(legs=legs, chain=graph.chain.name)


def _partner(
    snapshot: Snapshot, one: TierFirm, own: str, links: Sequence[SupplyLink], told: dict[tuple[str, str], SupplyLink]
) -> Partner:
    number = snapshot.index[EnterpriseId(one.enterprise_id)]
    firm, pair = snapshot.enterprises[number], (one.enterprise_id, own) if one.tier < 0 else (own, one.enterprise_id)
    link = told.get(pair)
    products = {other.product for other in links if (other.supplier, other.buyer) == pair and other.product}
    segments = {
        graph.segments[graph.index[tag.key]].name
        for tag in snapshot.tags.of_firm(number)
        if (graph := snapshot.chains.get(tag.chain)) is not None and tag.key in graph.index
    }
    return Partner(
        tier=one.tier,
        enterprise=firm.name,
        enterprise_id=firm.id,
        region=firm.region,
        segments=tuple(sorted(segments))[:3],
        products=tuple(sorted(products)),
        basis=link.evidence.caption if link else "",
        certainty=link.evidence.certainty.value if link else "",
    )
