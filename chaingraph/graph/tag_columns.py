"""The tags of one chain as columns, so that all firms of a segment are looked at at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from chaingraph.arrays import Floats, Numbers
from chaingraph.graph.tags import TagTable
from chaingraph.ids import SegmentKey


@dataclass(frozen=True, slots=True, eq=False)
class TagColumns:
    """K tags of one chain, by segment, then firm; of several tags of a firm on one segment each is here.

    Shapes: firms, segments, rows (positions in the tag table), scores, shares (K,); inferred, stated (K,) bool;
    ``stated`` says that the share is known, see ``TagTable.stated_of_firm``.
    """

    firms: Numbers
    segments: Numbers
    rows: Numbers
    scores: Floats
    shares: Floats
    inferred: npt.NDArray[np.bool_]
    stated: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, table: TagTable, rows: Sequence[int], index: Mapping[SegmentKey, int]) -> Self:
        """The columns of these rows of a table whose segments are in ``index``. O(rows · log rows).

        >>> TagColumns.of(TagTable.of([]), [], {}).firms.tolist()
        []
        """
        known = [row for row in rows if table.rows[row].key in index]
        tags = [table.rows[row] for row in known]
        places = np.array(known, dtype=np.int64)
        firms = np.searchsorted(table.start, places, side="right") - 1
        segments = np.array([index[tag.key] for tag in tags], dtype=np.int64)
        order = np.lexsort((places, firms, segments))
        return cls(
            firms=firms[order],
            segments=segments[order],
            rows=places[order],
            scores=np.array([tag.score for tag in tags], dtype=np.float64)[order],
            shares=np.array([tag.share for tag in tags], dtype=np.float64)[order],
            inferred=np.array([tag.inferred for tag in tags], dtype=bool)[order],
            stated=_stated(table, places, firms)[order],
        )

    def on(self, segment: int) -> Numbers:
        """Positions of the tags of one segment, each firm's best alone, by firm. O(log K + tags of the segment)."""
        begin, end = np.searchsorted(self.segments, [segment, segment + 1])
        firms = self.firms[begin:end]
        first = np.append(True, firms[1:] != firms[:-1]) if len(firms) else np.zeros(0, dtype=bool)
        return np.asarray(np.flatnonzero(first) + begin, dtype=np.int64)


def _stated(table: TagTable, rows: Numbers, firms: Numbers) -> npt.NDArray[np.bool_]:
    """Of each row whether its share is known, shape (K,)."""
    known = {firm: table.stated_of_firm(firm) for firm in set(firms.tolist())}
    told = (known[f][row - int(table.start[f])] for row, f in zip(rows.tolist(), firms.tolist(), strict=True))
    return np.fromiter(told, dtype=bool, count=len(rows))
