"""How complex activities and places are: what only places that do much can do; only against a wide reference set."""

from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Floats, Numbers

STEPS = 50
DIVERSE, SPREAD = 10, 5
"""A place is looked at with so many activities, an activity in so many such places: thinner rows decide by accident."""
TINY = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Complexity:
    """Standard scores, 0 the mean and 1 a standard deviation: of places (P,) and activities (A,); NaN is not known."""

    places: Floats
    activities: Floats


def complexity(
    present: Floats, least_places: int, *, diverse: int = DIVERSE, spread: int = SPREAD
) -> Complexity | None:
    """Complexity of P places and A activities from who has what; None with fewer than ``least_places`` places.

        fitness[p] = Σ_a M[p, a]·Q[a],    Q[a] = 1 / Σ_p M[p, a] / fitness[p],    each divided by its mean at every step

    M is 1 where a place has an activity, shape (P, A). What even a place of small fitness has is not complex. Fifty
    steps from ones; the logarithms of fitness and Q, standardised. Only the ``core`` counts, what is outside it is NaN.
    O(steps · P · A). Source: Tacchella et al. (2012), Scientific Reports 2:723.

    >>> nested = np.tril(np.ones((4, 4)))
    >>> complexity(nested, 3, diverse=1, spread=1).activities.argsort().tolist()
    [0, 1, 2, 3]
    >>> complexity(nested, 30) is None
    True
    """
    rows, columns = core(present, diverse, spread)
    if len(rows) < max(1, least_places):
        return None
    part = present[np.ix_(rows, columns)]
    fitness, quality = np.ones(len(rows)), np.ones(len(columns))
    for _ in range(STEPS):
        raised, asked = part @ quality, 1 / (part.T @ (1 / fitness))
        fitness = np.maximum(raised / raised.mean(), TINY)
        quality = np.maximum(asked / asked.mean(), TINY)
    whole = Complexity(np.full(len(present), np.nan), np.full(present.shape[1], np.nan))
    whole.places[rows], whole.activities[columns] = _standard(np.log(fitness)), _standard(np.log(quality))
    return whole


def core(present: Floats, diverse: int, spread: int) -> tuple[Numbers, Numbers]:
    """Places with at least ``diverse`` activities of the core, activities in ``spread`` of its places; ascending.

    >>> [found.tolist() for found in core(np.array([[1.0, 1.0, 0.0], [1.0, 1.0, 0.0], [0.0, 0.0, 1.0]]), 2, 2)]
    [[0, 1], [0, 1]]
    """
    rows, columns = np.ones(len(present), dtype=bool), np.ones(present.shape[1], dtype=bool)
    while True:
        kept = rows & (present[:, columns].sum(axis=1) >= max(1, diverse))
        held = columns & (present[kept].sum(axis=0) >= max(1, spread))
        if (kept == rows).all() and (held == columns).all():
            return np.flatnonzero(rows), np.flatnonzero(columns)
        rows, columns = kept, held


def _standard(values: Floats) -> Floats:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > TINY else np.zeros_like(values)
