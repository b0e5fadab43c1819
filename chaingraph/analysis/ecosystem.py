"""Who supplies a leading firm and who buys from it, by tier: observed links first, then what segments imply."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Ecosystem, EcosystemEdge, EcosystemNode, Nearness
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.model.chain import SegmentInput
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import SupplyLink
from chaingraph.settings import Settings

PER_TIER = 12
PER_SEGMENT = 3
NEAR_ORDER = {n: i for i, n in enumerate((Nearness.PARK, Nearness.CITY, Nearness.PROVINCE, Nearness.OUTSIDE))}


def nearness(centre: Enterprise, other: Enterprise) -> Nearness:
    """Where the other firm sits as seen from the centre; a city counts only when both are known."""
    if centre.park and centre.park == other.park:
        return Nearness.PARK
    if centre.city and centre.city == other.city:
        return Nearness.CITY
    if centre.province and centre.province == other.province:
        return Nearness.PROVINCE
    return Nearness.OUTSIDE if centre.province and other.province else Nearness.UNKNOWN


@dataclass(slots=True)
class _Found:
    """What has been collected: firm -> tier, and for each edge whether it was observed and why."""

    tier: dict[int, int] = field(default_factory=dict)
    segment: dict[int, str] = field(default_factory=dict)
    edges: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)
    gaps: dict[str, tuple[int, str]] = field(default_factory=dict)
    observed: set[int] = field(default_factory=set)


def ecosystem(snapshot: Snapshot, firm: int, rules: Settings, tiers: int = 2) -> Ecosystem:
    """The firm's suppliers and customers by tier.

    Observed: supply links, followed over the tiers. Inferred: for each segment the firm stands on, firms on the
    segments that feed it or buy from it, nearest first, at most ``PER_SEGMENT`` a segment; a feeding segment without
    a firm in the firm's own city is a gap. At most ``PER_TIER`` firms a tier are kept, ``total`` counts all.
    O(links + tags of the chains).
    """
    found = _Found(tier={firm: 0}, observed={firm})
    depth = min(tiers, rules.max_depth)
    _observed(snapshot, firm, depth, found)
    for tag in _own_tags(snapshot, firm):
        chain = snapshot.chains[tag.chain]
        found.segment.setdefault(firm, chain.segments[chain.index[tag.key]].name)
        for direction in (-1, 1):
            _inferred(_Walk(snapshot, firm, chain, direction, found, rules), chain.index[tag.key], depth)
    return _assemble(snapshot, firm, found, rules)


def _own_tags(snapshot: Snapshot, firm: int) -> list[Tag]:
    """The firm's strongest three tags, by what they count of it."""
    tags = [t for t in snapshot.tags.of_firm(firm) if t.chain in snapshot.chains]
    return sorted(tags, key=lambda t: (-t.share, -t.score, t.chain, t.key))[:3]


def _observed(snapshot: Snapshot, firm: int, depth: int, found: _Found) -> None:
    for direction in (-1, 1):
        frontier = [firm]
        for tier in range(1, depth + 1):
            following = []
            for here in frontier:
                for link, other in _links(snapshot, here, direction):
                    ends = (here, other) if direction == 1 else (other, here)
                    found.edges[f"f{ends[0]}", f"f{ends[1]}"] = (True, link.evidence.caption)
                    if other not in found.tier:
                        found.tier[other] = direction * tier
                        found.observed.add(other)
                        if link.product:
                            found.segment[other] = str(link.product) if direction == -1 else ""
                        following.append(other)
            frontier = following


def _links(snapshot: Snapshot, firm: int, direction: int) -> Iterator[tuple[SupplyLink, int]]:
    own = snapshot.enterprises[firm].id
    for link in snapshot.links_of.get(own, ()):
        mine, theirs = (link.supplier, link.buyer) if direction == 1 else (link.buyer, link.supplier)
        other = snapshot.index.get(theirs)
        if mine == own and other is not None:
            yield link, other


@dataclass(frozen=True, slots=True)
class _Walk:
    """Following one chain from the firm, one way: -1 towards suppliers, 1 towards customers."""

    snapshot: Snapshot
    firm: int
    chain: ChainGraph
    direction: int
    found: _Found
    rules: Settings

    def local(self, segment: int) -> bool:
        """Whether a firm of the segment sits in the firm's park or city; the firm itself counts."""
        centre = self.snapshot.enterprises[self.firm]
        on = self.snapshot.firms_on(self.chain)[segment]
        return any(nearness(centre, self.snapshot.enterprises[f]) in (Nearness.PARK, Nearness.CITY) for f in on)


def _inferred(walk: _Walk, segment: int, depth: int) -> None:
    """Follow the chain's edges from the firm's segment; each reached segment offers its nearest firms."""
    anchors = {segment: f"f{walk.firm}"}
    for tier in range(1, depth + 1):
        reached: dict[int, str] = {}
        for here, origin in anchors.items():
            lacking = _lacking(walk, here) if walk.direction < 0 else {}
            for edge in _solid_edges(walk, here):
                other = walk.chain.index[edge.input if walk.direction < 0 else edge.output]
                nodes = _nearest(walk, other, walk.direction * tier)
                if other in lacking:
                    nodes.append(_gap(walk, other, walk.direction * tier, lacking[other]))
                _join(walk, nodes, origin, here, other)
                if nodes:
                    reached.setdefault(other, nodes[0])
        anchors = reached


def _solid_edges(walk: _Walk, segment: int) -> list[SegmentInput]:
    """Edges that carry goods all the time, dearest first: no recycling, no equipment bought once."""
    edges = walk.chain.suppliers(segment) if walk.direction < 0 else walk.chain.buyers(segment)
    solid = [edge for edge in edges if not edge.recycle and not edge.capital]
    return sorted(solid, key=lambda e: (-(e.middle_share or 0.0), e.input, e.output))


def _lacking(walk: _Walk, segment: int) -> dict[int, str]:
    """Inputs nobody local supplies, by segment, with the name to show; of a group of substitutes only the dearest."""
    groups: dict[str, list[SegmentInput]] = {}
    for edge in _solid_edges(walk, segment):
        groups.setdefault(edge.substitutes or f"={edge.input}", []).append(edge)
    lacking = {}
    for members in groups.values():
        numbers = [walk.chain.index[edge.input] for edge in members]
        if not any(walk.local(number) for number in numbers):
            names = "/".join(walk.chain.segments[number].name for number in numbers[:2])
            lacking[numbers[0]] = names + ("等任一" if len(numbers) > 1 else "")
    return lacking


def _nearest(walk: _Walk, segment: int, tier: int) -> list[str]:
    """Ids of the nearest, then largest firms on the segment, at most PER_SEGMENT."""
    centre = walk.snapshot.enterprises[walk.firm]
    sizes, _ = walk.snapshot.sizes(walk.rules)

    def order(other: int) -> tuple[int, float, int]:
        near = nearness(centre, walk.snapshot.enterprises[other])
        return NEAR_ORDER.get(near, len(NEAR_ORDER)), -float(sizes[other]), other

    on = sorted((other for other in walk.snapshot.firms_on(walk.chain)[segment] if other != walk.firm), key=order)
    for other in on[:PER_SEGMENT]:
        walk.found.tier.setdefault(other, tier)
        walk.found.segment.setdefault(other, walk.chain.segments[segment].name)
    return [f"f{other}" for other in on[:PER_SEGMENT]]


def _gap(walk: _Walk, segment: int, tier: int, name: str) -> str:
    key = f"g{walk.chain.chain.name}/{walk.chain.segments[segment].key}"
    walk.found.gaps.setdefault(key, (tier, name))
    return key


def _join(walk: _Walk, nodes: list[str], origin: str, here: int, other: int) -> None:
    names = walk.chain.segments
    feeds, takes = (other, here) if walk.direction < 0 else (here, other)
    rule = f"按环节推断：{names[feeds].name}供给{names[takes].name}"
    for node in nodes:
        if node != origin:
            ends = (node, origin) if walk.direction < 0 else (origin, node)
            walk.found.edges.setdefault(ends, (False, rule))


def _assemble(snapshot: Snapshot, firm: int, found: _Found, rules: Settings) -> Ecosystem:
    centre = snapshot.enterprises[firm]
    nodes = _capped(snapshot, firm, found, rules)
    kept = {node.id for node in nodes}
    edges = tuple(
        EcosystemEdge(source=a, target=b, observed=seen, basis=basis)
        for (a, b), (seen, basis) in sorted(found.edges.items())
        if a in kept and b in kept
    )
    total: dict[int, int] = {}
    for tier in found.tier.values():
        total[tier] = total.get(tier, 0) + 1
    first = [other for other, tier in found.tier.items() if tier == -1]
    near = [nearness(centre, snapshot.enterprises[other]) for other in first]
    return Ecosystem(
        firm=firm,
        enterprise=centre.name,
        enterprise_id=centre.id,
        nodes=nodes,
        edges=edges,
        total=dict(sorted(total.items())),
        local_supplier_share=sum(n in (Nearness.PARK, Nearness.CITY) for n in near) / len(near) if near else None,
        observed_links=sum(seen for seen, _ in found.edges.values()),
        inferred_links=sum(not seen for seen, _ in found.edges.values()),
        truncated=len(kept) < len(found.tier) + len(found.gaps),
        as_of=max((e for o in found.tier if (e := snapshot.enterprises[o].evidence.as_of)), default=None),
        data_version=snapshot.version,
    )


def _capped(snapshot: Snapshot, firm: int, found: _Found, rules: Settings) -> tuple[EcosystemNode, ...]:
    """Nodes by tier: observed first, then nearest, then largest, then gaps; capped.

    Gaps keep the order they were found in: the dearest input of the firm's main segment first.
    """
    centre = snapshot.enterprises[firm]
    sizes, _ = snapshot.sizes(rules)
    by_tier: dict[int, list[EcosystemNode]] = {}
    for other, tier in found.tier.items():
        enterprise = snapshot.enterprises[other]
        node = EcosystemNode(
            id=f"f{other}",
            tier=tier,
            firm=other,
            name=enterprise.label,
            segment=found.segment.get(other) or None,
            nearness=nearness(centre, enterprise),
            size_yuan=None if enterprise.revenue_yuan is None else float(enterprise.revenue_yuan),
            observed=other in found.observed,
        )
        by_tier.setdefault(tier, []).append(node)
    out: list[EcosystemNode] = []
    for tier in sorted(by_tier):
        rows = by_tier[tier]
        rows.sort(key=lambda n: (not n.observed, NEAR_ORDER.get(n.nearness, 9), -float(sizes[n.firm or 0]), n.id))
        out += rows[:PER_TIER]
    gaps = list(found.gaps.items())
    for tier in sorted({t for _, (t, _) in gaps}):
        for key, (_, name) in [g for g in gaps if g[1][0] == tier][:4]:
            out.append(
                EcosystemNode(
                    id=key, tier=tier, firm=None, name="本地无供应商", segment=name,
                    nearness=Nearness.UNKNOWN, size_yuan=None, observed=False,
                )
            )  # fmt: skip
    return tuple(out)
