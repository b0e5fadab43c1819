"""A table ready to be written: named columns with their width and alignment, and rows of plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from chaingraph.units import WAN

Cell = str | int | float | None
Look = Literal["text", "centre", "number", "whole", "score", "status", "count", "choice"]


def in_wan(yuan: float | None) -> float | None:
    """Yuan as a cell in 万元, to the hundred yuan.

    >>> in_wan(123_456.0), in_wan(None)
    (12.35, None)
    """
    return None if yuan is None else round(yuan / WAN, 2)


def in_percent(part: float | None) -> float | None:
    """A share of one as a cell in percent, to a tenth.

    >>> in_percent(0.4567), in_percent(None)
    (45.7, None)
    """
    return None if part is None else round(part * 100, 1)


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


NARROWEST, WIDEST = 8.0, 60.0


def plain_table(name: str, header: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "") -> Table:
    """Rows under plain column titles, each column as wide as its words.

    >>> [column.width for column in plain_table("企业", ("名称", "家"), [("新乡电池厂", 3)]).columns]
    [12.0, 8.0]
    """
    written = [header, *rows]
    widths = [max((_wide(row[at]) for row in written), default=0) + 2.0 for at in range(len(header))]
    columns = tuple(
        Column(title=title, width=min(WIDEST, max(NARROWEST, width)))
        for title, width in zip(header, widths, strict=True)
    )
    return Table(
        sheet=name, title=title or name, note="", columns=columns, rows=tuple(tuple(row) for row in rows),
        frozen_columns=1, printed_columns=len(columns),
    )  # fmt: skip


def _wide(cell: Any) -> int:
    """Width of a cell in characters of a spreadsheet: a Chinese one takes two."""
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in ("" if cell is None else str(cell)))
