"""What of capability and demand is money somebody stated: yuan where at least half of it rests on stated revenue."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.standing.demand import Balance
from chaingraph.arrays import Floats
from chaingraph.graph.chain_graph import ChainGraph

HALF = 0.5
"""Part of a sum that stated revenue must carry before the sum is told in yuan."""


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """Yuan a year of P places on S segments, each of shape (P, S); NaN where less than half of it is stated.

    ``low`` and ``high`` bound the direct demand by the lowest and highest stated part of cost.
    """

    capability: Floats
    direct: Floats
    demand: Floats
    estimated: Floats
    low: Floats
    high: Floats


def money(
    flows: Balance,
    stated: Floats,
    chain: ChainGraph,
    coefficients: csr_array,
    tiers: int,
    observed: Floats | None = None,
) -> Money:
    """The yuan of a balance of weights; ``stated`` is the part of C that rests on stated revenue, (P, S).

        K1 = min(C'·A + Δ', D1),  Kt+1 = K1 + (max(Dt - C, 0) · Kt / Dt)·A

    C' is ``stated``, Δ' (``observed``) what observed purchases change in the estimates of C'. K is told where K ≥ D/2.
    O(tiers · P · non-zeros of A).
    """
    estimated = np.asarray(stated @ coefficients)
    direct = np.clip(estimated if observed is None else estimated + observed, 0.0, flows.direct)
    known, demand = direct, flows.direct
    for _ in range(tiers - 1):
        short = np.maximum(demand - flows.capability, 0)
        known = direct + np.asarray((short * _part(known, demand)) @ coefficients)
        demand = flows.direct + np.asarray(short @ coefficients)
    told = _told(direct, flows.direct)
    low, high = input_range(chain)
    bounds = (np.where(np.isnan(told), np.nan, np.asarray(stated @ edge)) for edge in (low, high))
    least, most = (np.where(bound > 0, bound, np.nan) for bound in bounds)
    return Money(
        capability=_told(stated, flows.capability),
        direct=told,
        demand=_told(known, demand),
        estimated=_told(estimated, np.asarray(flows.capability @ coefficients)),
        low=least,
        high=most,
    )


def input_range(chain: ChainGraph) -> tuple[csr_array, csr_array]:
    """Least and most yuan of segment j bought per yuan of segment i made, (S, S): material ratio · stated share.

    Only inputs with a stated share of segments with a material ratio; of substitutes each may be bought for nothing or
    for all. Recycling and equipment carry none. O(edges).
    """
    at, least, most = [], [], []
    for edge in chain.inputs:
        row, column = chain.index[edge.output], chain.index[edge.input]
        ratio, shares = chain.segments[row].material_ratio, [edge.cost_share, edge.cost_share_high]
        given = [float(share) for share in shares if share is not None]
        if ratio is not None and given and not edge.recycle and not edge.capital:
            at.append((row, column))
            least.append(0.0 if edge.substitutes else float(ratio) * min(given))
            most.append(float(ratio) * max(given))
    size = len(chain.segments)
    rows, columns = np.array(at, dtype=np.int64).reshape(-1, 2).T
    low, high = (csr_array((np.array(v), (rows, columns)), shape=(size, size)) for v in (least, most))
    return low, high


def _part(known: Floats, whole: Floats) -> Floats:
    return np.divide(known, whole, out=np.zeros_like(whole), where=whole > 0)


def _told(known: Floats, whole: Floats) -> Floats:
    """The known part where it is at least half of the whole, else NaN; where there is nothing it is 0."""
    return np.where(known >= HALF * whole, known, np.nan)
