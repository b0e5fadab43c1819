"""Ranks of what was hidden, and what they come to: hit among the first k, MRR and AUC with bootstrap intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chaingraph.arrays import Floats
from chaingraph.findings.move.backtest import Interval, MethodResult

DRAWS = 1000
SEED = 0


@dataclass(frozen=True, slots=True)
class Rank:
    """Where the hidden thing came: 1 is first, ties count half; among so many candidates, itself included."""

    place: float
    among: int


def rank_of(scores: Floats, hidden: int, open_: npt.NDArray[np.bool_]) -> Rank:
    """The rank of the hidden one among the open candidates, which it always belongs to.

    >>> rank_of(np.array([0.9, 0.5, 0.5, 0.1]), 1, np.array([True, True, True, False]))
    Rank(place=2.5, among=3)
    """
    others = open_.copy()
    others[hidden] = False
    rivals = scores[others]
    ahead, level = int((rivals > scores[hidden]).sum()), int((rivals == scores[hidden]).sum())
    return Rank(1 + ahead + level / 2, len(rivals) + 1)


def results(ranks: Mapping[str, Sequence[Rank]], *, top: int) -> tuple[MethodResult, ...]:
    """Each method's figures over its cases, in the order given; the same draws for all, so that they compare.

        hit = part of ranks ≤ top;  MRR = mean 1 / rank;  AUC = mean (n − rank) / (n − 1)

    Intervals are the 2.5 and 97.5 percentiles of 1,000 bootstrap means. Source: Efron (1979), Annals of Statistics 7.
    """
    out = []
    for method, found in ranks.items():
        place = np.array([rank.place for rank in found])
        among = np.array([rank.among for rank in found], dtype=np.float64)
        auc = np.where(among > 1, (among - place) / np.maximum(among - 1, 1), 0.5)
        out.append(
            MethodResult(
                method=method,
                hit=interval((place <= top).astype(np.float64)),
                mrr=interval(1 / place if len(place) else place),
                auc=interval(auc),
            )
        )
    return tuple(out)


def interval(values: Floats) -> Interval:
    """The mean with its bootstrap interval; 0 with an interval from 0 to 1 where there is nothing.

    >>> interval(np.ones(5))
    Interval(value=1.0, low=1.0, high=1.0)
    """
    if not len(values):
        return Interval(value=0.0, low=0.0, high=1.0)
    rng = np.random.default_rng(SEED)
    means = values[rng.integers(len(values), size=(DRAWS, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return Interval(value=round(float(values.mean()), 4), low=round(float(low), 4), high=round(float(high), 4))
