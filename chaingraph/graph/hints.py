"""What weakly speaks for firms on segments they were not placed on: columns, so that all places are asked at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import Floats, Numbers
from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """One firm may make one segment, by these words.

    ``probability``: chance that it does, 0 to 1; ``field`` and ``words``: where and how the firm says it; ``met``: the
    segment's word; ``lost``: why it was not placed there, in one sentence.
    """

    chain: ChainId
    key: SegmentKey
    probability: float
    field: str
    words: str
    met: str
    lost: str


@dataclass(frozen=True, slots=True, eq=False)
class HintTable:
    """Hints of all firms, grouped by firm: rows ``start[i]`` to ``start[i + 1]`` are those of firm i, by segment.

    Shapes: start (N + 1,); segments and probabilities (K,), said (K, 4): numbers of field, words, met and lost in
    ``texts``; ``places``: chain and key of each segment number.
    """

    start: Numbers
    segments: Numbers
    probabilities: Floats
    said: Numbers
    texts: tuple[str, ...]
    places: tuple[tuple[ChainId, SegmentKey], ...]

    @classmethod
    def of(cls, per_firm: Sequence[Sequence[Hint]]) -> Self:
        """The table of hints given firm by firm; of one segment the likeliest stays. O(hints · log hints).

        >>> HintTable.of([[], []]).start.tolist()
        [0, 0, 0]
        """
        places: dict[tuple[ChainId, SegmentKey], int] = {}
        texts: dict[str, int] = {}
        start, rows, said = [0], list[tuple[int, float]](), list[tuple[int, ...]]()
        for hints in per_firm:
            best: dict[int, Hint] = {}
            for hint in sorted(hints, key=lambda hint: (-hint.probability, hint.words, hint.met)):
                best.setdefault(places.setdefault((hint.chain, hint.key), len(places)), hint)
            for number, hint in sorted(best.items()):
                rows.append((number, hint.probability))
                told = (hint.field, hint.words, hint.met, hint.lost)
                said.append(tuple(texts.setdefault(text, len(texts)) for text in told))
            start.append(len(rows))
        return cls(
            np.array(start, dtype=np.int64),
            np.array([number for number, _ in rows], dtype=np.int64),
            np.array([chance for _, chance in rows], dtype=np.float64),
            np.array(said, dtype=np.int64).reshape(-1, 4),
            tuple(texts),
            tuple(places),
        )

    @property
    def firms(self) -> int:
        """How many firms the table speaks of, N."""
        return len(self.start) - 1

    def row(self, row: int) -> Hint:
        """One row as a record."""
        chain, key = self.places[int(self.segments[row])]
        field, words, met, lost = (self.texts[number] for number in self.said[row].tolist())
        chance = float(self.probabilities[row])
        return Hint(chain=chain, key=key, probability=chance, field=field, words=words, met=met, lost=lost)

    def of_firm(self, firm: int) -> tuple[Hint, ...]:
        """Hints of one firm, likeliest first."""
        rows = range(int(self.start[firm]), int(self.start[firm + 1]))
        found = [self.row(row) for row in rows]
        return tuple(sorted(found, key=lambda hint: (-hint.probability, hint.chain, hint.key)))

    def on_chain(self, chain: ChainId, index: Mapping[SegmentKey, int]) -> tuple[csr_array, csr_array]:
        """Probability, and the row it stands in plus one, of every firm on every segment of a chain: (N, S) each."""
        column = np.full(len(self.places), -1, dtype=np.int64)
        for number, (name, key) in enumerate(self.places):
            if name == chain and key in index:
                column[number] = index[key]
        at = column[self.segments] if len(self.segments) else np.zeros(0, dtype=np.int64)
        rows = np.flatnonzero(at >= 0)
        count = np.cumsum(np.concatenate([[0], at >= 0]))
        shape, start = (self.firms, len(index)), count[self.start]
        chances = csr_array((self.probabilities[rows], at[rows], start), shape=shape)
        return chances, csr_array((rows + 1, at[rows], start), shape=shape)
