"""How an ecosystem grows from its firm along the segments of its chains: rules, no trades."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chaingraph.analysis.network.ecosystem_walk import Found
from chaingraph.analysis.network.main_lines import MainLines, solid
from chaingraph.analysis.network.trades import Trades
from chaingraph.analysis.standing.near import LOCAL, near_ranks, nearest
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from chaingraph.model.chain import SegmentInput
from chaingraph.settings import Settings

PER_SEGMENT = 3


@dataclass(frozen=True, slots=True)
class Walk:
    """Following one chain from the firm, one way: -1 towards suppliers, 1 towards customers."""

    snapshot: Snapshot
    firm: int
    chain: ChainGraph
    direction: int
    found: Found
    rules: Settings

    @property
    def lines(self) -> MainLines:
        """What firms mainly make."""
        return MainLines(self.snapshot)

    @property
    def trades(self) -> Trades:
        """What firms of a trade usually make."""
        return Trades(self.snapshot)

    def firms(self, segment: int) -> npt.NDArray[np.int64]:
        """Live firms on a segment, by-lines too, ascending."""
        columns = self.snapshot.placed_by_segment(self.chain)
        return columns.indices[columns.indptr[segment] : columns.indptr[segment + 1]].astype(np.int64)

    def local(self, segment: int) -> bool:
        """Whether a firm of somebody's own list, on the segment, sits in the firm's park or city; itself counts."""
        on = self.firms(segment)
        listed = on[self.snapshot.columns.rostered[on]]
        return bool((near_ranks(self.snapshot, self.firm, listed) < len(LOCAL)).any())

    def near(self, firm: int) -> bool:
        """Whether a firm sits in the park or city of the firm asked for, or is that firm."""
        near = near_ranks(self.snapshot, self.firm, np.array([firm])) < len(LOCAL)
        return firm == self.firm or (bool(near[0]) and bool(self.snapshot.columns.rostered[firm]))

    def ordered(self, segment: int) -> list[int]:
        """Firms on a segment: those of somebody's own list first, then the nearest, then the largest."""
        on = self.firms(segment)
        on = on[on != self.firm]
        sizes, _ = self.snapshot.sizes(self.rules)
        listed = self.snapshot.columns.rostered[on]
        parts = (nearest(self.snapshot, self.firm, part, sizes, len(part)) for part in (on[listed], on[~listed]))
        return [int(firm) for part in parts if len(part) for firm in part]


def inferred(walk: Walk, segment: int, depth: int) -> None:
    """Follow the chain's edges from the firm's segment; each reached segment offers its nearest main makers.

    A node stands on one segment, the one its edges rest on; firms with a main line in common are rivals and supply
    each other nothing. O(depth · edges · firms on the segments reached).
    """
    anchors = {segment: walk.firm}
    for tier in range(1, depth + 1):
        reached: dict[int, int] = {}
        for here, origin in anchors.items():
            for other, firms in _beyond(walk, here, origin, walk.direction * tier):
                reached.setdefault(other, firms[0])
        anchors = reached


def _beyond(walk: Walk, here: int, origin: int, tier: int) -> list[tuple[int, list[int]]]:
    """The segments one edge further with the firms they offer, each joined to the origin; gaps end there.

    Only of a firm that is near can a near supplier be lacking. What everything uses tells nothing at second hand.
    """
    edges = walk.chain.suppliers(here) if walk.direction < 0 else walk.chain.buyers(here)
    lacking = _lacking(walk, here) if walk.direction < 0 and walk.near(origin) else {}
    found = []
    lines = walk.lines
    for edge in lines.telling(walk.chain, edges):
        if abs(tier) > 1 and lines.common(edge.input):
            continue
        other = walk.chain.index[edge.input if walk.direction < 0 else edge.output]
        firms = _offered(
            walk, (here, other), origin, tier, loose=edge.required is False or edge.substitutes is not None
        )
        nodes = [f"f{firm}" for firm in firms]
        if other in lacking:
            nodes.append(_gap(walk, other, tier, lacking[other]))
        _join(walk, nodes, f"f{origin}", (here, other))
        if firms:
            found.append((other, firms))
    return found


def _lacking(walk: Walk, segment: int) -> dict[int, str]:
    """Required inputs nobody local supplies, with the name to show; of a group of substitutes only the dearest."""
    groups: dict[str, list[SegmentInput]] = {}
    for edge in solid(walk.chain.suppliers(segment)):
        groups.setdefault(edge.substitutes or f"={edge.input}", []).append(edge)
    lacking = {}
    needed = (members for members in groups.values() if any(edge.required is not False for edge in members))
    for members in needed:
        numbers = [walk.chain.index[edge.input] for edge in members]
        if not any(walk.local(number) for number in numbers):
            names = "/".join(walk.chain.segments[number].name for number in numbers[:2])
            lacking[numbers[0]] = names + ("等任一" if len(numbers) > 1 else "")
    return lacking


def _offered(walk: Walk, ends: tuple[int, int], origin: int, tier: int, *, loose: bool) -> list[int]:
    """The first firms that may trade with the origin from this segment, at most PER_SEGMENT, taken up as nodes.

    ``loose``: the segment that buys could do without the input, so the buyer's own words must speak of it.
    """
    here, segment = ends
    if loose and walk.direction < 0 and not walk.trades.speaks_of(origin, walk.chain, segment, here):
        return []
    kept: list[int] = []
    for other in walk.ordered(segment):
        if len(kept) == PER_SEGMENT:
            break
        speaks = not loose or walk.direction < 0 or walk.trades.speaks_of(other, walk.chain, here, segment)
        if speaks and _fits(walk, other, segment, origin):
            _take_up(walk, other, segment, tier)
            kept.append(other)
    return kept


def _fits(walk: Walk, other: int, segment: int, origin: int) -> bool:
    """Whether the segment is a main line of the firm, usual for its trade and its node's, and the firm no rival of the
    origin."""
    own = walk.lines.keys(other)
    if walk.chain.segments[segment].key not in own or not _on_its_segment(walk, other, segment):
        return False
    if own & _standing(walk, origin) or not walk.trades.usual(other, walk.chain, segment):
        return False
    return walk.direction > 0 or walk.lines.may_supply(other, walk.chain, segment)


def _standing(walk: Walk, origin: int) -> frozenset[SegmentKey]:
    """Main lines of the origin; those of the firm asked for count however unsure they are."""
    lines = walk.lines
    return frozenset(tag.key for tag in lines.tags(origin)) if origin == walk.firm else lines.keys(origin)


def _on_its_segment(walk: Walk, other: int, segment: int) -> bool:
    """Whether the node is new, shows nothing yet, or shows this segment already, on this side of the firm."""
    tier = walk.found.tier.get(other)
    shown = walk.found.segment.get(other) or ""
    same = shown in ("", walk.chain.segments[segment].name)
    return tier is None or (same and tier * walk.direction > 0)


def _take_up(walk: Walk, other: int, segment: int, tier: int) -> None:
    if other not in walk.found.tier:
        walk.found.tier[other] = tier
        walk.found.total[tier] = walk.found.total.get(tier, 0) + 1
    if not walk.found.segment.get(other):
        walk.found.segment[other] = walk.chain.segments[segment].name


def _gap(walk: Walk, segment: int, tier: int, name: str) -> str:
    key = f"g{walk.chain.chain.name}/{walk.chain.segments[segment].key}"
    walk.found.gaps.setdefault(key, (tier, name))
    return key


def _join(walk: Walk, nodes: list[str], origin: str, ends: tuple[int, int]) -> None:
    here, other = ends
    names = walk.chain.segments
    feeds, takes = (other, here) if walk.direction < 0 else (here, other)
    rule = f"按环节推断：{names[feeds].name}供给{names[takes].name}"
    for node in nodes:
        if node != origin:
            pair = (node, origin) if walk.direction < 0 else (origin, node)
            walk.found.edges.setdefault(pair, (False, rule))
