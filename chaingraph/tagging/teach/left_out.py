"""How sure the best segment of a chain is, read on the chain's own examples: each is answered as if it were unknown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from chaingraph.arrays import Floats, Numbers
from chaingraph.ids import ChainId
from chaingraph.model.chain import Segment
from chaingraph.tagging.words.logistic import chances, logistic

ENOUGH = 100
"""Example firms of a chain from which the examples can say how often the best answer is right."""
PULL = np.array([0.1, 0.01, 0.01])


@dataclass(frozen=True, slots=True, eq=False)
class LeftOut:
    """The chance that the best segment of one chain is right, given its score and how far the second lies behind.

        p = 1 / (1 + exp(-(a + b · best + c · (best - second))))

    fitted on the chain's example firms, each scored without its own label. ``examples``: how many there were.
    """

    columns: Numbers
    found: Floats
    examples: int

    @classmethod
    def of(cls, columns: Numbers, scores: Floats, truth: Sequence[Collection[int]]) -> Self:
        """From left-out scores, shape (examples, segments), and the segments each example stands on."""
        told = [_best(row, columns) for row in scores]
        right = np.array([float(number in own) for (number, *_), own in zip(told, truth, strict=True)])
        known = np.array([(1.0, best, margin) for _, best, margin in told])
        return cls(columns, logistic(known, right, PULL), len(told))

    def of_firm(self, scores: Floats) -> tuple[int, float]:
        """The best segment of the chain for one firm, and the chance that it is right; ``scores`` as for examples."""
        number, best, margin = _best(scores, self.columns)
        return number, round(float(chances(np.array([[1.0, best, margin]]), self.found)[0]), 4)


def _best(scores: Floats, columns: Numbers) -> tuple[int, float, float]:
    """Number of the best of these segments, its score, and its lead over the second; ties to the first."""
    own = scores[columns]
    order = np.argsort(-own, kind="stable")[:2]
    second = float(own[order[1]]) if len(order) > 1 else 0.0
    return int(columns[order[0]]), float(own[order[0]]), float(own[order[0]]) - second


def taught_chains(
    segments: Sequence[Segment], examples: Iterable[tuple[int, int]]
) -> dict[ChainId, dict[int, set[int]]]:
    """Chain -> example firm -> its segments, of chains with at least ENOUGH example firms."""
    by_chain: dict[ChainId, dict[int, set[int]]] = {}
    for firm, number in sorted(examples):
        by_chain.setdefault(segments[number].chain, {}).setdefault(firm, set()).add(number)
    return {chain: own for chain, own in by_chain.items() if len(own) >= ENOUGH}


def left_out(
    segments: Sequence[Segment], taught: Mapping[ChainId, Mapping[int, Collection[int]]], scores: Mapping[int, Floats]
) -> dict[ChainId, LeftOut]:
    """Chain -> its reading; ``scores``: the left-out scores of every example firm, over all segments."""
    columns: dict[ChainId, list[int]] = {}
    for number, segment in enumerate(segments):
        columns.setdefault(segment.chain, []).append(number)
    return {
        chain: LeftOut.of(np.array(columns[chain]), np.array([scores[f] for f in own]), list(own.values()))
        for chain, own in taught.items()
    }
