"""From a tag's score to the chance that a person would agree, fitted on tags judged by hand."""

import math
from collections.abc import Iterable, Mapping

import numpy as np

from chaingraph.tagging.words.logistic import logistic

INTERCEPT, SLOPE = -2.24, 5.17
SHIFT: Mapping[str, float] = {"企业名称": 0.73, "经营范围": 1.0}
"""Fitted by ``fit`` on benchmarks/judged/tags.csv, below the threshold too; docs/accuracy.md tells of the list and when
it was read. At one score a business scope, or a name that stands alone, is right more often than the score says."""
PRIOR, PRIOR_SLOPE = 0.1, 0.01
"""Strength of the pull towards 0 of the constants and of the slope, so that a clean list does not give certainty."""
Judged = tuple[float, str, bool]
"""Score, leading field, whether a person agreed."""


def probability(score: float, field: str = "") -> float:
    """Chance that the tag is right, 0 to 1, rising with the score.

        p = 1 / (1 + exp(-(INTERCEPT + SHIFT[field] + SLOPE · score)))

    ``field``: the field of the strongest evidence; 企业名称 only where nothing but the name speaks.

    >>> probability(0.95) > probability(0.6) > probability(0.3)
    True
    >>> probability(0.6, "经营范围") > probability(0.6)
    True
    """
    return round(1 / (1 + math.exp(-(INTERCEPT + SHIFT.get(field, 0.0) + SLOPE * score))), 4)


def fit(judged: Iterable[Judged]) -> tuple[float, float, dict[str, float]]:
    """Intercept, slope, and shift of each field of ``SHIFT``: logistic regression of right on score and field.

    Source: Platt (1999). O(n).

    >>> agreed = [(0.9, "", True)] * 9 + [(0.9, "", False)] + [(0.5, "", True)] * 5 + [(0.5, "", False)] * 5
    >>> a, b, _ = fit(agreed)
    >>> round(1 / (1 + math.exp(-(a + b * 0.9))), 1)
    0.9
    """
    fields = sorted(SHIFT)
    rows = [((1.0, score, *(field == own for own in fields)), right) for score, field, right in judged]
    known = np.array([row for row, _ in rows], dtype=np.float64)
    right = np.array([answer for _, answer in rows], dtype=np.float64)
    pull = np.array([PRIOR, PRIOR_SLOPE, *(PRIOR for _ in fields)])
    a, b, *shifts = (round(float(value), 2) for value in logistic(known, right, pull))
    return a, b, dict(zip(fields, shifts, strict=True))
