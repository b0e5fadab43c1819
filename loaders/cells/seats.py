"""Province, city and district of a row by their official names."""

import re
from dataclasses import dataclass

from chaingraph.library.regions import Regions, short_region

NO_CITY = re.compile(r"(省|自治区)?直辖(县级|市)?(行政区划|行政单位)|市辖区|县|-")
"""What registers write where a place belongs to no prefecture city."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A region as far as known, and what was doubtful about it: (field, reason) pairs."""

    province: str | None
    city: str | None
    district: str | None
    doubts: tuple[tuple[str, str], ...] = ()


def seat(known: Regions, province: str | None, city: str | None, district: str | None) -> Seat:
    """The official names; the province of a city only one province has; what contradicts is left unknown and told.

    >>> known = Regions([("河南省", ""), ("河南省", "新乡市"), ("江苏省", ""), ("江苏省", "扬州市")])
    >>> seat(known, None, "新乡", None)
    Seat(province='河南省', city='新乡市', district=None, doubts=())
    >>> seat(known, "河南", "扬州市", None).doubts
    (('city', '“扬州市”不在河南省，城市按未知处理'),)
    """
    doubts: list[tuple[str, str]] = []
    official = known.province(province) if province else None
    if province and official is None:
        doubts.append(("province", "不在行政区划表里，按原样保留"))
        official = province
    if not city or NO_CITY.fullmatch(city):
        return Seat(official, None, district, tuple(doubts))
    pairs = known.cities(_without_province(city, official, province))
    if not pairs:
        doubts.append(("city", "不在行政区划表里，按原样保留"))
        return Seat(official, city, district, tuple(doubts))
    fitting = [pair for pair in pairs if official is None or pair[0] == official]
    if len(fitting) == 1:
        return Seat(*fitting[0], district, tuple(doubts))
    reason = f"“{city}”不在{official}，城市按未知处理" if official else f"叫“{city}”的城市不止一个，请写明省"
    return Seat(official, None, None, (*doubts, ("city", reason)))


def _without_province(city: str, *provinces: str | None) -> str:
    for province in provinces:
        for prefix in (province, short_region(province)) if province else ():
            if city.startswith(prefix) and len(city) - len(prefix) >= 2:
                return city.removeprefix(prefix)
    return city
