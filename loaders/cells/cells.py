"""A cell as a file gives it, its text, and the characters no cell may keep."""

import datetime
import math
import re

from chaingraph.text import UNWANTED

LISTED = "␟"
"""Closes each entry of a cell that was a list in its file; such a cell is split nowhere else."""

Cell = str | float | bool | datetime.date | datetime.datetime | None


SHIELD = re.compile(r"""^(?:=\s*"([^"]*)"|['‘’`]([^'‘’`]*))$""", re.DOTALL)
"""How people keep Excel from making a number of a code: ="0123", or an apostrophe before it."""


def text_of(cell: Cell) -> str:
    """The cell as text, whole numbers without a point, dates as YYYY-MM-DD; empty for an empty cell.

    >>> text_of(12.0), text_of(0.35), text_of(None), text_of(datetime.date(2024, 3, 5))
    ('12', '0.35', '', '2024-03-05')
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell.strip()
        shielded = SHIELD.match(text) if text[:1] in "='‘’`" else None
        return text if shielded is None else (shielded[1] or shielded[2] or "").strip()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float | int):
        whole = math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e15
        return str(int(cell)) if whole else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    return cell.isoformat()


def stripped(text: str) -> str:
    """The text without unwanted characters; tabs become spaces and line ends become one newline.

    >>> stripped("磷酸铁锂\\x07正极\\t材料")
    '磷酸铁锂正极 材料'
    """
    if text.isprintable() and UNWANTED.search(text) is None:
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("_x000D_", "")
    return UNWANTED.sub("", text).replace("\xa0", " ").strip()


def has_unwanted(text: str) -> bool:
    """Whether ``stripped`` would drop a character for safety, not merely trim.

    >>> has_unwanted("正常 文本"), has_unwanted("响铃\\x07")
    (False, True)
    """
    return UNWANTED.search(text.replace("\r", "\n")) is not None
