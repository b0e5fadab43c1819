"""Texts turned round: for every character n-gram the texts that hold it, so that one query reads only what it meets."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import Floats
from chaingraph.tagging.words.ngrams import Idf, gram_counts, weighted

SATURATION, LENGTH = 1.2, 0.45
"""k1 and b of BM25; b below the usual .75, because firms with many products are often the leading ones."""


@dataclass(frozen=True, slots=True, eq=False)
class Inverted:
    """Weights of n-grams in texts, shape (U, N) with U n-grams in use and N texts.

    Attributes
    ----------
    columns
        Hash column of each n-gram in use, ascending.
    idf
        Weight of each n-gram in a query; ``unseen`` is that of one no text holds.
    rows
        The same weights by text, shape (N, U); None where texts are never compared with one another.
    unit
        Whether a query is scaled to length one (cosine), or by the sum of its weights (BM25).
    """

    sizes: tuple[int, ...]
    columns: npt.NDArray[np.int64]
    idf: npt.NDArray[np.float32]
    unseen: float
    lists: csr_array
    rows: csr_array | None
    unit: bool

    @classmethod
    def cosine(cls, texts: Sequence[str], sizes: tuple[int, ...]) -> "Inverted":
        """Lists of sqrt(tf)·idf, texts of length one: a query answers with cosines."""
        counts, columns = _compact(gram_counts(texts, sizes))
        idf = Idf.of(counts)
        rows = weighted(counts, idf)
        unseen = float(np.log(1 + counts.shape[0]) + 1)
        return cls(sizes, columns, idf.values, unseen, csr_array(rows.T.tocsr()), rows, unit=True)

    @classmethod
    def bm25(cls, texts: Sequence[str], sizes: tuple[int, ...]) -> "Inverted":
        """Lists of BM25 weights: tf·(k1 + 1) / (tf + k1·(1 − b + b·length / mean length)), queries weigh by idf.

        A query answers with the part of its own idf that a text meets, up to k1 + 1. Source: Robertson et al. (1994).
        """
        counts, columns = _compact(gram_counts(texts, sizes))
        total = counts.shape[0]
        frequency = np.bincount(counts.indices, minlength=counts.shape[1])
        idf = np.log((total - frequency + 0.5) / (frequency + 0.5) + 1).astype(np.float32)
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        slack = SATURATION * (1 - LENGTH + LENGTH * lengths / max(1.0, float(lengths.mean())))
        counts.data = counts.data * (SATURATION + 1) / (counts.data + np.repeat(slack, np.diff(counts.indptr)))
        unseen = float(np.log((total + 0.5) / 0.5 + 1))
        lists = csr_array(counts.T.tocsr()).astype(np.float32)
        return cls(sizes, columns, idf, unseen, lists, None, unit=False)

    def best(self, queries: Sequence[str]) -> Floats:
        """The best answer of each text over the queries, shape (N,). O(postings of the queries' n-grams)."""
        if not len(self.columns):
            return np.zeros(self.lists.shape[1])
        counts = gram_counts(list(queries), self.sizes)
        counts.data = np.sqrt(counts.data) if self.unit else np.minimum(counts.data, 1)
        place = np.minimum(np.searchsorted(self.columns, counts.indices), len(self.columns) - 1)
        seen = self.columns[place] == counts.indices
        weights = counts.data * np.where(seen, self.idf[place], self.unseen)
        owner = np.repeat(np.arange(len(queries)), np.diff(counts.indptr))
        norm = np.bincount(owner, weights=weights**2 if self.unit else weights, minlength=len(queries))
        norm = np.where(norm > 0, np.sqrt(norm) if self.unit else norm, 1)
        shape = (len(queries), len(self.columns))
        asked = csr_array(((weights / norm[owner])[seen], (owner[seen], place[seen])), shape=shape)
        return np.asarray((asked @ self.lists).toarray().max(axis=0), dtype=np.float64)

    def holding(self, grams: Iterable[str]) -> npt.NDArray[np.bool_]:
        """Which texts hold any of these n-grams, shape (N,); a length that is not in ``sizes`` is held by none."""
        found = np.zeros(self.lists.shape[1], dtype=bool)
        for gram in grams:
            columns = gram_counts([gram], (len(gram),)).indices if len(gram) in self.sizes else ()
            for place in np.flatnonzero(np.isin(self.columns, columns)):
                found[self.lists.indices[self.lists.indptr[place] : self.lists.indptr[place + 1]]] = True
        return found

    def likeness(self, voices: csr_array) -> Floats:
        """Σ weight · cosine with the texts a row of weights names, shape (N,); only for cosine lists."""
        if self.rows is None:
            return np.zeros(self.lists.shape[1])
        return np.asarray(((voices @ self.rows) @ self.lists).toarray()[0], dtype=np.float64)


def _compact(counts: csr_array) -> tuple[csr_array, npt.NDArray[np.int64]]:
    """The counts with only columns in use, and which these are."""
    columns, place = np.unique(counts.indices, return_inverse=True)
    shape = (counts.shape[0], len(columns))
    return csr_array((counts.data, place, counts.indptr), shape=shape), columns.astype(np.int64)
