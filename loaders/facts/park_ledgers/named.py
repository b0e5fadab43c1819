"""What the rows of park ledgers name: parks, places, firms, segments, years, periods; and figures in one unit."""

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.ids import EnterpriseId
from chaingraph.library.gazetteer import Spot
from chaingraph.model.parks.land import CausePeriod
from chaingraph.model.parks.standing import UNIT_OF_FACTOR, Factor
from chaingraph.text import plain
from loaders.cells.ledgers import Figure, quarter_of, year_in
from loaders.cells.values import LAND, MONEY, PLANT
from loaders.facts.building import Building, referred
from loaders.facts.outsiders import outside, put_outside
from loaders.facts.placements import chain_of
from loaders.facts.rows import ParsedRow
from loaders.facts.whereabouts import TYPO, park_of, region_name
from loaders.known.near import likeness
from loaders.record.refusal import RowRefused

SCHEME = "年度考评"
COUNTS = {"个": 1.0, "家": 1.0, "处": 1.0, "座": 1.0}
UNITS_OF = {
    "亩": (LAND, 1.0),
    "㎡": (PLANT, 1.0),
    "个": (COUNTS, 1.0),
    "万元": (MONEY, 1e4),
}
"""By the unit a factor is kept in: what other units are worth, and the worth of the unit itself."""


def place_in(row: ParsedRow, field: str, building: Building) -> str:
    """The park or region a row names, else its titles; a park that nobody knows is made, to be verified.

    Raises RowRefused where it names none, or one that looks like a slip for a known one.
    """
    name = row.get(field)
    if name is None:
        return _place_of_titles(row, field, building)
    try:
        return building.known.place(name)
    except AmbiguousName as error:
        raise RowRefused(field, "地区须唯一", "地区不唯一，请写明是哪一个", suggestions=error.choices) from error
    except UnknownName as error:
        near = tuple(one for one in error.suggestions if likeness(plain(one), plain(name)) >= TYPO)
        made = None if near or field != "park" else park_of(row, _spot(row, building), building)
        if made is None:
            raise RowRefused(
                field, "园区须已知", "找不到这个园区或地区", suggestions=near or error.suggestions
            ) from error
        return made.name


def _place_of_titles(row: ParsedRow, field: str, building: Building) -> str:
    if row.titles.park:
        made = park_of(row, _spot(row, building), building)
        if made is not None:
            return made.name
    found = region_name(_spot(row, building))
    if found is None:
        raise RowRefused(field, "园区须已知", "没有写园区，标题里也看不出地区")
    return found


def _spot(row: ParsedRow, building: Building) -> Spot:
    return row.titles.spot if row.titles.spot.known else building.default


def firm_in(row: ParsedRow, building: Building) -> EnterpriseId | None:
    """The firm a row names; one that no list has becomes an outside firm, to be verified. None where it names none."""
    if row.get("enterprise") is None:
        return None
    try:
        return referred(row, "enterprise", building.firms.find).id
    except RowRefused as error:
        if error.rule != "企业须已知":
            raise
        firm = outside(row, "enterprise", building, of="", near=error.suggestions)
        put_outside(firm, row, building)
        return firm.id


def segments_in(row: ParsedRow, building: Building) -> tuple[str, ...]:
    """The segments a row names, each ``chain/key``; what nobody knows is told and left out."""
    found = []
    for text in row.get("segments") or ():
        chain, slash, name = text.partition("/")
        try:
            own = building.known.chains.chain(chain) if slash else None
            segment = building.known.chains.segment(name if slash else text, own)
        except (UnknownName, AmbiguousName) as error:
            near = error.suggestions if isinstance(error, UnknownName) else error.choices
            building.hint(row, "segments", "环节须已知", f"产业链库里找不到环节“{text}”，未采用", near)
            continue
        found.append(f"{segment.chain}/{segment.key}")
    return tuple(dict.fromkeys(found))


def chains_in(row: ParsedRow, building: Building) -> tuple[str, ...]:
    """The chains a row names."""
    return tuple(chain_of(row, "chains", name, building) for name in row.get("chains") or ())


def year_of_row(row: ParsedRow) -> int:
    """The year of a row: its own, that of its quarter, or that of its titles. Raises RowRefused without one."""
    said = row.get("year") or year_in(row.texts.get("quarter", "")) or year_in(row.titles.as_of or "")
    if said is None:
        raise RowRefused("year", "年份", "没有写年份，标题里也看不出年份")
    return int(said)


def quarter_of_row(row: ParsedRow) -> int | None:
    """Up to which quarter a row counts; None for the year as a whole."""
    if "quarter" in row.texts:
        found: int | None = row.get("quarter")
        return found
    title = row.titles.as_of or ""
    return quarter_of(title.replace("-", ".")) if len(title) >= 7 else None


def period_of_row(row: ParsedRow) -> str:
    """The period of an assessment: the row's, or that of its titles. Raises RowRefused without one."""
    found = row.get("period") or row.titles.as_of
    if not found:
        raise RowRefused("period", "考评期", "没有写考评期，标题里也看不出")
    return str(found)[:7]


def in_unit(row: ParsedRow, field: str, factor: Factor) -> float | None:
    """A figure of a factor in the factor's own unit. Raises RowRefused for a unit that is not one of it."""
    figure: Figure | None = row.get(field)
    if figure is None:
        return None
    own = UNIT_OF_FACTOR[factor]
    units, worth = UNITS_OF[own]
    written = (figure.unit or row.get("unit") or own).replace("㎡", "m2").lower()
    if written not in units:
        raise RowRefused(field, "单位", f"{factor}的单位“{figure.unit or row.get('unit')}”不认识，应是{own}")
    return round(figure.number * units[written] / worth, 6)


def bare(row: ParsedRow, field: str) -> float | None:
    """The number of a figure in whatever unit it is written."""
    figure: Figure | None = row.get(field)
    return None if figure is None else figure.number


def unit_of(row: ParsedRow) -> str | None:
    """The unit of a row's figures: its own column, or that beside its target or achievement."""
    figures: list[Figure | None] = [row.get("target"), row.get("achieved")]
    found: str | None = row.get("unit") or next((one.unit for one in figures if one and one.unit), None)
    return found


def causes_of_row(row: ParsedRow) -> tuple[CausePeriod, ...]:
    """The days on which a cause held."""
    return tuple(CausePeriod(cause=cause, since=since, until=until) for cause, since, until in row.get("causes") or ())
