"""Texts of firms that hold most of a segment's word and end as it does: too little to place, enough to ask."""

from collections.abc import Mapping, Sequence

import numpy as np

from chaingraph.tagging.words.fuzzy import ending_columns, weighed_grams
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.tagging.words.ngrams import gram_counts

COVERED, COSINE = 0.6, 0.5
"""Least part of the word's weight that the text must hold, and least cosine of the two."""
BLOCK = 4096
Near = Mapping[str, Sequence[tuple[int, float, str]]]
"""Text -> the segments whose word it nearly holds, each with the part of the word it holds and the word."""


def near_texts(texts: Sequence[str], index: SegmentIndex) -> Near:
    """The best word of each segment that each text nearly holds. O(texts · words with the same ending), sparse.

    Both end in the same two characters: in Chinese the thing itself stands last.
    """
    asked = [text for text in dict.fromkeys(texts) if len(text) >= 3 and text[-2:] in index.endings]
    endings = sorted({text[-2:] for text in asked})
    words = [word for ending in endings for word in index.endings[ending]]
    if not words:
        return {}
    left, right = weighed_grams(gram_counts(asked, (1, 2)), index), weighed_grams(index.grams[words], index)
    mass_left, mass_right = left.power(2).sum(axis=1), right.power(2).sum(axis=1)
    place = {ending: at for at, ending in enumerate(endings)}
    left, right = ending_columns(
        (left, [place[text[-2:]] for text in asked]), (right, [place[index.words[word][-2:]] for word in words])
    )
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for begin in range(0, len(asked), BLOCK):
        common = (left[begin : begin + BLOCK] @ right.T).tocoo()
        covered = common.data / mass_right[common.col]
        cosine = common.data / np.sqrt(mass_right[common.col] * mass_left[begin + common.row])
        for at in np.flatnonzero((covered >= COVERED) & (cosine >= COSINE)).tolist():
            word = words[int(common.col[at])]
            pair, found = (begin + int(common.row[at]), index.segment_of[word]), (float(covered[at]), -word)
            best[pair] = max(found, best.get(pair, found))
    near: dict[str, list[tuple[int, float, str]]] = {}
    for (text, segment), (covered, word) in sorted(best.items()):
        near.setdefault(asked[text], []).append((segment, round(min(1.0, covered), 4), index.words[-word]))
    return near
