"""How complex activities and places are: what few, diverse places can do; only against a wide reference set."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = npt.NDArray[np.float64]
TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Complexity:
    """Standard scores, 0 the mean and 1 a standard deviation: of places (P,) and activities (A,); NaN is not known."""

    places: Floats
    activities: Floats


def complexity(present: Floats, least_places: int) -> Complexity | None:
    """Complexity of P places and A activities from who has what; None with fewer than ``least_places`` places.

        c_place[p] = Σ_a M[p, a]·c_activity[a] / k[p],    c_activity[a] ∝ Σ_p M[p, a]·c_place[p] / u[a]

    M is 1 where a place has an activity, shape (P, A); k is what a place has, u who has an activity. The solution is
    the eigenvector of the second largest eigenvalue, turned so that places with more have more, then standardised. With
    few places it is noise, hence the least number. Only the largest part of the places that share activities is ranked;
    the rest is NaN. O(P³). Sources: Hidalgo and Hausmann (2009), PNAS 106; then Hausmann et al. (2014), The Atlas.

    >>> nested = np.tril(np.ones((4, 4)))
    >>> complexity(nested, 3).activities.round(1).tolist()
    [-1.3, -0.4, 0.4, 1.3]
    >>> complexity(nested, 30) is None
    True
    """
    rows, columns = _largest_part(present)
    if len(rows) < least_places:
        return None
    whole = Complexity(np.full(len(present), np.nan), np.full(present.shape[1], np.nan))
    part = present[np.ix_(rows, columns)]
    places = _second(part)
    activities = part.T @ places / part.sum(axis=0)
    whole.places[rows], whole.activities[columns] = _standard(places), _standard(activities)
    return whole


def _second(part: Floats) -> Floats:
    """The place scores before they are standardised."""
    diverse, spread = part.sum(axis=1), part.sum(axis=0)
    root = np.sqrt(diverse)
    alike = (part / spread) @ part.T / np.outer(root, root)
    if len(part) < 2:
        return np.zeros(len(part))
    values = np.linalg.eigh(alike)[1][:, -2] / root
    lean = float(np.dot(values - values.mean(), diverse - diverse.mean()))
    first = values[np.flatnonzero(np.abs(values) > TINY)[:1]].sum()
    return np.asarray(values * np.sign(lean if abs(lean) > TINY else first or 1.0))


def _standard(values: Floats) -> Floats:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > TINY else np.zeros_like(values)


def _largest_part(present: Floats) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Places and activities of the largest connected part, by places, then the first; both ascending."""
    places, activities = present.shape
    graph = csr_array(
        np.block([[np.zeros((places, places)), present], [present.T, np.zeros((activities, activities))]])
    )
    _, label = connected_components(graph, directed=False)
    has = label[:places][present.sum(axis=1) > 0]
    if not len(has):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    largest = int(np.argmax(np.bincount(has)))
    held = present.sum(axis=0) > 0
    rows = np.flatnonzero((label[:places] == largest) & (present.sum(axis=1) > 0))
    return rows, np.flatnonzero((label[places:] == largest) & held)
