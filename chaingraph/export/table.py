"""A table ready to be written: named columns with their width and alignment, and rows of plain values."""

from dataclasses import dataclass
from typing import Literal

Cell = str | int | float | None
Look = Literal["text", "centre", "number", "whole", "score", "status", "count", "choice"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of an exported table.

    Attributes
    ----------
    title
        The header an officer reads.
    width
        In characters of the default font, as Excel counts them.
    look
        How cells are aligned and formatted: ``whole`` has no decimals, ``number`` one; ``count`` is a
        number or 缺; ``choice`` is a dropdown.
    choices
        What the dropdown offers; empty for every other look.
    upright
        The header's characters stand one below the other, for many narrow columns.
    """

    title: str
    width: float
    look: Look = "text"
    choices: tuple[str, ...] = ()
    upright: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One sheet or one csv file.

    ``frozen_columns`` stay on screen when scrolling; ``printed_columns`` are in the print area; ``note`` is the
    small line under the title; ``as_of`` the date of the latest fact, for the foot of every printed page.
    """

    sheet: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen_columns: int = 2
    printed_columns: int = 15
    empty: str = "没有符合条件的记录"
    as_of: str | None = None
