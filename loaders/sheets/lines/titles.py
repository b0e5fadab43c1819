"""What stands around a table and holds for all its rows: the unit, the place, the date and the park of its titles."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from chaingraph.library.gazetteer import Spot, gazetteer
from loaders.cells.cells import Cell, text_of
from loaders.cells.raw_sheet import RawSheet
from loaders.cells.values import LAND, MONEY, PLANT

UNIT = re.compile(
    r"(?:金额|货币|计量|数量)?单位\s*[:：]?\s*[(（]?((?:[^\s()（）;；。]+?)(?:[、,，/]\s*[^\s()（）;；。]+?)*)[)）]?(?=$|[\s()（）;；。])"
)
MONTH = re.compile(r"((?:19|20)\d\d)\s*[年.\-/]\s*(0?[1-9]|1[0-2])\s*(?:月|(?=[)）]|$))(?:\s*(\d{1,2})\s*日)?")
YEAR = re.compile(r"((?:19|20)\d\d)\s*年")
PARK = re.compile(r"[一-龥A-Za-z0-9]{1,20}(?:园区?|开发区|高新区|工业区|集聚区|新区|基地|港区|保税区|科技城|新城)$")
INSTRUCTION = re.compile(r"(填写)?说明[:：]")
GENERIC = re.compile(r"^(sheet|工作表|表)?\s*\d*$", re.IGNORECASE)
TITLE_ROWS = 15
NOWHERE = Spot()


@dataclass(frozen=True, slots=True)
class Titles:
    """What holds for every row that does not say otherwise.

    Attributes
    ----------
    units
        Unit of a bare number under a header without one, by kind of column.
    spot
        Where the rows' firms are; ``said`` is the text that says so.
    as_of
        The date of the list.
    park
        The park a sheet is named after, where a workbook has a sheet for each.
    """

    units: Mapping[str, str] = field(default_factory=dict)
    spot: Spot = NOWHERE
    said: str = ""
    as_of: str | None = None
    park: str | None = None


NO_TITLES = Titles()


def titles_of(raw: RawSheet, above: int, *, parks: bool = False) -> Titles:
    """What the rows above the header, the sheet's name and the file's name say; the nearer holds."""
    rows = [cells for _, cells in raw.rows[: min(above, TITLE_ROWS)] if not any(map(_instructs, cells))]
    lines = [text for cells in rows for cell in cells if (text := text_of(cell))]
    names = [name for name in (raw.sheet, PurePosixPath(raw.file).stem) if not GENERIC.fullmatch(name)]
    spot, said = _place([*reversed(lines), *names])
    return Titles(
        units=_units(reversed(lines)),
        spot=spot,
        said=said,
        as_of=_date([*reversed(lines), *names]),
        park=raw.sheet if parks and PARK.fullmatch(raw.sheet.strip()) else None,
    )


def _instructs(cell: Cell) -> bool:
    return INSTRUCTION.match(text_of(cell)) is not None


def _units(lines: Iterable[str]) -> dict[str, str]:
    """The units that a line such as 单位：亿元、人 states, by kind.

    >>> _units(["单位：亿元、亩"])
    {'money': '亿元', 'land': '亩'}
    """
    found: dict[str, str] = {}
    for line in lines:
        for match in UNIT.finditer(line):
            for unit in re.split(r"[、,，/]", match[1]):
                _keep(found, unit.strip().removeprefix("人民币").replace("㎡", "m2"))
    return found


def _keep(found: dict[str, str], unit: str) -> None:
    for kind, units in (("money", MONEY), ("land", LAND), ("plant", PLANT)):
        if unit in units and not (kind == "plant" and unit in LAND and unit in ("亩", "公顷")):
            found.setdefault(kind, unit)


def _place(texts: Iterable[str]) -> tuple[Spot, str]:
    """The first place the texts name as far as a city, and the text that does."""
    for text in texts:
        spot = gazetteer().locate(text)
        if spot.city is not None:
            return spot, text
    return Spot(), ""


def _date(texts: Iterable[str]) -> str | None:
    """The month, else the year, that the first text with one names.

    >>> _date(["高明区规上企业名单（2025年6月）"]), _date(["2024年度名单"]), _date(["名单"])
    ('2025-06', '2024', None)
    """
    for text in texts:
        month = MONTH.search(text)
        if month:
            return f"{month[1]}-{int(month[2]):02d}"
        year = YEAR.search(text)
        if year:
            return year[1]
    return None
