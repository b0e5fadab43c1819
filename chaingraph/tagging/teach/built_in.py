"""What the built-in chains make of a firm: its tags there and their GB/T 4754 divisions, as knowledge to learn on."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np
from scipy.sparse import csr_array

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import SegmentKey
from chaingraph.library.reader import library
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import tag_firms
from chaingraph.tagging.teach.rank import SHARE_POWER
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex, digits

HEARD = 0.1
"""Least score of a tag that is heard: below the threshold for placing a firm a tag still tells trades apart."""


@lru_cache(maxsize=1)
def built_in_index() -> SegmentIndex:
    """The words of all built-in chains, read once a process."""
    return SegmentIndex.of(ChainGraph.of(card.chain, card.segments, card.inputs) for card in library())


def built_in_rows(firms: Sequence[FirmWords]) -> tuple[csr_array, csr_array]:
    """How loudly each firm stands on each built-in segment and in each division: shapes (N, segments), (N, divisions).

        loudness = score · (.4 + .6·share^SHARE_POWER), the best of the chains that share a segment; a segment's goes
        to the divisions of its codes in equal parts

    Columns are in order of segment key and of division. O(text).
    """
    index = built_in_index()
    keys = {key: column for column, key in enumerate(sorted({segment.key for segment in index.segments}))}
    loud: dict[tuple[int, int], float] = {}
    for firm, tags in enumerate(tag_firms(firms, index, Settings(), threshold=HEARD)):
        for tag in tags:
            place = firm, keys[tag.key]
            loud[place] = max(loud.get(place, 0.0), tag.score * (0.4 + 0.6 * tag.share**SHARE_POWER))
    rows, columns = [firm for firm, _ in loud], [column for _, column in loud]
    segments = csr_array((list(loud.values()), (rows, columns)), shape=(len(firms), len(keys)), dtype=np.float64)
    return segments, csr_array(segments @ _divisions(index, keys))


def _divisions(index: SegmentIndex, keys: Mapping[SegmentKey, int]) -> csr_array:
    """Part of each segment's codes in each division, shape (segments, divisions)."""
    codes = {segment.key: [digits(code)[:2] for code in segment.industry_codes] for segment in index.segments}
    known = sorted({division for own in codes.values() for division in own})
    parts = np.zeros((len(keys), len(known)))
    for key, own in codes.items():
        for division in own:
            parts[keys[key], known.index(division)] += 1 / len(own)
    return csr_array(parts)
