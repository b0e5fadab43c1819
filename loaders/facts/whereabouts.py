"""Where a row's firm or project is: its park, its region, and what the titles or the importer say of all rows."""

import re

from chaingraph.errors import UnknownName
from chaingraph.library.gazetteer import Spot
from chaingraph.model.place import Park
from chaingraph.text import plain
from loaders.cells.seats import Seat, seat
from loaders.facts.building import Building, evidence
from loaders.facts.rows import ParsedRow
from loaders.known.near import likeness

NO_PARK = re.compile(
    r"(园区|园|区)?(外|以外)|(非|不在|未入|未进|无)(任何|入)?(园区?|驻园)|散户|分散|园外企业|其他|其它|否|不涉及|无园区"
)
PARK_WORDS = re.compile(r"(园|区|基地|城|港|谷|集聚区|中心|示范区|片区|组团|小镇)$")
TYPO = 0.7
"""That alike a name is taken for a slip of the pen of the park it resembles, not for another park."""
MADE = "待核实"


def seat_of(row: ParsedRow, building: Building) -> Seat:
    """The region the row states; where it states none, that of its titles, else of the whole import."""
    at = seat(building.known.gazetteer, row.get("province"), row.get("city"), row.get("district"), row.get("address"))
    for field, reason in at.doubts:
        building.hint(row, field, "行政区划", reason)
    if at.province or at.city or at.district:
        return at
    spot = row.titles.spot if row.titles.spot.city else building.default
    return Seat(spot.province, spot.city, spot.district)


def park_of(row: ParsedRow, at: Spot, building: Building) -> Park | None:
    """The park a row names: a known one, or one made as named and marked to be verified; None where it is none.

    A name that looks like a slip for a known park makes none: the row stays without, and is told.
    """
    name = row.get("park") or row.titles.park
    if not name or NO_PARK.fullmatch(name.strip("()（）")):
        return None
    try:
        return building.known.park(name)
    except UnknownName as error:
        near = tuple(one for one in error.suggestions if likeness(plain(one), plain(name)) >= TYPO)
        if near or not PARK_WORDS.search(name) or building.known.gazetteer.exact(name).known:
            reason = "不在“园区”表里，企业先按不在园区保留" if near else "不像园区的名称，未作为园区"
            building.hint(row, "park", "园区须已知", reason, near or error.suggestions)
            return None
        return _made(row, name, at, building)


def _made(row: ParsedRow, name: str, at: Spot, building: Building) -> Park:
    said = evidence(row)
    park = Park(name=name, province=at.province, city=at.city, district=at.district, status=MADE, evidence=said)
    building.put("parks", park)
    building.known.add_park(park)
    building.hint(row, "park", "新建园区", f"“园区”表里没有“{name}”，已新建并标为{MADE}")
    return park


def spot_of(text: str | None, building: Building) -> Spot:
    """The region a text names or begins with, as far as known."""
    return building.known.gazetteer.locate(text) if text else Spot()


def region_name(spot: Spot) -> str | None:
    """The name of the smallest region known."""
    return spot.district or spot.city or spot.province
