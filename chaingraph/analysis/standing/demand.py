"""Capability and demand of places on a chain, in yuan a year, as sums and sparse products."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import Floats, Numbers

BLOCK = 1 << 17
"""Firms summed at once: what is in between stays in the processor's cache and memory stays flat."""


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """Yuan a year, each of shape (P, S): what P places can make and want of S segments.

    ``direct`` is what firms already there buy; ``demand`` adds what would be bought in turn if the part that is
    missing were made there as well.
    """

    capability: Floats
    direct: Floats
    demand: Floats

    @property
    def gap(self) -> Floats:
        """What is wanted and not made, max(D - C, 0)."""
        return np.maximum(self.demand - self.capability, 0)


def capability(homes: Sequence[Numbers], sizes: Floats, placements: csr_array, places: int) -> Floats:
    """C = T·F in yuan a year, shape (P, S).

    homes are layers of T: in each, the place of every firm or -1, shape (N,); sizes are yuan a year, shape (N,);
    placements is the share of each firm counted on each segment, shape (N, S), so that F = sizes · placements.
    O(layers · non-zeros), with memory for P·S and one block of firms.

    >>> homes, shares = np.array([0, 0, 1]), csr_array([[0.5, 0.5], [0.0, 1.0], [1.0, 0.0]])
    >>> capability([homes], np.array([10.0, 4.0, 3.0]), shares, 2).tolist()
    [[5.0, 9.0], [3.0, 0.0]]
    """
    segments = placements.shape[1]
    bins = np.zeros(segments * (places + 1))
    for layer in homes:
        bins += _binned(np.where(layer < 0, places, layer), sizes, placements, places + 1)
    return np.ascontiguousarray(bins.reshape(segments, places + 1)[:, :places]).T


def _binned(homes: Numbers, sizes: Floats, placements: csr_array, places: int) -> Floats:
    """Sums by segment and place, shape (S · P,)."""
    starts, segments, shares = placements.indptr, placements.indices, placements.data
    length = placements.shape[1] * places
    bins = np.zeros(length)
    for begin in range(0, len(homes), BLOCK):
        end = min(begin + BLOCK, len(homes))
        count = np.diff(starts[begin : end + 1])
        part = slice(starts[begin], starts[end])
        cells = segments[part] * np.int64(places)
        cells += np.repeat(homes[begin:end], count)
        bins += np.bincount(cells, np.repeat(sizes[begin:end], count) * shares[part], minlength=length)
    return bins


def balance(made: Floats, coefficients: csr_array, tiers: int, observed: Floats | None = None) -> Balance:
    """Demand over the tiers of a chain, from what is made.

        D1 = C·A + Δ,  Dt+1 = D1 + max(Dt - C, 0)·A

    made is C (P, S); coefficients is A (S, S), A[i, j] yuan of j bought per yuan of i made; ``observed`` is Δ (P, S),
    what observed purchases add to or take from their own estimates, 0 where not given. The first tier is what
    local makers buy; each further tier adds what the makers of the still missing part would buy, so that nothing is
    counted twice: a segment's inputs are wanted for max(C, D), the larger of what is made and what is wanted.
    O(tiers · P · non-zeros of A). Source: Leontief (1936), input coefficients; the truncation at local demand is ours.

    >>> A = csr_array([[0.0, 0.5], [0.0, 0.0]])
    >>> balance(np.array([[100.0, 20.0]]), A, 1).demand.tolist()
    [[0.0, 50.0]]
    """
    direct = np.asarray(made @ coefficients)
    if observed is not None:
        direct = np.maximum(direct + observed, 0.0)
    demand = direct
    for _ in range(tiers - 1):
        demand = direct + np.asarray(np.maximum(demand - made, 0) @ coefficients)
    return Balance(made, direct, demand)


def concentration(amounts: Floats) -> float | None:
    """Herfindahl-Hirschman index of amounts, 0 to 1; None when there is nothing.

        HHI = Σ (x_i / Σ x)²

    >>> concentration(np.array([1.0, 1.0]))
    0.5
    """
    total = float(amounts.sum())
    return float(((amounts / total) ** 2).sum()) if total > 0 else None
