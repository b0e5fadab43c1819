"""From a tag's score to the chance that a person would agree, fitted on tags judged by hand."""

import math
from collections.abc import Iterable

INTERCEPT, SLOPE = -2.66, 5.49
"""Fitted by ``fit`` on benchmarks/judged/tags.csv; see docs/accuracy.md for the list and when it was read."""
PRIOR = 0.1
"""Strength of the pull towards 0 of both coefficients, so that a clean list does not give certainty."""


def probability(score: float) -> float:
    """Chance that the tag is right, 0 to 1, rising with the score.

        p = 1 / (1 + exp(-(INTERCEPT + SLOPE · score)))

    >>> probability(0.95) > probability(0.6) > 0.5
    True
    """
    return round(1 / (1 + math.exp(-(INTERCEPT + SLOPE * score))), 4)


def fit(judged: Iterable[tuple[float, bool]], steps: int = 50) -> tuple[float, float]:
    """Intercept and slope of the logistic of right on score, by Newton's method with a small ridge.

    Source: Platt (1999). O(steps · n).

    >>> a, b = fit([(0.9, True)] * 9 + [(0.9, False)] + [(0.5, True)] * 5 + [(0.5, False)] * 5)
    >>> round(1 / (1 + math.exp(-(a + b * 0.9))), 1)
    0.9
    """
    pairs = list(judged)
    a = b = 0.0
    for _ in range(steps):
        grad_a, grad_b = -PRIOR * a, -PRIOR * b * 0.1
        aa, ab, bb = PRIOR, 0.0, PRIOR * 0.1
        for score, right in pairs:
            p = 1 / (1 + math.exp(-(a + b * score)))
            grad_a += right - p
            grad_b += (right - p) * score
            aa += p * (1 - p)
            ab += p * (1 - p) * score
            bb += p * (1 - p) * score * score
        det = aa * bb - ab * ab
        a += (bb * grad_a - ab * grad_b) / det
        b += (aa * grad_b - ab * grad_a) / det
    return round(a, 2), round(b, 2)
