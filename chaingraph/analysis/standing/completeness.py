"""How complete a chain is in a place: plainly, weighted by what the chain wants, and by path."""

import numpy as np

from chaingraph.analysis.standing.bought import bought
from chaingraph.analysis.standing.paths import count_paths
from chaingraph.arrays import Floats
from chaingraph.findings.place.supply import Completeness
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import Locality
from chaingraph.settings import Settings

LOCALITY_PULL = {Locality.MUST: 1.0, Locality.BETTER: 0.8, Locality.REMOTE: 0.5, None: 0.7}
"""How much a shortage hurts by how near the supplier must be."""
LEAST_WEIGHT = 0.2
"""A segment that nobody in the chain buys still counts this much."""


def chain_weights(chain: ChainGraph, rules: Settings) -> Floats:
    """The weight w of each segment in weighted completeness, shape (S,), from the chain alone.

        w = locality · (.2 + w_demand · √(x / max x) + w_critical + w_choke),   x = f + x·A

    x is the yuan of each segment behind one yuan of every final segment (f is 1 where nobody buys). The place plays
    no part, so that places, and before and after, are weighed alike. O(S·E). Source of x: Leontief (1936).
    """
    size = len(chain.segments)
    if size == 0:
        return np.zeros(0)
    coefficients = bought(chain, rules)
    final = np.ones(size)
    final[[chain.index[e.input] for e in chain.inputs if not e.recycle]] = 0.0
    wanted = final.copy()
    for _ in range(int(chain.tiers.max(initial=0))):
        wanted = final + wanted @ coefficients
    marks = np.array(
        [rules.importance_critical * s.critical + rules.importance_chokepoint * s.chokepoint for s in chain.segments]
    )
    pull = np.array([LOCALITY_PULL[segment.locality] for segment in chain.segments])
    return np.asarray(pull * (LEAST_WEIGHT + rules.importance_demand * np.sqrt(wanted / wanted.max()) + marks))


def completeness(
    chain: ChainGraph, firms: Floats, made: Floats, wanted: Floats, rules: Settings, *, doubtful: int = 0
) -> Completeness:
    """The three measures from firms per segment, capability C and demand D in yuan a year, each of shape (S,).

        plain = share of segments with a firm;  weighted = Σ w·min(1, C/D) / Σ w;  path = covered paths / paths

    ``doubtful`` counts the segments that may have a firm: plain with them is what is possible. Where D is 0 a firm
    makes it 1 and none 0; a segment without a firm is 0 whatever D. O(S·E).
    """
    here = firms > 0
    part = np.where(wanted > 0, np.minimum(made, wanted) / np.where(wanted > 0, wanted, 1.0), 1.0) * here
    weights = chain_weights(chain, rules)
    total = float(weights.sum())
    paths = count_paths(chain, here.tolist())
    return Completeness(
        plain=float(here.mean()) if len(here) else 0.0,
        possible=float(here.mean()) + doubtful / len(here) if len(here) else 0.0,
        weighted=float(weights @ part) / total if total > 0 else 0.0,
        path=paths.covered / paths.total if paths.total else None,
        along=paths.along,
        paths=paths.total,
        covered_paths=paths.covered,
    )
