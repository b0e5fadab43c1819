"""Several views of what a firm says, each as a row of length one: what the learner compares firms by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.tagging.teach.built_in import built_in_rows
from chaingraph.tagging.teach.rank import product_weight
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.ngrams import Idf, gram_counts

Sayings = Sequence[tuple[str, float]]
NAME, PRODUCTS, EVERYTHING, SEGMENTS, DIVISIONS = 0.5, 0.5, 1.0, 0.7, 0.35
"""Weights of the views' likenesses, those of the last two with many examples a segment; see docs/decisions.md."""


@dataclass(frozen=True, slots=True)
class View:
    """Rows of length one (or zero) over columns of the view's own; two firms' likeness is weight · their cosine."""

    weight: float
    rows: csr_array


def views_of(firms: Sequence[FirmWords], trusted: float = 1.0) -> list[View]:
    """The views of the firms: name, products, everything said, and what the built-in chains make of it. O(text).

    ``trusted``, 0 to 1, scales the views of the built-in chains: with few examples a segment they blur neighbours.
    """
    segments, divisions = built_in_rows(firms)
    texts: tuple[tuple[float, Callable[[FirmWords], Sayings]], ...] = (
        (NAME, lambda words: [(words.core, 1.0)]),
        (PRODUCTS, _products),
        (EVERYTHING, _everything),
    )
    said = [View(weight, _bag([sayings(words) for words in firms])) for weight, sayings in texts]
    return [*said, View(SEGMENTS * trusted, unit_rows(segments)), View(DIVISIONS * trusted, unit_rows(divisions))]


def _products(words: FirmWords) -> Sayings:
    return [(text, product_weight(words, place)) for place, (text, _, _) in enumerate(words.products)]


def _everything(words: FirmWords) -> Sayings:
    told = _products(words)
    loudest = max((weight for _, weight in told), default=1.0)
    return [(words.core, 2.0), *((text, 2 * weight / loudest) for text, weight in told), *words.scope]


def _bag(sayings: Sequence[Sayings]) -> csr_array:
    """sqrt(tf)·idf of the character 1- to 3-grams of weighted texts."""
    number: dict[str, int] = {}
    rows, columns, weights = [], [], []
    for row, said in enumerate(sayings):
        for text, weight in said:
            rows.append(row)
            columns.append(number.setdefault(text, len(number)))
            weights.append(weight)
    texts = list(number) or [""]
    own = csr_array((weights, (rows, columns)), shape=(len(sayings), len(texts)), dtype=np.float64)
    bag = (own @ gram_counts(texts)).tocsr()
    bag.data = np.sqrt(bag.data) * Idf.of(bag)[bag.indices]
    return unit_rows(bag)


def unit_rows(rows: csr_array) -> csr_array:
    """The rows scaled to length one, an empty one left empty, over the columns in use alone.

    >>> unit_rows(csr_array([[3.0, 0.0, 4.0], [0.0, 0.0, 0.0]])).toarray().tolist()
    [[0.6, 0.8], [0.0, 0.0]]
    """
    length = np.sqrt(np.asarray(rows.power(2).sum(axis=1)))
    length[length == 0] = 1
    scaled = csr_array((rows.data / np.repeat(length, np.diff(rows.indptr)), rows.indices, rows.indptr), rows.shape)
    return csr_array(scaled[:, np.unique(scaled.indices)])
