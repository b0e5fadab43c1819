"""Texts as points in a space where words that firms use together lie together: latent semantic analysis."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import Floats32

RANK = 100
SWEEPS, SPARE, SEED = 3, 10, 0
MOST_ROWS = 6000
"""Texts the space is read from; of more, evenly spaced ones, so that its cost stays bounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Latent:
    """``columns`` are the n-grams in use, sorted; ``basis`` is (columns, rank), orthonormal."""

    columns: npt.NDArray[np.int64]
    basis: Floats32

    @classmethod
    def of(cls, rows: csr_array, rank: int = RANK) -> "Latent":
        """The space of the leading right singular vectors of the rows, fewer where there are few rows.

        Subspace iteration from a seeded start on the side of the rows: O(sweeps · non-zeros · rank).
        Source: Deerwester et al. (1990); Halko, Martinsson, Tropp (2011), algorithm 4.4.
        """
        if rows.shape[0] > MOST_ROWS:
            rows = csr_array(rows[np.linspace(0, rows.shape[0] - 1, MOST_ROWS).astype(np.int64)])
        columns, place = np.unique(rows.indices, return_inverse=True)
        packed = csr_array((rows.data, place, rows.indptr), shape=(rows.shape[0], len(columns)))
        width = min(rank + SPARE, *packed.shape)
        if width == 0:
            return cls(columns.astype(np.int64), np.zeros((len(columns), 0), dtype=np.float32))
        start = np.random.default_rng(SEED).standard_normal((packed.shape[0], width)).astype(np.float32)
        span = np.linalg.qr(start)[0]
        for _ in range(SWEEPS):
            span = np.linalg.qr(packed @ (packed.T @ span))[0]
        right = np.asarray(packed.T @ span, dtype=np.float32)
        squares, turn = np.linalg.eigh((right.T @ right).astype(np.float64))
        kept = int(np.sum(squares[-rank:] > 1e-8 * max(float(squares[-1]), 1e-18)))
        order = np.arange(width - 1, width - 1 - kept, -1)
        basis = right @ (turn[:, order] / np.sqrt(squares[order])).astype(np.float32)
        return cls(columns.astype(np.int64), np.ascontiguousarray(basis, dtype=np.float32))

    def points(self, rows: csr_array) -> Floats32:
        """The rows as points of length one, shape (rows, rank); a row without a known n-gram lies at zero."""
        if not self.basis.shape[1]:
            return np.zeros((rows.shape[0], 1), dtype=np.float32)
        place = np.minimum(np.searchsorted(self.columns, rows.indices), len(self.columns) - 1)
        known = self.columns[place] == rows.indices
        start = np.concatenate(([0], np.cumsum(known)))[rows.indptr]
        packed = csr_array((rows.data[known], place[known], start), shape=(rows.shape[0], len(self.columns)))
        points = np.asarray(packed @ self.basis, dtype=np.float32)
        norm = np.linalg.norm(points, axis=1, keepdims=True)
        return np.asarray(points / np.where(norm > 0, norm, 1), dtype=np.float32)
