"""How an ecosystem grows from its firm: along observed links, and along the segments of its chains."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from chaingraph.analysis.standing.near import LOCAL, near_ranks, nearest
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.link_columns import LinkColumns, Side
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import SegmentInput
from chaingraph.settings import Settings

PER_SEGMENT = 3
BRANCHES = 24
"""Partners of one firm that are looked at, the nearest and largest; the others are counted."""
FOLLOWED = 24
"""Firms of one tier whose own partners are looked at."""


@dataclass(slots=True)
class Found:
    """What has been collected: firm -> tier, for each edge whether it was observed and why, gaps in order."""

    tier: dict[int, int] = field(default_factory=dict)
    segment: dict[int, str] = field(default_factory=dict)
    edges: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)
    gaps: dict[str, tuple[int, str]] = field(default_factory=dict)
    observed: set[int] = field(default_factory=set)
    total: dict[int, int] = field(default_factory=dict)
    links: int = 0
    cut: bool = False


def observed(snapshot: Snapshot, firm: int, depth: int, found: Found, rules: Settings) -> None:
    """Follow supply links over the tiers, upstream then downstream. O(links of the firms followed)."""
    columns = LinkColumns.of(snapshot)
    seen = np.zeros(len(snapshot.enterprises), dtype=bool)
    seen[firm] = True
    for direction, side in ((-1, columns.bought), (1, columns.sold)):
        frontier = [firm]
        for tier in range(1, depth + 1):
            found.cut |= len(frontier) > FOLLOWED
            step = _Step(snapshot, firm, side, direction * tier, seen, rules)
            frontier = [other for here in frontier[:FOLLOWED] for other in _followed(step, here, found)]


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One tier, one way; ``seen`` marks the firms that are counted already."""

    snapshot: Snapshot
    firm: int
    side: Side
    tier: int
    seen: npt.NDArray[np.bool_]
    rules: Settings


def _followed(step: _Step, here: int, found: Found) -> list[int]:
    """Count the partners of a firm, take up the nearest and largest, and give those that were not known yet."""
    others, links, _ = step.side.partners(here)
    fresh = ~step.seen[others]
    step.seen[others] = True
    found.total[step.tier] = found.total.get(step.tier, 0) + int(fresh.sum())
    found.links += len(others)
    found.cut |= len(others) > BRANCHES
    kept = nearest(step.snapshot, step.firm, others, step.snapshot.sizes(step.rules)[0], BRANCHES)
    link_of = dict(zip(kept.tolist(), links[np.searchsorted(others, kept)].tolist(), strict=True))
    return _joined(step.snapshot, found, here, link_of, step.tier)


def _joined(snapshot: Snapshot, found: Found, here: int, link_of: dict[int, int], tier: int) -> list[int]:
    """The partners that were not known yet, each with its edge."""
    new = []
    for other, number in link_of.items():
        link = snapshot.links[number]
        ends = (here, other) if tier > 0 else (other, here)
        found.edges[f"f{ends[0]}", f"f{ends[1]}"] = (True, link.evidence.caption)
        if other not in found.tier:
            found.tier[other] = tier
            found.observed.add(other)
            if link.product:
                found.segment[other] = str(link.product) if tier < 0 else ""
            new.append(other)
    return new


@dataclass(frozen=True, slots=True)
class Walk:
    """Following one chain from the firm, one way: -1 towards suppliers, 1 towards customers."""

    snapshot: Snapshot
    firm: int
    chain: ChainGraph
    direction: int
    found: Found
    rules: Settings

    def firms(self, segment: int) -> npt.NDArray[np.int64]:
        """Firms on a segment, ascending."""
        columns = self.snapshot.placed_by_segment(self.chain)
        return columns.indices[columns.indptr[segment] : columns.indptr[segment + 1]].astype(np.int64)

    def local(self, segment: int) -> bool:
        """Whether a firm of the segment sits in the firm's park or city; the firm itself counts."""
        ranks = near_ranks(self.snapshot, self.firm, self.firms(segment))
        return bool((ranks < len(LOCAL)).any())


def inferred(walk: Walk, segment: int, depth: int) -> None:
    """Follow the chain's edges from the firm's segment; each reached segment offers its nearest firms."""
    anchors = {segment: f"f{walk.firm}"}
    for tier in range(1, depth + 1):
        reached: dict[int, str] = {}
        for here, origin in anchors.items():
            lacking = _lacking(walk, here) if walk.direction < 0 else {}
            for edge in _solid_edges(walk, here):
                other = walk.chain.index[edge.input if walk.direction < 0 else edge.output]
                nodes = _offered(walk, other, walk.direction * tier)
                if other in lacking:
                    nodes.append(_gap(walk, other, walk.direction * tier, lacking[other]))
                _join(walk, nodes, origin, here, other)
                if nodes:
                    reached.setdefault(other, nodes[0])
        anchors = reached


def _solid_edges(walk: Walk, segment: int) -> list[SegmentInput]:
    """Edges that carry goods all the time, dearest first: no recycling, no equipment bought once."""
    edges = walk.chain.suppliers(segment) if walk.direction < 0 else walk.chain.buyers(segment)
    solid = [edge for edge in edges if not edge.recycle and not edge.capital]
    return sorted(solid, key=lambda e: (-(e.middle_share or 0.0), e.input, e.output))


def _lacking(walk: Walk, segment: int) -> dict[int, str]:
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


def _offered(walk: Walk, segment: int, tier: int) -> list[str]:
    """Ids of the nearest, then largest firms on the segment, at most PER_SEGMENT."""
    on = walk.firms(segment)
    sizes, _ = walk.snapshot.sizes(walk.rules)
    kept = nearest(walk.snapshot, walk.firm, on[on != walk.firm], sizes, PER_SEGMENT).tolist()
    for other in kept:
        if other not in walk.found.tier:
            walk.found.tier[other] = tier
            walk.found.total[tier] = walk.found.total.get(tier, 0) + 1
        walk.found.segment.setdefault(other, walk.chain.segments[segment].name)
    return [f"f{other}" for other in kept]


def _gap(walk: Walk, segment: int, tier: int, name: str) -> str:
    key = f"g{walk.chain.chain.name}/{walk.chain.segments[segment].key}"
    walk.found.gaps.setdefault(key, (tier, name))
    return key


def _join(walk: Walk, nodes: list[str], origin: str, here: int, other: int) -> None:
    names = walk.chain.segments
    feeds, takes = (other, here) if walk.direction < 0 else (here, other)
    rule = f"按环节推断：{names[feeds].name}供给{names[takes].name}"
    for node in nodes:
        if node != origin:
            ends = (node, origin) if walk.direction < 0 else (origin, node)
            walk.found.edges.setdefault(ends, (False, rule))
