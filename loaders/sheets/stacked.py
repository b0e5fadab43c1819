"""Tables below one another in one sheet: where each begins, where it ends, and which rows between are its titles."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.sheets.lines.asides import FIRM, SECTION, is_aside, is_total
from loaders.sheets.lines.heads import UNIT_NOTE, Head, heads_at
from loaders.tables.headers import all_known, normal

TITLES = 5
"""At most so many rows above a further header are its titles."""


@dataclass(frozen=True, slots=True)
class Stacked:
    """One table of a sheet: the sheet cut off at its end, its header, and the rows that are titles over it."""

    raw: RawSheet
    head: Head
    above: RawSheet


def stacked(raw: RawSheet, head: Head) -> Iterator[Stacked]:
    """The tables from a header down, each with the titles of the sheet and then its own."""
    titles = top = raw.rows[: head.place]
    here: Head | None = head
    while here is not None:
        following = None if raw.paths else _following(raw, here)
        end = len(raw.rows) if following is None else _start(raw, here, following)
        yield Stacked(replace(raw, rows=raw.rows[:end]), here, replace(raw, rows=titles))
        if following is not None:
            titles = (*top, *raw.rows[end : following.place])
        here = following


def first_head(raw: RawSheet, best: Head) -> Head:
    """The header of the first table: the best one, unless another with rows of its own stands above it."""
    for place in range(best.place - 1):
        found = None if raw.paths else _head_at(raw, place, least=1)
        if found is not None and found.end < best.place and not _only_titles(raw, found, best):
            return found
    return best


def _only_titles(raw: RawSheet, found: Head, best: Head) -> bool:
    """Whether nothing stands between two headers but titles of the lower one."""
    return _start(raw, found, best) <= found.end


def _following(raw: RawSheet, head: Head) -> Head | None:
    """The next header below that begins a table: another header, or the same one under a title of its own."""
    own = _names(raw.rows[head.place][1])
    for place in range(head.end, len(raw.rows)):
        found = _head_at(raw, place)
        if found is None:
            continue
        if _names(raw.rows[place][1]) != own or _start(raw, head, found) < place:
            return found
    return None


def _head_at(raw: RawSheet, place: int, least: int = 2) -> Head | None:
    """The header that surely begins on a row, if any: ``least`` texts or more, two sure ones, half of them columns."""
    cells = raw.rows[place][1]
    if any(cell is not None and not isinstance(cell, str) for cell in cells):
        return None
    texts = _names(cells)
    if len(texts) < least or sum(text in all_known() for text in texts) < min(2, len(texts)):
        return None
    found = max(heads_at(raw, place, None), key=lambda one: one.score, default=None)
    return found if found is not None and 2 * sum(1 for m in found.columns if m.field) >= len(texts) else None


def _names(cells: Sequence[Cell]) -> list[str]:
    return [normal(text) for cell in cells if (text := text_of(cell))]


def _start(raw: RawSheet, head: Head, following: Head) -> int:
    """Where the titles over a further header begin; its own place when it has none."""
    place = following.place
    while place > max(head.end, following.place - TITLES) and _is_title(raw, head, place - 1):
        place -= 1
    return place


def _is_title(raw: RawSheet, head: Head, place: int) -> bool:
    """Whether a row between two tables heads the lower one: a unit, or one text that is no record of the upper one."""
    number, cells = raw.rows[place]
    texts = [text for cell in cells if (text := text_of(cell))]
    if any(UNIT_NOTE.search(text) for text in texts):
        return True
    if len(set(texts)) != 1 or is_aside(cells) or is_total([text_of(cell) for cell in cells], len(cells) - 1):
        return False
    apart = number - raw.rows[place - 1][0] > 1 or SECTION.match(texts[0]) is not None
    return apart or (sum(map(bool, head.texts)) > 1 and FIRM.search(texts[0]) is None)
