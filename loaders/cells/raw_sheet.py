"""One sheet as the parser gives it."""

from dataclasses import dataclass

from loaders.cells.cells import Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSheet:
    """One sheet as parsed: file and sheet names for messages, rows with their numbers in the file.

    A tree's rows are numbered from 1 and have no line: ``paths`` says where each stood. ``hints`` are Chinese.
    ``merges`` are the ranges merged sideways among the first rows: first row (from 1), first column (from 0), last row,
    last column. ``hidden_rows`` are the numbers of rows that the workbook does not show.
    """

    file: str
    sheet: str
    encoding: str
    hidden: bool
    filled: int
    rows: tuple[tuple[int, list[Cell]], ...]
    paths: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: tuple[int, ...] = ()
