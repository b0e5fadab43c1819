"""Places by segments, or by branches, as a table to look at: counts with the status behind them."""

from dataclasses import dataclass

from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """A segment, or all of a branch: ``keys`` are those it counts, ``known`` their firms in the whole store."""

    name: str
    title: str
    stage: Stage
    branch: str | None
    keys: tuple[SegmentKey, ...]
    known: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """Local firms, once each; the best status among the segments, and how many of them have a firm."""

    firms: int
    status: SegmentStatus
    covered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One place; ``completeness`` is 0 to 1; ``unlike`` says why it may not be held against the place asked from, or
    else the first one, empty where it may.
    """

    place: Place
    firms: int
    completeness: float
    cells: tuple[MatrixCell, ...]
    unlike: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The table; ``left_out`` counts places with firms on the chain that are not shown."""

    chain: ChainId
    by_branch: bool
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    left_out: int
    as_of: str | None
    data_version: str

    def runs(self, *, branches: bool) -> tuple[tuple[str, Stage, int], ...]:
        """Heads over neighbouring columns: (title, stage, columns) by stage, or by branch within a stage."""
        found: list[tuple[str, Stage, int]] = []
        for column in self.columns:
            title = (column.branch or "") if branches else column.stage.value
            if found and found[-1][:2] == (title, column.stage):
                found[-1] = (title, column.stage, found[-1][2] + 1)
            else:
                found.append((title, column.stage, 1))
        return tuple(found)
