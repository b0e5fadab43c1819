"""Who may supply a buyer besides those known: by what its segments buy, and by suppliers of buyers like it."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.standing.bought import bought
from chaingraph.arrays import Floats
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

Pair = tuple[int, int]
"""(supplier, buyer) as firm indices."""


def supply_pairs(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Every pair of known firms that a supply link joins, once each, by buyer, then supplier. O(links)."""
    suppliers, buyers = snapshot.link_ends
    known = np.flatnonzero((suppliers >= 0) & (buyers >= 0))
    pairs = set(zip(suppliers[known].tolist(), buyers[known].tolist(), strict=True))
    return tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0])))


def by_segments(snapshot: Snapshot, chains: tuple[ChainGraph, ...], buyer: int, rules: Settings) -> Floats:
    """How much of what the buyer buys, by its segments, each firm makes; the best chain's, shape (N,).

        score[f] = max over chains c of Σ_s F_c[f, s] · (F_c[buyer] · A_c)[s]

    F_c is the share of a firm on each segment of the chain, A_c its input coefficients. Chains share segments, so they
    are not summed. O(chains · tags).
    """
    best = np.zeros(len(snapshot.enterprises))
    for chain in chains:
        shares = snapshot.placements(chain)
        wanted = np.asarray((shares[[buyer]] @ bought(chain, rules)).toarray())[0]
        if wanted.any():
            best = np.maximum(best, shares @ wanted)
    return best


@dataclass(frozen=True, slots=True, eq=False)
class SharedBuyers:
    """Supply as a matrix: 1 where the row's firm supplies the column's, shape (N, N)."""

    supply: csr_array

    @classmethod
    def of(cls, firms: int, pairs: tuple[Pair, ...]) -> "SharedBuyers":
        """The matrix of these pairs among so many firms."""
        ends = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        return cls(csr_array((np.ones(len(pairs)), ends), shape=(firms, firms)))

    def without(self, supplier: int, buyer: int) -> Floats:
        """Suppliers of buyers that share a supplier with this one, as if the pair were not known; shape (N,).

            score = B · (Bᵀ · B[:, buyer]),  the buyer itself left out

        Source: common neighbours in a two-mode graph, Liben-Nowell and Kleinberg (2007).
        """
        own = self.supply[:, [buyer]].toarray()[:, 0]
        own[supplier] = 0.0
        alike = self.supply.T @ own
        alike[buyer] = 0.0
        return np.asarray(self.supply @ alike)

    def customers(self) -> Floats:
        """How many buyers each firm supplies, shape (N,)."""
        return np.asarray(self.supply.sum(axis=1), dtype=np.float64).ravel()
