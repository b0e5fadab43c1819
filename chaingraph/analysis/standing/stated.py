"""What of capability and demand is money somebody stated: yuan where at least half of it rests on stated revenue."""

from dataclasses import dataclass

import numpy as np

from chaingraph.analysis.standing.bought import bought, bought_range, bought_stated
from chaingraph.analysis.standing.demand import Balance
from chaingraph.arrays import Floats
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.settings import Settings

HALF = 0.5
"""Part of a sum that stated revenue must carry before the sum is told in yuan."""


@dataclass(frozen=True, slots=True, eq=False)
class Money:
    """Yuan a year of P places on S segments, each of shape (P, S); NaN where less than half of it is stated.

    ``low`` and ``high`` bound the direct demand by the lowest and highest stated part of material cost.
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
    rules: Settings,
    observed: Floats | None = None,
) -> Money:
    """The yuan of a balance of weights; ``stated`` is the part of C that rests on stated turnover, (P, S).

        K1 = min(C'·A' + Δ', D1),  Kt+1 = K1 + (max(Dt - C, 0) · Kt / Dt)·A'

    C' is ``stated``, A' what stated shares and ratios say is bought, Δ' (``observed``) what observed purchases change
    in the estimates of C'. K is told where K ≥ D/2. O(tiers · P · non-zeros of A).
    """
    edges, coefficients = bought_stated(chain), bought(chain, rules)
    estimated = np.asarray(stated @ edges)
    direct = np.clip(estimated if observed is None else estimated + observed, 0.0, flows.direct)
    known, demand = direct, flows.direct
    for _ in range(rules.demand_tiers - 1):
        short = np.maximum(demand - flows.capability, 0)
        known = direct + np.asarray((short * _part(known, demand)) @ edges)
        demand = flows.direct + np.asarray(short @ coefficients)
    told = _told(direct, flows.direct)
    low, high = bought_range(chain)
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


def _part(known: Floats, whole: Floats) -> Floats:
    return np.divide(known, whole, out=np.zeros_like(whole), where=whole > 0)


def _told(known: Floats, whole: Floats) -> Floats:
    """The known part where it is at least half of the whole, else NaN; where there is nothing it is 0."""
    return np.where(known >= HALF * whole, known, np.nan)
