"""Province, city and district of a row by their official names, from whatever columns say where it is."""

import re
from dataclasses import dataclass

from chaingraph.library.gazetteer import MUNICIPALITIES, Gazetteer, Spot

NO_CITY = re.compile(r"(省|自治区)?直辖(县级|市)?(行政区划|行政单位)|市辖区|县|-")
"""What registers write where a place belongs to no prefecture city."""


DIVISION = re.compile(r"^(新疆生产建设)?兵团|^第[一二三四五六七八九十]+师")
"""The corps and its divisions, before the name of a city."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A region as far as known, and what was doubtful about it: (field, reason) pairs."""

    province: str | None
    city: str | None
    district: str | None
    doubts: tuple[tuple[str, str], ...] = ()

    @property
    def spot(self) -> Spot:
        """The region alone."""
        return Spot(self.province, self.city, self.district)


def seat(
    known: Gazetteer, province: str | None, city: str | None, district: str | None, address: str | None = None
) -> Seat:
    """The official names; what contradicts is left unknown and told, what is not in the table kept as written.

    A county-level city is a district of its prefecture; a cell may hold several levels; the address fills what the
    columns do not say.

    >>> from chaingraph.library.gazetteer import gazetteer
    >>> seat(gazetteer(), None, "新乡", None)
    Seat(province='河南省', city='新乡市', district=None, doubts=())
    >>> seat(gazetteer(), "河南", "扬州市", None).doubts
    (('city', '“扬州市”不在河南省，城市按未知处理'),)
    >>> seat(gazetteer(), "浙江", "义乌市", None).district
    '义乌市'
    >>> seat(gazetteer(), None, None, None, "桐乡市大道1号").city
    '嘉兴市'
    """
    doubts: list[tuple[str, str]] = []
    spot = _province(known, province, doubts)
    if city and not NO_CITY.fullmatch(city):
        spot = _city(known, city, spot, doubts)
    if district:
        spot = _district(known, district, spot)
    if address and (spot.city is None or spot.district is None):
        spot = _address(known, address, spot, doubts)
    if spot.city is None and spot.province in MUNICIPALITIES:
        spot = Spot(spot.province, spot.province, spot.district)
    return Seat(spot.province, spot.city, spot.district, tuple(doubts))


def _province(known: Gazetteer, text: str | None, doubts: list[tuple[str, str]]) -> Spot:
    if not text:
        return Spot()
    official = known.regions.province(text)
    if official is not None:
        return Spot(official)
    found = known.exact(text)
    if found.known:
        return found
    doubts.append(("province", "不在行政区划表里，按原样保留"))
    return Spot(text)


def _city(known: Gazetteer, text: str, spot: Spot, doubts: list[tuple[str, str]]) -> Spot:
    """The city a cell names within the province; a county's name brings its city."""
    wide = Spot(spot.province)
    found = _prefecture(known, text, wide) or known.exact(text, wide if spot.city is None else spot)
    if found.city is not None or (found.known and spot.province is None):
        return Spot(found.province, found.city, found.district)
    named = known.locate(text, wide)
    if named.city is not None and named.district is None:
        return Spot(named.province, named.city, named.rest or None)
    elsewhere = tuple(one for one in known.choices(text) if one.city is not None)
    if not elsewhere and known.exact(text).city is not None:
        elsewhere = (known.exact(text),)
    if not elsewhere:
        doubts.append(("city", "不在行政区划表里，按原样保留"))
        return Spot(spot.province, spot.city or text)
    reason = f"“{text}”不在{spot.province}，城市按未知处理" if spot.province else f"叫“{text}”的地方不止一个，请写明省"
    doubts.append(("city", reason))
    return Spot(spot.province)


def _prefecture(known: Gazetteer, text: str, wide: Spot) -> Spot | None:
    """The city of that name; a province's name (海南) is not the city of another province."""
    own = known.regions.province(text)
    cities = [Spot(*pair) for pair in known.regions.cities(text) if Spot(*pair).within(wide) and own in (None, pair[0])]
    return cities[0] if len(cities) == 1 else None


def _district(known: Gazetteer, text: str, spot: Spot) -> Spot:
    """The district as the table writes it, with its city where only one fits; as written where the table has none."""
    found = known.exact(DIVISION.sub("", text), Spot(spot.province, spot.city))
    if found.district is not None:
        return Spot(found.province, found.city, found.district)
    return (
        Spot(found.province, found.city)
        if found.city is not None and not found.rest
        else Spot(spot.province, spot.city, text)
    )


def _address(known: Gazetteer, text: str, spot: Spot, doubts: list[tuple[str, str]]) -> Spot:
    """What the address adds; where it lies in another city than the columns say, the columns hold."""
    found = known.locate(text, Spot(spot.province, spot.city, None))
    if found.district is None and spot.city is None:
        alone = known.locate(text)
        if spot.province and alone.city is not None and alone.province != spot.province:
            doubts.append(("address", f"地址在{alone.province}，与省份不一致，按省份计"))
    return Spot(found.province, found.city, spot.district or found.district)
