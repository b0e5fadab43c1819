"""Products that hold nearly all of a segment's word, though not in one piece."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.tagging.words.ngrams import BUCKETS, gram_counts
from chaingraph.tagging.words.words import FOREIGN, Hit, grade

COVERED = 0.88
"""Least part of a word's weight (idf² of its 1- and 2-grams) that the text must hold."""
LEAST_COSINE = 0.55
"""Least cosine of the two, so that a long text does not meet a short word by chance."""
TRUST = 0.9
BLOCK = 4096


def near_words(
    texts: Sequence[str], numbers: Sequence[int], index: SegmentIndex, barred: Mapping[int, frozenset[int]]
) -> list[Hit]:
    """The best-covered word of each segment in each numbered text; both must end in the same two characters,
    and the text must hold the word's first two.

    The thing itself stands last: 锂离子电池隔膜 meets 锂电池隔膜, while 铁矿石采选 (no 锂) does not meet 锂矿石采选.
    The grade is coverage · TRUST. O(texts · words with the same ending).
    """
    numbers = [number for number in numbers if len(texts[number]) >= 3]
    endings = sorted(index.endings.keys() & {texts[number][-2:] for number in numbers})
    if not endings:
        return []
    words = [word for ending in endings for word in index.endings[ending]]
    grams = gram_counts([texts[number] for number in numbers], (1, 2))
    left, right = weighed_grams(grams, index), weighed_grams(index.grams[words], index)
    mass_left, mass_right = left.power(2).sum(axis=1), right.power(2).sum(axis=1)
    place = {ending: at for at, ending in enumerate(endings)}
    left, right = ending_columns(
        (left, [place.get(texts[number][-2:], -1) for number in numbers]),
        (right, [place[index.words[word][-2:]] for word in words]),
    )
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


def weighed_grams(grams: csr_array, index: SegmentIndex) -> csr_array:
    """Presence of n-grams weighted by their idf among the segments' words, whoever else is asked about."""
    columns, idf, unseen = index.gram_weights
    place = np.minimum(np.searchsorted(columns, grams.indices), max(0, len(columns) - 1))
    weights = np.where(columns[place] == grams.indices, idf[place], unseen)
    return csr_array((weights, grams.indices, grams.indptr), shape=grams.shape)


def ending_columns(
    left: tuple[csr_array, list[int]], right: tuple[csr_array, list[int]]
) -> tuple[csr_array, csr_array]:
    """Both over columns (ending, n-gram) of the right one, so that only rows with one ending have any in common."""
    keys = _ending_keys(*right)
    columns = np.unique(keys)
    size = len(columns)
    words = csr_array((right[0].data, np.searchsorted(columns, keys), right[0].indptr), shape=(len(right[1]), size))
    keys = _ending_keys(*left)
    place = np.minimum(np.searchsorted(columns, keys), size - 1)
    known = columns[place] == keys
    start = np.concatenate(([0], np.cumsum(known)))[left[0].indptr]
    return csr_array((left[0].data[known], place[known], start), shape=(len(left[1]), size)), words


def _ending_keys(grams: csr_array, endings: list[int]) -> npt.NDArray[np.int64]:
    return np.repeat(np.array(endings, dtype=np.int64), np.diff(grams.indptr)) * BUCKETS + grams.indices


def _keep_best(
    best: dict[tuple[int, int], Hit],
    text: str,
    index: SegmentIndex,
    hit: Hit,
    barred: Mapping[int, frozenset[int]],
) -> None:
    word, segment = index.words[hit.word], index.segment_of[hit.word]
    if text[-2:] != word[-2:] or word[:2] not in text or hit.text in barred.get(segment, frozenset()):
        return
    if word in text and grade(text, word, text.index(word)) <= FOREIGN:
        return
    known = best.get((hit.text, segment))
    if known is None or hit.grade > known.grade:
        best[hit.text, segment] = hit
