"""Every segment ranked for every firm by likeness of words: which fits best, not whether one does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.tagging.firm_words import FirmWords
from chaingraph.tagging.index import SegmentIndex
from chaingraph.tagging.ngrams import gram_counts, inverse_frequency, weighted
from chaingraph.tagging.normalise import plain

Scores = npt.NDArray[np.float32]
FULL_TEXT, PRODUCT_BAG, BEST_PRODUCT, NAME, BRANCH = 1.0, 0.5, 0.3, 0.3, 0.1
"""Weights of the five likenesses; see docs/decisions.md for where they were read."""
SHARE_POWER = 0.4
UNKNOWN_SHARE = 0.02
BLOCK = 1024


class Ranker:
    """Likeness of firms to segments by character n-grams, with idf from the firms it was built on.

        T = full text·(branch + segment) + .5·products·segment + .1·max product·segment + .3·name·segment
            + .1·products·branch

    each a cosine; a segment's own cosine is the best over its name and aliases. Shapes: (firms, segments).
    """

    def __init__(self, corpus: Sequence[FirmWords], index: SegmentIndex) -> None:
        self._full_idf = inverse_frequency(gram_counts([_full(words) for words in corpus], (1, 2)))
        products = sorted({text for words in corpus for text, _, _ in words.products})
        self._idf = inverse_frequency(gram_counts(products or [""]))
        self._spoken, self._starts = np.unique(np.array(index.segment_of, dtype=np.int64), return_index=True)
        self._count = len(index.segments)
        self._words = weighted(gram_counts(index.words), self._idf)
        branches = [plain((s.branch or "").replace("/", "")) for s in index.segments]
        names = [branch + plain(s.name) for s, branch in zip(index.segments, branches, strict=True)]
        self._branches = weighted(gram_counts(branches), self._idf)
        self._titles = weighted(gram_counts(names, (1, 2)), self._full_idf)

    def scores(self, firms: Sequence[FirmWords]) -> Scores:
        """T of each firm and segment, shape (len(firms), segments). O(text · segments)."""
        full = weighted(gram_counts([_full(words) for words in firms], (1, 2)), self._full_idf)
        cores = weighted(gram_counts([words.core for words in firms]), self._idf)
        bags, best = self._products(firms)
        total = FULL_TEXT * (full @ self._titles.T).toarray() + BRANCH * (bags @ self._branches.T).toarray()
        total += PRODUCT_BAG * self._best_word(bags) + NAME * self._best_word(cores) + BEST_PRODUCT * best
        return np.asarray(total, dtype=np.float32)

    def _best_word(self, rows: csr_array) -> Scores:
        """Cosine with the best word of each segment, block by block so that memory stays bounded."""
        out = np.zeros((rows.shape[0], self._count), dtype=np.float32)
        for begin in range(0, rows.shape[0], BLOCK):
            cosines = (rows[begin : begin + BLOCK] @ self._words.T).toarray()
            out[begin : begin + BLOCK, self._spoken] = np.maximum.reduceat(cosines, self._starts, axis=1)
        return out

    def _products(self, firms: Sequence[FirmWords]) -> tuple[csr_array, Scores]:
        """Share-weighted bag of each firm's products, rows of length one, and the best single product's cosine."""
        heft = product_weights(firms)
        texts = weighted(gram_counts(heft.texts), self._idf)
        cosines = self._best_word(texts)
        best = np.zeros((len(firms), self._count), dtype=np.float32)
        for number in range(len(firms)):
            own = heft.matrix.indices[heft.matrix.indptr[number] : heft.matrix.indptr[number + 1]]
            if len(own):
                best[number] = cosines[own].max(axis=0)
        return _unit_rows((heft.matrix @ texts).tocsr()), best


@dataclass(frozen=True, slots=True, eq=False)
class Heft:
    """Distinct product texts, and how much of each every firm sells: share^SHARE_POWER, shape (firms, texts)."""

    texts: list[str]
    matrix: csr_array


def product_weights(firms: Sequence[FirmWords]) -> Heft:
    """Weights of each firm's products; the first three activities of its scope stand in where it names none."""
    number: dict[str, int] = {}
    rows, columns, weights = [], [], []
    for firm, words in enumerate(firms):
        said = [(text, share) for text, share, _ in words.products] or [(text, None) for text, _ in words.scope[:3]]
        for text, share in said:
            rows.append(firm)
            columns.append(number.setdefault(text, len(number)))
            weights.append((UNKNOWN_SHARE if share is None else max(0.001, share)) ** SHARE_POWER)
    texts = list(number) or [""]
    return Heft(texts, csr_array((weights, (rows, columns)), shape=(len(firms), len(texts)), dtype=np.float64))


def _unit_rows(rows: csr_array) -> csr_array:
    norm = np.sqrt(np.asarray(rows.power(2).sum(axis=1)))
    norm[norm == 0] = 1
    rows.data = rows.data / np.repeat(norm, np.diff(rows.indptr))
    return rows


def _full(words: FirmWords) -> str:
    return words.name + "".join(text for text, _, _ in words.products) + words.industry
