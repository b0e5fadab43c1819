"""What firms already placed by people say of the others: kernel ridge over the firms' own words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import Floats, Floats32, products
from chaingraph.model.chain import Segment
from chaingraph.tagging.teach.views import views_of
from chaingraph.tagging.words.firm_words import FirmWords

RIDGE = 1.0
"""λ of the ridge, on kernels whose diagonal is at most 3."""
DEEP, TOP = 0.5, 0.5
"""What the votes for a segment's own branch and for the first part of its path add to the vote for itself."""
DENSE = 2.0
"""Examples a segment that are half-way from few to many."""
CHUNK = 4096


def learned_scores(
    firms: Sequence[FirmWords],
    segments: Sequence[Segment],
    examples: Iterable[tuple[int, int]],
    rejected: Iterable[tuple[int, int]] = (),
) -> Floats32 | None:
    """Votes of the examples for every firm and segment, shape (firms, segments); None without examples.

        f = K(·, E) (K(E, E) + λI)⁻¹ Y,  K = ½·K_name + ½·K_products + K_all + p·(.7·K_segments + .35·K_divisions)

    Each kernel is the cosine in one of the views of ``views_of``: character 1- to 3-grams weighted by sqrt(tf)·idf, and
    what the built-in chains make of the firms; p is ``plenty`` squared. Y says which example stands on which
    segment, branch and top branch; a segment's vote is its own + DEEP · its branch's + TOP · its top branch's.
    Examples: (firm, segment) numbers; a rejected pair counts as -1 on the segment alone, so that like firms sink
    too. An example's own row is what the others say of it: f = y - α / diag((K + λI)⁻¹), α = (K + λI)⁻¹ y.
    O(E³ + firms · E), E the example firms. Source: Saunders et al. (1998); left out: Cawley and Talbot (2003).
    """
    pairs = sorted(set(examples))
    against = sorted(set(rejected) - set(pairs))
    taught = sorted({firm for firm, _ in (*pairs, *against)})
    if not taught:
        return None
    levels = _levels(segments)
    votes = _targets(pairs, taught, levels, len(segments))
    place = {firm: row for row, firm in enumerate(taught)}
    for firm, segment in against:
        votes[place[firm], segment] = -1.0
    views = views_of(firms, plenty(len(pairs), len(segments)) ** 2)
    rows = [csr_array(view.rows[taught]) for view in views]
    kernel = sum(view.weight * products(own, own).toarray() for view, own in zip(views, rows, strict=True))
    inverse = np.linalg.inv(kernel + RIDGE * np.eye(len(taught)))
    weights = inverse @ votes
    out = np.zeros((len(firms), len(segments)), dtype=np.float32)
    for begin in range(0, len(firms), CHUNK):
        part = slice(begin, begin + CHUNK)
        near = sum(
            v.weight * products(csr_array(v.rows[part]), own).toarray() for v, own in zip(views, rows, strict=True)
        )
        out[part] = _combined(np.asarray(near @ weights), levels, len(segments))
    out[taught] = _combined(votes - weights / np.diag(inverse)[:, None], levels, len(segments))
    return out


def plenty(examples: int, segments: int) -> float:
    """From 0 with no example a segment towards 1 with many: d / (d + DENSE), d the examples a segment.

    >>> plenty(0, 10), plenty(20, 10)
    (0.0, 0.5)
    """
    density = examples / max(1, segments)
    return density / (density + DENSE)


@dataclass(frozen=True, slots=True)
class _Levels:
    """For each segment the column of its branch and of its top branch after the segments' own; -1 for none."""

    deep: npt.NDArray[np.int64]
    top: npt.NDArray[np.int64]
    width: int


def _levels(segments: Sequence[Segment]) -> _Levels:
    columns: dict[tuple[str, str], int] = {}

    def column(segment: Segment, path: str) -> int:
        return columns.setdefault((segment.chain, path), len(segments) + len(columns)) if path else -1

    deep = [column(s, s.branch if s.branch and "/" in s.branch else "") for s in segments]
    top = [column(s, (s.branch or "").split("/")[0]) for s in segments]
    return _Levels(np.array(deep, dtype=np.int64), np.array(top, dtype=np.int64), len(segments) + len(columns))


def _targets(pairs: Iterable[tuple[int, int]], taught: Sequence[int], levels: _Levels, size: int) -> Floats:
    place = {firm: row for row, firm in enumerate(taught)}
    votes = np.zeros((len(taught), max(size, levels.width)))
    for firm, segment in pairs:
        for column in (segment, int(levels.deep[segment]), int(levels.top[segment])):
            if column >= 0:
                votes[place[firm], column] = 1.0
    return votes


def _combined(votes: Floats, levels: _Levels, size: int) -> Floats:
    total = votes[:, :size].copy()
    for columns, weight in ((levels.deep, DEEP), (levels.top, TOP)):
        known = columns >= 0
        total[:, known] += weight * votes[:, columns[known]]
    return total
