"""Which unknown revenues would say most of the demand of a place: those of the firms taken to buy most."""

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.standing.bought import Turnover
from chaingraph.findings.place.supply import UnknownRevenue
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.size import size_class
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

MOST = 10
MOST_NAMED = 4
"""Segments named that a firm buys from."""


def unknown_revenues(
    snapshot: Snapshot, place: Place, chain: ChainGraph, rules: Settings, *, most: int = MOST
) -> tuple[UnknownRevenue, ...]:
    """Local firms on the chain without a stated revenue that are taken to buy most along it, the largest first.

        bought[f, j] = size[f] · Σ over segments i of part[f, i] · A[i, j];  part = Σ_j bought[f, j] / Σ over firms

    size is the weight of the firm's class. Ties by name. O(tags of local firms · inputs).
    """
    turnover = Turnover.weighed(snapshot, chain, rules)
    here = np.flatnonzero(snapshot.members(place))
    bought = csr_array(turnover.parts[here]) @ turnover.edges
    spent = np.asarray(bought.sum(axis=1)).ravel() * turnover.sizes[here]
    silent = [n for n, firm in enumerate(here.tolist()) if snapshot.enterprises[firm].revenue_yuan is None and spent[n]]
    silent.sort(key=lambda n: (-spent[n], snapshot.enterprises[int(here[n])].name))
    total = float(spent.sum())
    return tuple(_told(snapshot, chain, int(here[n]), float(spent[n]) / total, bought[[n]]) for n in silent[:most])


def _told(snapshot: Snapshot, chain: ChainGraph, firm: int, part: float, bought: csr_array) -> UnknownRevenue:
    one = snapshot.enterprises[firm]
    dearest = bought.indices[np.lexsort((bought.indices, -bought.data))][:MOST_NAMED].tolist()
    return UnknownRevenue(
        firm=firm,
        enterprise=one.name,
        enterprise_id=one.id,
        size_class=size_class(one).value,
        part=round(part, 4),
        keys=tuple(chain.segments[segment].key for segment in dearest),
        buys=tuple(chain.segments[segment].name for segment in dearest),
    )
