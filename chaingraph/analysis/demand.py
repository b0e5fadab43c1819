"""Capability and demand of a place on a chain, in yuan a year, as sums and sparse products."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

Amounts = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """Yuan a year, each of shape (P, S): what P places can make and want of S segments.

    ``direct`` is what firms already there buy; ``demand`` adds what would be bought in turn if the part that is
    missing were made there as well.
    """

    capability: Amounts
    direct: Amounts
    demand: Amounts


def capability(tenancy: csr_array, placements: csr_array) -> Amounts:
    """C = T·F in yuan a year, shape (P, S).

    tenancy is T (P, N), 1 where a firm sits in a place; placements is F (N, S) in yuan. O(non-zeros).

    >>> T, F = csr_array([[1, 1], [0, 1]]), csr_array([[3.0, 0.0], [1.0, 2.0]])
    >>> capability(T, F).tolist()
    [[4.0, 2.0], [1.0, 2.0]]
    """
    return np.asarray((tenancy @ placements).toarray(), dtype=np.float64)


def balance(made: Amounts, coefficients: csr_array, tiers: int) -> Balance:
    """Demand over the tiers of a chain, from what is made.

        D1 = C·A,  Dt+1 = D1 + max(Dt - C, 0)·A

    made is C (P, S); coefficients is A (S, S), A[i, j] yuan of j bought per yuan of i made. The first tier is what
    local makers buy; each further tier adds what the makers of the still missing part would buy, so that nothing is
    counted twice: a segment's inputs are wanted for max(C, D), the larger of what is made and what is wanted.
    O(tiers · P · non-zeros of A). Source: Leontief (1936), input coefficients; the truncation at local demand is ours.

    >>> A = csr_array([[0.0, 0.5], [0.0, 0.0]])
    >>> balance(np.array([[100.0, 20.0]]), A, 1).demand.tolist()
    [[0.0, 50.0]]
    """
    direct = np.asarray(made @ coefficients)
    demand = direct
    for _ in range(tiers - 1):
        demand = direct + np.asarray(np.maximum(demand - made, 0) @ coefficients)
    return Balance(made, direct, demand)


def concentration(amounts: Amounts) -> float | None:
    """Herfindahl-Hirschman index of amounts, 0 to 1; None when there is nothing.

        HHI = Σ (x_i / Σ x)²

    >>> concentration(np.array([1.0, 1.0]))
    0.5
    """
    total = float(amounts.sum())
    return float(((amounts / total) ** 2).sum()) if total > 0 else None
