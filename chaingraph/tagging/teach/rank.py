"""Every segment ranked for every firm by likeness of words: which fits best, not whether one does."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt
from scipy.sparse import csc_array, csr_array, vstack

from chaingraph.arrays import Floats32, Numbers
from chaingraph.tagging.teach.latent import Latent
from chaingraph.tagging.teach.thesaurus import expansion, thesaurus_texts
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.tagging.words.ngrams import Idf, gram_counts, weighted
from chaingraph.text import plain

TITLE, WORD, TOLD, TOLD_PRODUCTS, MEANT = 0.35, 0.35, 0.5, 0.7, 0.35
"""Weights of the five likenesses; docs/decisions.md tells where they were read."""
SHARE_POWER = 0.4
UNKNOWN_SHARE = 0.02
SIZES = (1, 2)
BLOCK = 1024


@dataclass(frozen=True, slots=True, eq=False)
class FirmRows:
    """Firms as the ranker reads them: all they say (N, G), their mean product (N, G), their points (N, rank)."""

    full: csr_array
    mean: csr_array
    points: npt.NDArray[np.float32]

    def by_column(self) -> "FirmColumns":
        """The same firms ready to be narrowed again and again. O(N + G + their text)."""
        return FirmColumns(csc_array(self.full), csc_array(self.mean), self.points)


@dataclass(frozen=True, slots=True, eq=False)
class FirmColumns:
    """Firms by n-gram, shapes as in ``FirmRows``: for questions that have few n-grams, put many times."""

    full: csc_array
    mean: csc_array
    points: npt.NDArray[np.float32]

    def narrowed(self, columns: Numbers) -> FirmRows:
        """The firms with these n-grams alone, in this order. O(N + text that has them)."""
        return FirmRows(csr_array(self.full[:, columns]), csr_array(self.mean[:, columns]), self.points)


@dataclass(frozen=True, slots=True, eq=False)
class FirmSpace:
    """What the firms given teach about words: how rare an n-gram is, and which are used together."""

    idf: Idf
    latent: Latent

    @classmethod
    def of(cls, corpus: Sequence[FirmWords]) -> Self:
        """The space of these firms, in whatever order, and the thesaurus. O(total text)."""
        counts = gram_counts(sorted(_full(words) for words in corpus), SIZES)
        idf = Idf.of(counts)
        meant = weighted(gram_counts(thesaurus_texts(), SIZES), idf)
        return cls(idf, Latent.of(vstack([weighted(counts, idf), meant], format="csr")))

    def rows(self, texts: Sequence[str]) -> csr_array:
        """Texts as n-gram rows of length one."""
        return weighted(gram_counts(texts, SIZES), self.idf)

    def read(self, firms: Sequence[FirmWords]) -> FirmRows:
        """Firms, of the corpus or not, made ready to be ranked. O(their text)."""
        full = self.rows([_full(words) for words in firms])
        return FirmRows(full, self._mean_product(firms), self.latent.points(full))

    def _mean_product(self, firms: Sequence[FirmWords]) -> csr_array:
        """Mean of each firm's products as n-gram rows of length one, weighted by share."""
        heft = product_weights(firms)
        total = np.asarray(heft.matrix.sum(axis=1))
        scale = np.repeat(1 / np.where(total > 0, total, 1), np.diff(heft.matrix.indptr))
        mean = csr_array((heft.matrix.data * scale, heft.matrix.indices, heft.matrix.indptr), shape=heft.matrix.shape)
        return csr_array((mean @ self.rows(heft.texts)).tocsr())


class Ranker:
    """Likeness of firms to segments by character 1- and 2-grams, with idf and meaning of a space of firms.

        T = .35·full·title + .35·full·word + .5·full·told + .7·mean product·told
            + .35·latent(full)·latent(title + word + told)

    each a cosine but the mean. Full is all the firm says; title is branch and name; word the best of name and aliases;
    told what the thesaurus says of the name, in the mean the name itself where it says nothing. The mean is over
    products, weighted by share^SHARE_POWER. Latent: the space of all firms given and the thesaurus (``Latent``).
    ``columns`` are the n-grams that segments of the index say: nothing else of a firm counts but its points.
    """

    def __init__(self, space: FirmSpace, index: SegmentIndex) -> None:
        self._spoken, self._starts = np.unique(np.array(index.segment_of, dtype=np.int64), return_index=True)
        self._count = len(index.segments)
        names = [plain(segment.name) for segment in index.segments]
        told = ["".join(expansion(segment.name)) for segment in index.segments]
        branches = [plain((segment.branch or "").replace("/", "")) for segment in index.segments]
        words, said = space.rows(index.words), space.rows(told)
        titles = space.rows([branch + name for branch, name in zip(branches, names, strict=True)])
        told_or_named = space.rows([text or name for text, name in zip(told, names, strict=True)])
        self.columns: Numbers = np.unique(np.concatenate([m.indices for m in (words, said, titles, told_or_named)]))
        self._words, self._told, self._titles, self._told_or_named = (
            _turned(matrix, self.columns) for matrix in (words, said, titles, told_or_named)
        )
        self._meant = space.latent.points(csr_array(titles + space.rows(names) + told_or_named))

    def scores(self, firms: FirmColumns) -> Floats32:
        """T of each firm and segment, shape (firms, segments). O(text · segments)."""
        return self._scores(firms.narrowed(self.columns))

    def _scores(self, firms: FirmRows) -> Floats32:
        out = np.zeros((firms.full.shape[0], self._count), dtype=np.float32)
        for begin in range(0, len(out), BLOCK):
            part = slice(begin, begin + BLOCK)
            rows = firms.full[part]
            total = TITLE * (rows @ self._titles).toarray() + TOLD * (rows @ self._told).toarray()
            total += WORD * self._best_word(rows) + TOLD_PRODUCTS * (firms.mean[part] @ self._told_or_named).toarray()
            out[part] = total + MEANT * (firms.points[part] @ self._meant.T)
        return out

    def _best_word(self, rows: csr_array) -> Floats32:
        """Cosine with the best word of each segment."""
        out = np.zeros((rows.shape[0], self._count), dtype=np.float32)
        cosines = (rows @ self._words).toarray()
        out[:, self._spoken] = np.maximum.reduceat(cosines, self._starts, axis=1)
        return out


def _turned(rows: csr_array, columns: Numbers) -> csr_array:
    """The transpose of these columns, stored by rows, so that a product with it turns nothing round again."""
    places = np.searchsorted(columns, rows.indices)
    few = csr_array((rows.data, places, rows.indptr), shape=(rows.shape[0], len(columns)))
    return csr_array(few.T.tocsr())


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
        said = [(text, product_weight(words, place)) for place, (text, _, _) in enumerate(words.products)]
        for text, weight in said or [(text, UNKNOWN_SHARE**SHARE_POWER) for text, _ in words.scope[:3]]:
            rows.append(firm)
            columns.append(number.setdefault(text, len(number)))
            weights.append(weight)
    texts = list(number) or [""]
    return Heft(texts, csr_array((weights, (rows, columns)), shape=(len(firms), len(texts)), dtype=np.float64))


def product_weight(words: FirmWords, place: int) -> float:
    """share^SHARE_POWER of one product; where no product states a share, by its standing.

    >>> product_weight(FirmWords(name="", core="", products=(("膜", 1.0, "膜"),), scope=(), industry="", code=""), 0)
    1.0
    """
    share = words.products[place][1]
    standing = words.standing[place] if words.standing else 1.0
    return float((UNKNOWN_SHARE if share is None else min(1.0, max(0.001, share))) ** SHARE_POWER * standing)


def _full(words: FirmWords) -> str:
    return words.name + "".join(text for text, _, _ in words.products) + words.industry
