"""Texts of firms that name the same sort of thing as a segment's word: in Chinese the thing itself stands last."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chaingraph.tagging.doubt.missing import is_wide
from chaingraph.tagging.words.index import SegmentIndex

SHORTEST, LONGEST = 2, 6
"""Characters of a common ending."""
MOST_KEYS = 8
"""An ending of more segments than this says only 设备 or 系统."""


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """Ending -> the segments one of whose words ends so, each with the first such word; and how many distinct ones."""

    segments: Mapping[str, Sequence[tuple[int, str]]]
    keys: Mapping[str, int]

    @classmethod
    def of(cls, index: SegmentIndex) -> "Heads":
        """The endings of all words of an index that not too many segments share. O(words)."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for number, word in enumerate(index.words):
            for size in range(SHORTEST, min(LONGEST, len(word)) + 1):
                found[word[-size:]].setdefault(index.segment_of[number], word)
        keys = {ending: len({index.segments[s].key for s in own}) for ending, own in found.items()}
        kept = {ending: tuple(sorted(own.items())) for ending, own in found.items() if keys[ending] <= MOST_KEYS}
        return cls(kept, {ending: keys[ending] for ending in kept})

    def of_text(self, text: str) -> dict[int, tuple[int, int, str]]:
        """Segment -> (length of the longest common ending, segments that share it, the word); none for a wide text."""
        found: dict[int, tuple[int, int, str]] = {}
        if is_wide(text):
            return found
        for size in range(min(LONGEST, len(text)), SHORTEST - 1, -1):
            ending = text[-size:]
            for segment, word in self.segments.get(ending, ()):
                found.setdefault(segment, (size, self.keys[ending], word))
        return found
