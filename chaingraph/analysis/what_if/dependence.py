"""Who in a place hangs on whom along one chain, as needs of an and-or graph."""

from collections.abc import Iterable
from dataclasses import dataclass

from chaingraph.analysis.what_if.cascade import Requirement
from chaingraph.findings.firm.drill import LossKind
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Locality, SegmentInput

Position = tuple[int, int]
"""(firm, segment): one firm on one segment of the chain."""


@dataclass(frozen=True, slots=True)
class Want:
    """What a position needs: a source among these input segments, or an outlet among these buying segments.

    ``observed`` when the sources are those of supply links; ``soft`` when it can as well be bought or sold elsewhere.
    """

    kind: LossKind
    segments: tuple[int, ...]
    observed: bool
    soft: bool


@dataclass(frozen=True, slots=True)
class Dependence:
    """Positions of a place on a chain (nodes 0 … n - 1, then gathering nodes), and their needs.

    ``wants`` speaks of the need of the same position; None is a gathering node's. ``needs_of`` are the positions in
    ``needs`` of each node's own.
    """

    positions: tuple[Position, ...]
    nodes: int
    needs: tuple[Requirement, ...]
    wants: tuple[Want | None, ...]
    needs_of: tuple[tuple[int, ...], ...]

    def of_firm(self, firm: int) -> list[int]:
        """Nodes of a firm."""
        return [node for node, (own, _) in enumerate(self.positions) if own == firm]

    def of_segment(self, segment: int) -> list[int]:
        """Nodes of a segment."""
        return [node for node, (_, own) in enumerate(self.positions) if own == segment]


def dependence(snapshot: Snapshot, place: Place, chain: ChainGraph) -> Dependence:
    """Needs of every local firm on the chain.

    Source: for each required input (a group of substitutes is one input; an input alone is required unless the chain
    says it is not; equipment bought once and recycling are left out) the firm's observed suppliers on it, or, without
    any, all local firms on it. Outlet: the firm's observed customers where they buy a tenth of its revenue, or, without
    any such, all local firms on segments that buy from its segment. A source is soft when a segment of its group is not
    bound to the place (宜本地, 可外采), an outlet when it is inferred. An partner outside the place never falls,
    so that need is left out; so is one that nobody local serves today: it is bought or sold elsewhere already.
    O(positions · inputs + links).
    """
    return _Builder(snapshot, place, chain).built()


TELLING = 0.1
"""Recorded sales below this part of a firm's revenue do not say who its outlets are: a tenth makes a tier-1 buyer."""


class _Builder:
    """Collects nodes and needs."""

    def __init__(self, snapshot: Snapshot, place: Place, chain: ChainGraph) -> None:
        self.snapshot, self.chain = snapshot, chain
        self.members = snapshot.members(place)
        on = snapshot.firms_on(chain)
        self.positions = [(f, s) for s, firms in enumerate(on) for f in firms if self.members[f]]
        self.node = {position: number for number, position in enumerate(self.positions)}
        self.of_firm: dict[int, list[int]] = {}
        for number, (firm, _) in enumerate(self.positions):
            self.of_firm.setdefault(firm, []).append(number)
        self.placed = {s: frozenset(firms) for s, firms in enumerate(on)}
        self.pools: dict[tuple[int, ...], int | None] = {}
        self.needs: list[Requirement] = []
        self.wants: list[Want | None] = []

    def built(self) -> Dependence:
        """Needs and wants of every position, firm after firm."""
        groups = [required_inputs(self.chain, segment) for segment in range(len(self.chain.segments))]
        buyers = [buying_segments(self.chain, segment) for segment in range(len(self.chain.segments))]
        for node, (firm, segment) in enumerate(self.positions):
            for group in groups[segment]:
                self._source(node, firm, group)
            self._outlet(node, firm, buyers[segment])
        nodes = len(self.positions) + sum(number is not None for number in self.pools.values())
        own: list[list[int]] = [[] for _ in range(nodes)]
        for number, need in enumerate(self.needs):
            own[need.node].append(number)
        return Dependence(tuple(self.positions), nodes, tuple(self.needs), tuple(self.wants), tuple(map(tuple, own)))

    def _source(self, node: int, firm: int, group: tuple[int, ...]) -> None:
        suppliers = [other for other in self._partners(firm, buying=True) if self._stands(other, group)]
        if suppliers:
            nodes = [self.node[f, s] for f in suppliers for s in group if (f, s) in self.node]
            self._observed(node, suppliers, nodes, Want(LossKind.SOURCE, group, True, self._loose(group)))
        else:
            self._pooled(node, group, Want(LossKind.SOURCE, group, False, self._loose(group)))

    def _outlet(self, node: int, firm: int, group: tuple[int, ...]) -> None:
        customers = self._partners(firm, buying=False)
        if customers and self._telling(firm):
            nodes = [number for other in customers for number in self.of_firm.get(other, ())]
            self._observed(node, customers, nodes, Want(LossKind.OUTLET, group, True, False))
        elif group:
            self._pooled(node, group, Want(LossKind.OUTLET, group, False, True))

    def _observed(self, node: int, partners: list[int], nodes: list[int], want: Want) -> None:
        local = {self.positions[number][0] for number in nodes}
        if set(partners) <= local:
            self._add(Requirement(node, tuple(sorted(set(nodes)))), want)

    def _pooled(self, node: int, group: tuple[int, ...], want: Want) -> None:
        pool = self._pool(group)
        if pool is not None:
            self._add(Requirement(node, (pool,)), want)

    def _pool(self, group: tuple[int, ...]) -> int | None:
        """The gathering node of the local firms on any of these segments, made once; None without a local firm."""
        if group not in self.pools:
            sources = [number for number, (_, segment) in enumerate(self.positions) if segment in group]
            made = sum(number is not None for number in self.pools.values())
            self.pools[group] = len(self.positions) + made if sources else None
            if sources:
                self._add(Requirement(len(self.positions) + made, tuple(sources), at_once=True), None)
        return self.pools[group]

    def _add(self, need: Requirement, want: Want | None) -> None:
        self.needs.append(need)
        self.wants.append(want)

    def _partners(self, firm: int, *, buying: bool) -> list[int]:
        own = self.snapshot.enterprises[firm].id
        found = []
        for link in self.snapshot.links_of.get(own, ()):
            mine, theirs = (link.buyer, link.supplier) if buying else (link.supplier, link.buyer)
            other = self.snapshot.index.get(theirs)
            if mine == own and other is not None:
                found.append(other)
        return sorted(set(found))

    def _telling(self, firm: int) -> bool:
        """Whether the recorded sales of a firm are a part of its revenue that says who its outlets are."""
        own = self.snapshot.enterprises[firm]
        sold = [link for link in self.snapshot.links_of.get(own.id, ()) if link.supplier == own.id]
        amounts = [link.amount_yuan for link in sold]
        if own.revenue_yuan is None or None in amounts:
            return True
        year = max((link.year or "" for link in sold), default="")
        known = sum(link.amount_yuan or 0.0 for link in sold if (link.year or "") == year)
        return known >= TELLING * own.revenue_yuan

    def _loose(self, segments: tuple[int, ...]) -> bool:
        """Whether any of the segments is said not to be bound to the place; an unknown one is bound."""
        return any(self.chain.segments[s].locality not in (None, Locality.MUST) for s in segments)

    def _stands(self, firm: int, group: tuple[int, ...]) -> bool:
        return any(firm in self.placed[segment] for segment in group)


def required_inputs(chain: ChainGraph, segment: int) -> tuple[tuple[int, ...], ...]:
    """Groups of input segments of which one each is required; one that stands alone is a group of one."""
    groups: dict[str, list[SegmentInput]] = {}
    for edge in chain.suppliers(segment):
        if not edge.recycle and not edge.capital:
            groups.setdefault(edge.substitutes or f"={edge.input}", []).append(edge)
    needed = (edges for edges in groups.values() if any(edge.required is not False for edge in edges))
    return tuple(tuple(sorted(chain.index[edge.input] for edge in edges)) for edges in needed)


def buying_segments(chain: ChainGraph, segment: int) -> tuple[int, ...]:
    """Segments that buy from a segment, equipment included, recycling not."""
    return tuple(sorted({chain.index[edge.output] for edge in chain.buyers(segment) if not edge.recycle}))


def partners_named(snapshot: Snapshot, firms: Iterable[int]) -> str:
    """Up to three labels, and how many more."""
    labels = [snapshot.enterprises[firm].label for firm in firms]
    return "、".join(labels[:3]) + (f" 等 {len(labels)} 家" if len(labels) > 3 else "")
