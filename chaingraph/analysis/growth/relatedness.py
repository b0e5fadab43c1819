"""How near two activities are: by the places that have both. The diagonal is zero."""

from collections.abc import Callable, Mapping
from enum import StrEnum

import numpy as np

from chaingraph.arrays import Floats, Numbers


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
    return _hollow(_proximity(present))


def excess(present: Floats) -> Floats:
    """max(0, (both − e) / √e): what two activities share beyond chance, so that common ones are not near to everything.

    e[i, j] = u[i]·u[j]·Σ k² / (Σ k)² when each place keeps how many activities it has (k) and each activity in how many
    places it is (u). Null model after Neffke et al. (2011), Economic Geography 87.

    >>> excess(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])).round(2).tolist()[0]
    [0.0, 0.47, 0.0]
    """
    return _hollow(_excess(present))


def walk(present: Floats) -> Floats:
    """Chance to step from activity i to a place that has it and on to j: rows sum to at most 1. Not symmetric.

    Source: probabilistic spreading, Zhou et al. (2007), Physical Review E 76.

    >>> walk(np.array([[1.0, 1.0], [1.0, 0.0]])).tolist()
    [[0.0, 0.25], [0.5, 0.0]]
    """
    return _hollow(_walk(present))


def related(present: Floats, kind: Relatedness) -> Floats:
    """The matrix of one of the three kinds, shape (A, A)."""
    return _hollow(_MATRIX[kind](present))


def backed_off(present: Floats, family: Numbers, kind: Relatedness, places: float) -> Floats:
    """The matrix of one kind, that of the families above standing in as far as an activity is rare; shape (A, A).

        φ'[i, j] = (m·φ[i, j] + κ·Φ[F(i), F(j)]) / (m + κ),   m = min(u[i], u[j])

    u is in how many places an activity is, κ is ``places``, Φ the same kind of matrix between families (a family is
    where any of its members is), its diagonal kept: members of one family are as near as the family is to itself. An
    activity without a family keeps φ; so does everything at κ = 0. Back-off as for sparse counts, Katz (1987). O(P·A²).

    >>> backed_off(np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([0, 0]), Relatedness.PROXIMITY, 1.0).tolist()
    [[0.0, 0.5], [0.5, 0.0]]
    """
    own, known = related(present, kind), np.flatnonzero(family >= 0)
    if places <= 0 or not len(known):
        return own
    flags = np.zeros((len(family), int(family.max()) + 1))
    flags[known, family[known]] = 1.0
    wide = _MATRIX[kind](((present @ flags) > 0).astype(np.float64))
    spread = present.sum(axis=0)
    least = np.minimum.outer(spread, spread)
    both = (family >= 0)[:, None] & (family >= 0)[None, :]
    mixed = (least * own + places * (flags @ wide @ flags.T)) / (least + places)
    return _hollow(np.where(both, mixed, own))


def density(present: Floats, near: Floats) -> Floats:
    """Σ over what a place has of its nearness to each activity, shape (P, A). Dividing would reward the rare."""
    return np.asarray(present @ near, dtype=np.float64)


def _hollow(matrix: Floats) -> Floats:
    out = np.array(matrix, dtype=np.float64)
    np.fill_diagonal(out, 0.0)
    return out


def _proximity(present: Floats) -> Floats:
    both = present.T @ present
    spread = np.maximum(np.diag(both), 1.0)
    return np.asarray(both / np.maximum(spread[:, None], spread[None, :]))


def _excess(present: Floats) -> Floats:
    both, spread, diverse = present.T @ present, present.sum(axis=0), present.sum(axis=1)
    chance = float((diverse**2).sum() / max(1.0, float(diverse.sum()) ** 2))
    expected = np.outer(spread, spread) * chance
    beyond = np.maximum(0.0, (both - expected) / np.sqrt(np.maximum(expected, 1e-12)))
    return np.asarray(beyond * (expected > 0))


def _walk(present: Floats) -> Floats:
    spread, diverse = np.maximum(present.sum(axis=0), 1.0), np.maximum(present.sum(axis=1), 1.0)
    return np.asarray((present / spread).T @ (present / diverse[:, None]))


_MATRIX: Mapping[Relatedness, Callable[[Floats], Floats]] = {
    Relatedness.PROXIMITY: _proximity,
    Relatedness.EXCESS: _excess,
    Relatedness.WALK: _walk,
}
