"""Segments as the tagger reads them: every word of every segment, normalised, with the segment it speaks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Segment
from chaingraph.tagging.words.ngrams import gram_counts
from chaingraph.tagging.words.words import WordTable
from chaingraph.text import plain


@dataclass(frozen=True, eq=False, kw_only=True)
class SegmentIndex:
    """Words of all segments of some chains.

    Attributes
    ----------
    segments
        Position is the segment number g of this index.
    words, segment_of
        Each distinct (word, segment), and the number of its segment; a shared segment stands once per chain.
    """

    segments: tuple[Segment, ...]
    words: tuple[str, ...]
    segment_of: tuple[int, ...]
    excludes: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, chains: Iterable[ChainGraph]) -> "SegmentIndex":
        """The index of the chains given. O(words)."""
        return cls.over(tuple(segment for chain in chains for segment in chain.segments))

    @classmethod
    def over(cls, segments: tuple[Segment, ...]) -> "SegmentIndex":
        """The index of these segments. O(words)."""
        words: dict[tuple[str, int], None] = {}
        excludes: dict[tuple[str, int], None] = {}
        for number, segment in enumerate(segments):
            for word in (segment.name, *segment.aliases, *segment.products):
                if len(plain(word)) >= 2:
                    words[plain(word), number] = None
            for word in segment.excludes:
                excludes[plain(word), number] = None
        return cls(
            segments=segments,
            words=tuple(word for word, _ in words),
            segment_of=tuple(number for _, number in words),
            excludes=tuple(excludes),
        )

    @cached_property
    def table(self) -> WordTable:
        """The words, ready to be looked for."""
        return WordTable.of(self.words)

    @cached_property
    def exclude_table(self) -> WordTable:
        """The excluded words, ready to be looked for."""
        return WordTable.of([word for word, _ in self.excludes])

    @cached_property
    def endings(self) -> Mapping[str, Sequence[int]]:
        """Last two characters -> numbers of the words of four characters or more that end in them."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            if len(word) >= 4:
                found.setdefault(word[-2:], []).append(number)
        return found

    @cached_property
    def grams(self) -> csr_array:
        """Counts of 1- and 2-grams of every word."""
        return gram_counts(self.words, (1, 2))

    @cached_property
    def gram_weights(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32], float]:
        """Columns of the n-grams the words hold, ascending; the idf of each among the words; that of any other."""
        columns, frequency = np.unique(self.grams.indices, return_counts=True)
        total = len(self.words)
        idf = (np.log((1 + total) / (1 + frequency)) + 1).astype(np.float32)
        return columns.astype(np.int64), idf, float(np.log(1 + total) + 1)

    @cached_property
    def gram_rows(self) -> csr_array:
        """The n-grams of every word weighted by idf, each word of length one, turned: shape (BUCKETS, words)."""
        columns, idf, _ = self.gram_weights
        rows = self.grams.copy()
        rows.data = idf[np.searchsorted(columns, rows.indices)]
        norm = np.sqrt(np.asarray(rows.power(2).sum(axis=1)))
        rows.data = rows.data / np.repeat(norm, np.diff(rows.indptr))
        return csr_array(rows.T.tocsr())

    @cached_property
    def of_class(self) -> Mapping[str, frozenset[SegmentKey]]:
        """GB/T 4754 class (four digits) -> keys of the segments that claim it, in any chain."""
        found: dict[str, set[SegmentKey]] = {}
        for segment, codes in zip(self.segments, self.classes, strict=True):
            for code in codes:
                found.setdefault(code, set()).add(segment.key)
        return {code: frozenset(keys) for code, keys in found.items()}

    def chains_of_class(self, code: str) -> list[tuple[ChainId, float]]:
        """Chains with segments that claim the class, and which part of all that claim it each has; sorted by name."""
        keys = self.of_class.get(code, frozenset())
        own: dict[ChainId, set[SegmentKey]] = {}
        for segment in self.segments if keys else ():
            if segment.key in keys:
                own.setdefault(segment.chain, set()).add(segment.key)
        return [(chain, len(own[chain]) / len(keys)) for chain in sorted(own)]

    @cached_property
    def divisions(self) -> tuple[frozenset[str], ...]:
        """GB/T 4754 divisions (two digits) of each segment."""
        return tuple(frozenset(digits(code)[:2] for code in segment.industry_codes) for segment in self.segments)

    @cached_property
    def classes(self) -> tuple[frozenset[str], ...]:
        """GB/T 4754 codes of each segment, digits only."""
        return tuple(frozenset(map(digits, segment.industry_codes)) for segment in self.segments)

    @cached_property
    def _claims(self) -> dict[tuple[str, str], int]:
        """How many segments of a chain claim a class."""
        count: dict[tuple[str, str], int] = {}
        for segment in self.segments:
            for code in segment.industry_codes:
                count[segment.chain, code] = count.get((segment.chain, code), 0) + 1
        return count

    def shares_class(self, number: int) -> bool:
        """Whether no class of the segment is its own alone in its chain."""
        segment = self.segments[number]
        return all(self._claims[segment.chain, code] > 1 for code in segment.industry_codes)

    @cached_property
    def groups(self) -> tuple[frozenset[str], ...]:
        """GB/T 4754 groups (three digits) of each segment."""
        return tuple(frozenset(digits(code)[:3] for code in segment.industry_codes) for segment in self.segments)


def digits(code: str) -> str:
    """The digits of an industry code.

    >>> digits("C3841")
    '3841'
    """
    return "".join(filter(str.isdigit, code))
