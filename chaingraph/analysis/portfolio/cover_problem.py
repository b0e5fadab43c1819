"""A set of candidates under budgets: weighted gaps, the part of each that every candidate covers, what it needs."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import Floats, Numbers

TINY = 1e-12
"""Sums of parts closer to the whole than this fill it."""
SLACK = 1e-9
"""Budgets are kept up to this part of themselves, so that sums of decimals that meet a budget fit it."""


@dataclass(frozen=True, slots=True, eq=False)
class CoverProblem:
    """M candidates, G gaps, K budgets.

        f(S) = Σ_g weights[g] · min(1, Σ_{i in S} parts[i, g])    subject to    Σ_{i in S} needs[i, k] ≤ budgets[k]

    f is monotone and submodular: a concave function of a sum of parts that are never negative.

    Attributes
    ----------
    weights
        Severity of each gap, shape (G,).
    parts
        Part of a gap that a candidate covers, 0 to 1, shape (M, G).
    needs, budgets
        Shapes (M, K) and (K,), each column in its own unit; budgets are finite and not negative.
    """

    weights: Floats
    parts: csr_array
    needs: Floats
    budgets: Floats

    @property
    def size(self) -> int:
        """How many candidates, M."""
        return len(self.needs)

    def value(self, chosen: Iterable[int]) -> float:
        """f of a set, O(entries of its rows).

        >>> two = CoverProblem(np.array([2.0]), csr_array([[0.5], [0.7]]), np.ones((2, 1)), np.array([2.0]))
        >>> two.value([0]), two.value([0, 1])
        (1.0, 2.0)
        """
        return float(self.weights @ np.minimum(1.0, self.covered(chosen)))

    def covered(self, chosen: Iterable[int]) -> Floats:
        """Sum of the parts a set covers of each gap, not cut at 1; shape (G,)."""
        landed = np.zeros(self.size)
        landed[sorted(set(chosen))] = 1.0
        return np.asarray(landed @ self.parts)

    def used(self, chosen: Iterable[int]) -> Floats:
        """What a set needs of each budget, shape (K,)."""
        total: Floats = self.needs[sorted(set(chosen))].sum(axis=0)
        return total

    def fits(self, chosen: Iterable[int]) -> bool:
        """Whether a set keeps all budgets."""
        return bool((self.used(chosen) <= self.budgets * (1 + SLACK) + SLACK).all())

    def alone(self) -> Floats:
        """f of each candidate alone, shape (M,)."""
        return np.asarray(self.parts.minimum(1.0) @ self.weights)

    def shares(self) -> Floats:
        """The part of each budget that each candidate takes, shape (M, K); infinite where there is nothing of it."""
        free = np.where(self.budgets > 0, self.budgets, 1.0)
        return np.where(self.budgets > 0, self.needs / free, np.where(self.needs > SLACK, np.inf, 0.0))

    def scarcity(self) -> Floats:
        """The part of its scarcest budget that each candidate takes, shape (M,); above 1 where it does not fit."""
        return np.asarray(self.shares().max(axis=1)) if len(self.budgets) else np.zeros(self.size)

    def undominated(self, enough: float = 1.0) -> tuple[int, ...]:
        """The candidates that some best set is made of, ascending; no best value is lost. O(M log M).

        Of like candidates (one and the same gap, the same needs) a best set takes those with the largest parts, and
        none beyond those whose parts sum to ``enough``. A candidate that covers several gaps is kept.
        """
        several = np.flatnonzero(np.diff(self.parts.indptr) > 1)
        rows, begins = self._ranked()
        parts = self.parts.data[self.parts.indptr[rows]]
        before = np.cumsum(parts) - parts
        start = np.repeat(before[begins], np.diff(np.append(begins, len(rows))))
        kept = rows[before - start < enough - TINY]
        return tuple(np.sort(np.concatenate([several, kept])).tolist())

    def ladders(self) -> tuple[tuple[int, ...], ...]:
        """Like candidates, largest part first, then lower index: who covers one and the same gap at the same needs."""
        rows, begins = self._ranked()
        return tuple(tuple(lot.tolist()) for lot in np.split(rows, begins[1:]) if len(lot))

    def _ranked(self) -> tuple[Numbers, Numbers]:
        """The candidates of one gap each, like ones together, and where each lot begins. O(M·K log M)."""
        single = np.flatnonzero(np.diff(self.parts.indptr) == 1)
        at = self.parts.indptr[single]
        alike = (self.parts.indices[at].astype(np.float64), *self.needs[single].T)
        order = np.lexsort((single, -self.parts.data[at], *alike))
        other = np.ones(len(single), dtype=bool)
        other[1:] = np.any([column[order][1:] != column[order][:-1] for column in alike], axis=0)
        return single[order], np.flatnonzero(other)
