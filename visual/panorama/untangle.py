"""The order of cards within their boxes, and of boxes within their columns, that makes links cross little."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from random import Random

import numpy as np
import numpy.typing as npt

Stack = tuple[tuple[int, ...], ...]
"""One column: boxes from top to bottom, each with its cards from top to bottom."""
Stacks = tuple[Stack, ...]
Links = tuple[tuple[int, int], ...]

SWEEPS = 8
STARTS, WORK = (8, 24), 2400
"""Fewest and most starts, and links times starts between them: small chains get more tries."""
PASSES = 6
BOX_GAP = 0.8
"""Height of a box's title in cards."""


def places(columns: Stacks, size: int) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Column number and height of each of ``size`` cards; a card that is in no column has column NaN."""
    x, y = np.full(size, np.nan), np.zeros(size)
    for number, stack in enumerate(columns):
        at = 0.0
        for box in stack:
            at += BOX_GAP
            for card in box:
                x[card], y[card] = number, at
                at += 1.0
    return x, y


def crossings(columns: Stacks, links: Links) -> int:
    """Pairs of links that cross, drawn straight from column to column; links within one column are left out. O(E²)."""
    size = 1 + max((max(link) for link in links), default=-1)
    x, y = places(columns, max(size, 1 + max((c for stack in columns for box in stack for c in box), default=-1)))
    return _crossings(x, y, np.array(links, dtype=np.int64).reshape(-1, 2))


def _crossings(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], ends: npt.NDArray[np.int64]) -> int:
    ends = ends[np.abs(x[ends[:, 0]] - x[ends[:, 1]]) > 0]
    left = np.where(x[ends[:, 0]] < x[ends[:, 1]], ends[:, 0], ends[:, 1])
    right = np.where(x[ends[:, 0]] < x[ends[:, 1]], ends[:, 1], ends[:, 0])
    start, end, high, slope = x[left], x[right], y[left], (y[right] - y[left]) / (x[right] - x[left])
    low, top = np.maximum(start[:, None], start), np.minimum(end[:, None], end)
    first = high[:, None] - high + slope[:, None] * (low - start[:, None]) - slope * (low - start)
    last = high[:, None] - high + slope[:, None] * (top - start[:, None]) - slope * (top - start)
    return int(np.count_nonzero((low < top) & (first * last < -1e-9))) // 2


@lru_cache(maxsize=256)
def untangled(columns: Stacks, links: Links) -> Stacks:
    """The columns with boxes and cards in an order of few crossings: every card stays in its box and column.

    Barycentre sweeps (Sugiyama, Tagawa and Toda 1981) from the order given and from a few shuffles of it with fixed
    seeds; the best order met wins, the earliest of equals. The same columns and links always give the same order.
    O(starts · sweeps · (E² + S log S)), then kept.
    """
    best, fewest = columns, crossings(columns, links)
    fewest_starts, most_starts = STARTS
    for start in range(max(fewest_starts, min(most_starts, WORK // max(1, len(links))))):
        found, count = swept(columns if start == 0 else shuffled(columns, start), links)
        if count < fewest:
            best, fewest = found, count
    return polished(best, links)


def polished(columns: Stacks, links: Links) -> Stacks:
    """The columns after swapping neighbouring cards, and neighbouring boxes, as long as that takes crossings away."""
    size = 1 + max((c for stack in columns for box in stack for c in box), default=-1)
    inside = {card for stack in columns for box in stack for card in box}
    ends = np.array([link for link in links if inside.issuperset(link)], dtype=np.int64).reshape(-1, 2)
    fewest = _crossings(*places(columns, size), ends)
    for _ in range(PASSES):
        before = fewest
        for number in range(len(columns)):
            for stack in _neighbours(columns[number]):
                tried = (*columns[:number], stack, *columns[number + 1 :])
                count = _crossings(*places(tried, size), ends)
                if count < fewest:
                    columns, fewest = tried, count
                    break
        if fewest == before:
            break
    return columns


def _neighbours(stack: Stack) -> Iterator[Stack]:
    """The column with two neighbouring boxes swapped, or two neighbouring cards of a box."""
    for at in range(len(stack) - 1):
        yield (*stack[:at], stack[at + 1], stack[at], *stack[at + 2 :])
    for at, box in enumerate(stack):
        for card in range(len(box) - 1):
            turned = (*box[:card], box[card + 1], box[card], *box[card + 2 :])
            yield (*stack[:at], turned, *stack[at + 1 :])


def shuffled(columns: Stacks, seed: int) -> Stacks:
    """The columns with boxes and cards in a random order."""
    chance = Random(seed)  # noqa: S311
    return tuple(
        tuple(tuple(chance.sample(box, len(box))) for box in chance.sample(stack, len(stack))) for stack in columns
    )


def swept(columns: Stacks, links: Links) -> tuple[Stacks, int]:
    """The best order that sweeps from this one meet, and its crossings."""
    size = 1 + max((c for stack in columns for box in stack for c in box), default=-1)
    inside = {card for stack in columns for box in stack for card in box}
    ends = np.array([link for link in links if inside.issuperset(link)], dtype=np.int64).reshape(-1, 2)
    best, fewest = columns, _crossings(*places(columns, size), ends)
    for tried in _sweeps(columns, ends, size):
        count = _crossings(*places(tried, size), ends)
        if count < fewest:
            best, fewest = tried, count
    return best, fewest


def _sweeps(columns: Stacks, ends: npt.NDArray[np.int64], size: int) -> Iterator[Stacks]:
    """Orders from sweeping to the right, to the left, and by both neighbours, in turn."""
    for turn in range(SWEEPS):
        for side in (-1, 1, 0) if turn % 2 == 0 else (1, -1, 0):
            order = range(len(columns)) if side <= 0 else range(len(columns) - 1, -1, -1)
            for number in order:
                x, y = places(columns, size)
                columns = (
                    *columns[:number],
                    _sorted(columns[number], _means(x, y, ends, side)),
                    *columns[number + 1 :],
                )
            yield columns


def _means(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], ends: npt.NDArray[np.int64], side: int
) -> npt.NDArray[np.float64]:
    """Mean height of each card's partners on one side (both when 0); its own height where it has none."""
    one = np.concatenate([ends[:, 0], ends[:, 1]])
    other = np.concatenate([ends[:, 1], ends[:, 0]])
    gap = x[other] - x[one]
    wanted = (gap != 0) if side == 0 else (gap * side > 0)
    count = np.bincount(one[wanted], minlength=len(y))
    total = np.bincount(one[wanted], weights=y[other[wanted]], minlength=len(y))
    return np.where(count > 0, total / np.maximum(count, 1), y)


def _sorted(stack: Stack, means: npt.NDArray[np.float64]) -> Stack:
    cards: Sequence[tuple[int, ...]] = [tuple(sorted(box, key=lambda card: (means[card], card))) for box in stack]
    return tuple(sorted(cards, key=lambda box: (sum(means[list(box)]) / len(box), box)))
