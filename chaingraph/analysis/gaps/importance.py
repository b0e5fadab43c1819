"""How much a segment matters to a place: local demand, neighbours, leading firms, its marks and its place on paths."""

from dataclasses import dataclass

import numpy as np

from chaingraph.analysis.standing.completeness import LOCALITY_PULL
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.settings import Settings

NEIGHBOUR_WEIGHT, LEAST_PULL = 0.3, 0.3
SUBSTITUTED_PULL = 0.4
"""Further factor where every buyer is already served by a local substitute."""


@dataclass(frozen=True, slots=True)
class WantedBy:
    """Who wants a segment here, each 0 to 1, and the local segments that already serve in its stead."""

    demand: float
    neighbours: float
    anchor: float
    path: float
    substitutes: tuple[str, ...]


def need(cover: Coverage, chain: ChainGraph, state: SegmentState, top: float, path: float) -> WantedBy:
    """The need for one segment; ``top`` is the demand that counts full, ``path`` its share of all paths."""
    return WantedBy(
        demand=float(np.sqrt(min(1.0, state.wanted / top))) if top > 0 else float(state.wanted > 0),
        neighbours=_local_neighbours(cover, chain, state),
        anchor=anchor_need(cover, chain, state),
        path=path,
        substitutes=_substitutes(cover, chain, state),
    )


def importance(state: SegmentState, wanted: WantedBy, rules: Settings) -> float:
    """Importance of a segment in a place, 0 to 1.

        locality · (w_demand·demand + .3·neighbours + w_anchor·anchor + w_path·path + (w_critical + w_choke)·pull)
        pull = max(demand, neighbours, .3)

    cut at 1, and ·.4 where a local substitute serves every buyer. What is critical in the chain matters here as far
    as it is wanted.
    """
    prior = rules.importance_critical * state.segment.critical + rules.importance_chokepoint * state.segment.chokepoint
    total = (
        rules.importance_demand * wanted.demand
        + NEIGHBOUR_WEIGHT * wanted.neighbours
        + rules.importance_anchor * wanted.anchor
        + rules.importance_path * wanted.path
        + prior * max(wanted.demand, wanted.neighbours, LEAST_PULL)
    )
    return min(1.0, LOCALITY_PULL[state.segment.locality] * total) * (SUBSTITUTED_PULL if wanted.substitutes else 1.0)


def buyers_of(cover: Coverage, chain: ChainGraph, state: SegmentState) -> tuple[SegmentState, ...]:
    """States of the segments that buy from this one, recycling left out."""
    return tuple(cover.states[chain.index[e.output]] for e in chain.buyers(state.index) if not e.recycle)


def anchor_need(cover: Coverage, chain: ChainGraph, state: SegmentState) -> float:
    """1 when a local leading firm buys the segment directly, .5 when its buyer's buyer is one, else 0.

    Leading firms are those named for the chain; where the place has none named, its backbone firms stand in.
    """
    named = any(other.anchors for other in cover.states)

    def leads(other: SegmentState) -> bool:
        return bool(other.anchors if named else other.backbone)

    direct = buyers_of(cover, chain, state)
    if any(leads(other) for other in direct):
        return 1.0
    return 0.5 if any(leads(far) for other in direct for far in buyers_of(cover, chain, other)) else 0.0


def _substitutes(cover: Coverage, chain: ChainGraph, state: SegmentState) -> tuple[str, ...]:
    """Local segments that already serve every buyer in this one's stead; empty when some buyer has none."""
    found: dict[str, None] = {}
    for edge in chain.buyers(state.index):
        if edge.recycle:
            continue
        others = [e for e in chain.suppliers(chain.index[edge.output]) if e.substitutes == edge.substitutes]
        local = [e.input for e in others if e.input != state.segment.key and cover.states[chain.index[e.input]].local]
        if edge.substitutes is None or not local:
            return ()
        found.update(dict.fromkeys(cover.states[chain.index[key]].segment.name for key in local))
    return tuple(found)


def _local_neighbours(cover: Coverage, chain: ChainGraph, state: SegmentState) -> float:
    """Part of the direct suppliers and buyers of a segment that have a local firm, 0 to 1."""
    around = {e.input for e in chain.suppliers(state.index)} | {e.output for e in chain.buyers(state.index)}
    return sum(bool(cover.states[chain.index[key]].local) for key in around) / len(around) if around else 0.0
