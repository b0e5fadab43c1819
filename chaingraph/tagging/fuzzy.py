"""Products that hold nearly all of a segment's word, though not in one piece."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_array

from chaingraph.tagging.index import SegmentIndex
from chaingraph.tagging.ngrams import gram_counts, inverse_frequency
from chaingraph.tagging.words import FOREIGN, Hit, grade

COVERED = 0.80
"""Least part of a word's weight (idf² of its 1- and 2-grams) that the text must hold."""
LEAST_COSINE = 0.55
"""Least cosine of the two, so that a long text does not meet a short word by chance."""
TRUST = 0.9
BLOCK = 4096


def near_words(
    texts: Sequence[str], numbers: Sequence[int], index: SegmentIndex, barred: Mapping[int, frozenset[int]]
) -> list[Hit]:
    """The best-covered word of each segment in each numbered text; both must end in the same two characters.

    The thing itself stands last: 锂离子电池隔膜 meets 锂电池隔膜, while 铁矿石采选 (no 锂) does not meet 锂矿石采选.
    The grade is coverage · TRUST. O(texts · words that share a 2-gram).
    """
    numbers = [number for number in numbers if len(texts[number]) >= 3]
    words = [number for number, word in enumerate(index.words) if len(word) >= 4]
    if not numbers or not words:
        return []
    left, right = _weights([texts[n] for n in numbers], [index.words[w] for w in words])
    mass_left, mass_right = left.power(2).sum(axis=1), right.power(2).sum(axis=1)
    best: dict[tuple[int, int], Hit] = {}
    for begin in range(0, len(numbers), BLOCK):
        common = (left[begin : begin + BLOCK] @ right.T).tocoo()
        covered = common.data / mass_right[common.col]
        cosine = common.data / np.sqrt(mass_right[common.col] * mass_left[begin + common.row])
        keep = np.flatnonzero((covered >= COVERED) & (cosine >= LEAST_COSINE))
        for at in keep.tolist():
            text, word = numbers[begin + int(common.row[at])], words[int(common.col[at])]
            _keep_best(best, texts[text], index, Hit(text, word, 0, round(float(covered[at]) * TRUST, 4)), barred)
    return [best[key] for key in sorted(best)]


def _weights(texts: Sequence[str], words: Sequence[str]) -> tuple[csr_array, csr_array]:
    """Presence of 1- and 2-grams weighted by idf, for texts and words, over the words' own n-grams plus the rest."""
    grams = gram_counts(texts, (1, 2))
    idf = inverse_frequency(grams)
    left, right = grams, gram_counts(words, (1, 2))
    for matrix in (left, right):
        matrix.data = idf[matrix.indices]
    columns = np.union1d(left.indices, right.indices)
    return left[:, columns].tocsr(), right[:, columns].tocsr()


def _keep_best(
    best: dict[tuple[int, int], Hit],
    text: str,
    index: SegmentIndex,
    hit: Hit,
    barred: Mapping[int, frozenset[int]],
) -> None:
    word, segment = index.words[hit.word], index.segment_of[hit.word]
    if text[-2:] != word[-2:] or hit.text in barred.get(segment, frozenset()):
        return
    if word in text and grade(text, word, text.index(word)) <= FOREIGN:
        return
    known = best.get((hit.text, segment))
    if known is None or hit.grade > known.grade:
        best[hit.text, segment] = hit
