"""How near two activities are: by the places that have both. The diagonal is always zero."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Relatedness(StrEnum):
    """Three ways to measure it."""

    PROXIMITY = "共现"
    EXCESS = "超额共现"
    WALK = "随机游走"


def proximity(present: Floats) -> Floats:
    """φ[i, j] = places with both / places with the commoner one, shape (A, A). Hidalgo et al. (2007), Science 317.

    present: 1 where a place has an activity, shape (P, A). O(P · A²).

    >>> proximity(np.array([[1.0, 1.0], [1.0, 0.0]])).tolist()
    [[0.0, 0.5], [0.5, 0.0]]
    """
    both = present.T @ present
    spread = np.maximum(np.diag(both), 1.0)
    return _hollow(both / np.maximum(spread[:, None], spread[None, :]))


def excess(present: Floats) -> Floats:
    """max(0, (both − e) / √e): what two activities share beyond chance, so that common ones are not near to everything.

    e[i, j] = u[i]·u[j]·Σ k² / (Σ k)² when each place keeps how many activities it has (k) and each activity in how many
    places it is (u). Null model after Neffke et al. (2011), Economic Geography 87.

    >>> excess(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])).round(2).tolist()[0]
    [0.0, 0.47, 0.0]
    """
    both, spread, diverse = present.T @ present, present.sum(axis=0), present.sum(axis=1)
    chance = float((diverse**2).sum() / max(1.0, float(diverse.sum()) ** 2))
    expected = np.outer(spread, spread) * chance
    return _hollow(np.maximum(0.0, (both - expected) / np.sqrt(np.maximum(expected, 1e-12))) * (expected > 0))


def walk(present: Floats) -> Floats:
    """Chance to step from activity i to a place that has it and on to j: rows sum to at most 1. Not symmetric.

    Source: probabilistic spreading, Zhou et al. (2007), Physical Review E 76.

    >>> walk(np.array([[1.0, 1.0], [1.0, 0.0]])).tolist()
    [[0.0, 0.25], [0.5, 0.0]]
    """
    spread, diverse = np.maximum(present.sum(axis=0), 1.0), np.maximum(present.sum(axis=1), 1.0)
    return _hollow((present / spread).T @ (present / diverse[:, None]))


def related(present: Floats, kind: Relatedness) -> Floats:
    """The matrix of one of the three kinds, shape (A, A)."""
    return {Relatedness.PROXIMITY: proximity, Relatedness.EXCESS: excess, Relatedness.WALK: walk}[kind](present)


def density(present: Floats, near: Floats) -> Floats:
    """Σ over what a place has of its nearness to each activity, shape (P, A). Dividing would reward the rare."""
    return np.asarray(present @ near, dtype=np.float64)


def _hollow(matrix: Floats) -> Floats:
    out = np.array(matrix, dtype=np.float64)
    np.fill_diagonal(out, 0.0)
    return out
