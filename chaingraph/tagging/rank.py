"""Every segment ranked for every firm by likeness of words: which fits best, not whether one does."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, vstack

from chaingraph.tagging.firm_words import FirmWords
from chaingraph.tagging.index import SegmentIndex
from chaingraph.tagging.latent import Latent
from chaingraph.tagging.ngrams import gram_counts, inverse_frequency, weighted
from chaingraph.tagging.normalise import plain
from chaingraph.tagging.thesaurus import expansion, thesaurus_texts

Scores = npt.NDArray[np.float32]
TITLE, WORD, TOLD, TOLD_PRODUCTS, MEANT = 0.35, 0.35, 0.5, 0.7, 0.35
"""Weights of the five likenesses; docs/decisions.md tells where they were read."""
SHARE_POWER = 0.4
UNKNOWN_SHARE = 0.02
SIZES = (1, 2)
BLOCK = 1024


class Ranker:
    """Likeness of firms to segments by character 1- and 2-grams, with idf and meaning from the firms it was built on.

        T = .35·full·title + .35·full·word + .5·full·told + .7·mean product·told
            + .35·latent(full)·latent(title + word + told)

    each a cosine but the mean. Full is all the firm says; title is branch and name; word the best of name and aliases;
    told what the thesaurus says of the name, in the mean the name itself where it says nothing. The mean is over
    products, weighted by share^SHARE_POWER. Latent: the space of all firms given and the thesaurus (``Latent``).
    """

    def __init__(self, corpus: Sequence[FirmWords], index: SegmentIndex) -> None:
        counts = gram_counts([_full(words) for words in corpus], SIZES)
        self._idf = inverse_frequency(counts)
        self._spoken, self._starts = np.unique(np.array(index.segment_of, dtype=np.int64), return_index=True)
        self._count = len(index.segments)
        names = [plain(segment.name) for segment in index.segments]
        told = ["".join(expansion(segment.name)) for segment in index.segments]
        branches = [plain((segment.branch or "").replace("/", "")) for segment in index.segments]
        self._words = self._rows(index.words)
        self._titles = self._rows([branch + name for branch, name in zip(branches, names, strict=True)])
        self._told = self._rows(told)
        self._told_or_named = self._rows([text or name for text, name in zip(told, names, strict=True)])
        self._latent = Latent.of(vstack([weighted(counts, self._idf), self._rows(thesaurus_texts())], format="csr"))
        meant = self._titles + self._rows(names) + self._told_or_named
        self._meant = self._latent.points(csr_array(meant))

    def _rows(self, texts: Sequence[str]) -> csr_array:
        return weighted(gram_counts(texts, SIZES), self._idf)

    def scores(self, firms: Sequence[FirmWords]) -> Scores:
        """T of each firm and segment, shape (len(firms), segments). O(text · segments)."""
        full, told = self._rows([_full(words) for words in firms]), self._mean_product(firms)
        out = np.zeros((len(firms), self._count), dtype=np.float32)
        for begin in range(0, len(firms), BLOCK):
            part = slice(begin, begin + BLOCK)
            rows = full[part]
            total = TITLE * (rows @ self._titles.T).toarray() + TOLD * (rows @ self._told.T).toarray()
            total += WORD * self._best_word(rows) + TOLD_PRODUCTS * (told[part] @ self._told_or_named.T).toarray()
            out[part] = total + MEANT * (self._latent.points(rows) @ self._meant.T)
        return out

    def _best_word(self, rows: csr_array) -> Scores:
        """Cosine with the best word of each segment."""
        out = np.zeros((rows.shape[0], self._count), dtype=np.float32)
        cosines = (rows @ self._words.T).toarray()
        out[:, self._spoken] = np.maximum.reduceat(cosines, self._starts, axis=1)
        return out

    def _mean_product(self, firms: Sequence[FirmWords]) -> csr_array:
        """Mean of each firm's products as n-gram rows of length one, weighted by share."""
        heft = product_weights(firms)
        total = np.asarray(heft.matrix.sum(axis=1))
        scale = np.repeat(1 / np.where(total > 0, total, 1), np.diff(heft.matrix.indptr))
        mean = csr_array((heft.matrix.data * scale, heft.matrix.indices, heft.matrix.indptr), shape=heft.matrix.shape)
        return csr_array((mean @ self._rows(heft.texts)).tocsr())


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
            weights.append((UNKNOWN_SHARE if share is None else min(1.0, max(0.001, share))) ** SHARE_POWER)
    texts = list(number) or [""]
    return Heft(texts, csr_array((weights, (rows, columns)), shape=(len(firms), len(texts)), dtype=np.float64))


def _full(words: FirmWords) -> str:
    return words.name + "".join(text for text, _, _ in words.products) + words.industry
