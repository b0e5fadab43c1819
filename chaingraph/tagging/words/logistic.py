"""Logistic regression with a small ridge: a chance fitted to answers that were right or wrong."""

import numpy as np

from chaingraph.arrays import Floats


def logistic(known: Floats, right: Floats, pull: Floats, steps: int = 50) -> Floats:
    """Coefficients w of p = 1 / (1 + exp(-known @ w)) by Newton's method; shape (features,).

    ``known`` (n, features) holds its own column of ones, ``right`` (n,) is 0 or 1, ``pull`` (features,) draws each
    coefficient towards 0. O(steps · n · features²).

    >>> logistic(np.ones((4, 1)), np.array([1.0, 1.0, 0.0, 0.0]), np.array([0.1])).tolist()
    [0.0]
    """
    found = np.zeros(len(pull))
    for _ in range(steps):
        chance = chances(known, found)
        gradient = known.T @ (right - chance) - pull * found
        curvature = (known * (chance * (1 - chance))[:, None]).T @ known + np.diag(pull)
        found = found + np.linalg.solve(curvature, gradient)
    return found


def chances(known: Floats, found: Floats) -> Floats:
    """p of each row of ``known`` under fitted coefficients; shape (n,)."""
    stated: Floats = 1 / (1 + np.exp(-known @ found))
    return stated
