"""How far a place is specialised in a segment, compared with a reference."""

import numpy as np

from chaingraph.arrays import Floats


def location_quotient(made: Floats, reference: Floats) -> Floats:
    """A segment's weight in each place over its weight in the reference; shape (P, S), no unit, 1 is the average.

        LQ[p, s] = (x[p, s] / x[p, .]) / (x[., s] / x[., .])

    made is x by place and segment, shape (P, S); reference is x[., s], shape (S,), which need not be the sum of the
    places: here it is the whole store. NaN where the place or the reference has nothing. O(P·S).
    Source: Balassa (1965), Manchester School 33(2).

    >>> location_quotient(np.array([[30.0, 10.0], [0.0, 0.0]]), np.array([30.0, 50.0])).round(2).tolist()
    [[2.0, 0.4], [nan, nan]]
    """
    own = made.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = (made / own) / (reference / reference.sum())
    return np.where(np.isfinite(quotient), quotient, np.nan)
