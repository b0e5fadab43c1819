"""Provinces and prefecture cities: their official names from whatever people write, and where they lie."""

import csv
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

PEOPLES = (
    "壮族|回族|维吾尔|藏族|彝族|苗族|侗族|布依族|土家族|朝鲜族|蒙古族|蒙古|哈萨克|柯尔克孜"
    "|白族|傣族|景颇族|傈僳族|哈尼族|羌族"
)
SHORT = {"内蒙古自治区": "内蒙古", "博尔塔拉蒙古自治州": "博尔塔拉", "巴音郭楞蒙古自治州": "巴音郭楞"}
TAIL = re.compile(rf"(({PEOPLES})*(自治区|自治州)|特别行政区|省|市|地区|盟)$")


def short_region(name: str) -> str:
    """The name without its kind.

    >>> short_region("广西壮族自治区"), short_region("恩施土家族苗族自治州"), short_region("新乡市")
    ('广西', '恩施', '新乡')
    """
    if name.strip() in SHORT:
        return SHORT[name.strip()]
    short = TAIL.sub("", name.strip())
    return short if len(short) >= 2 else name.strip()


class Regions:
    """The regions a table lists, found by full or short name.

    >>> known = Regions([("河南省", ""), ("河南省", "新乡市")])
    >>> known.province("河南"), known.cities("新乡")
    ('河南省', (('河南省', '新乡市'),))
    """

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self._provinces: dict[str, str] = {}
        self._cities: dict[str, list[tuple[str, str]]] = {}
        for province, city in rows:
            for name in (province, short_region(province)):
                self._provinces.setdefault(name, province)
            for name in dict.fromkeys((city, short_region(city)) if city else ()):
                pairs = self._cities.setdefault(name, [])
                if (province, city) not in pairs:
                    pairs.append((province, city))

    def province(self, text: str) -> str | None:
        """The official name of a province, or None."""
        return self._provinces.get(text.strip()) or self._provinces.get(short_region(text))

    def cities(self, text: str) -> tuple[tuple[str, str], ...]:
        """(province, city) pairs that answer to a city's name, sorted."""
        name = text.strip()
        return tuple(sorted(self._cities.get(name) or self._cities.get(short_region(name)) or []))

    def provinces(self) -> tuple[str, ...]:
        """The official names of all provinces, sorted."""
        return tuple(sorted(set(self._provinces.values())))

    def all(self) -> tuple[tuple[str, str, None], ...]:
        """(province, city, None) of every city, sorted: regions as places know them."""
        return tuple(sorted({(*pair, None) for pairs in self._cities.values() for pair in pairs}))

    def names(self) -> tuple[str, ...]:
        """All official names, provinces and cities, sorted."""
        cities = {city for pairs in self._cities.values() for _, city in pairs}
        return tuple(sorted(set(self._provinces.values()) | cities))


@lru_cache(maxsize=1)
def regions() -> Regions:
    """The regions of ``regions.csv`` beside this file, read once a process."""
    text = (files(__package__) / "regions.csv").read_text(encoding="utf-8-sig")
    return Regions((row["province"].strip(), row["city"].strip()) for row in csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def _seats() -> dict[tuple[str, str], tuple[float, float]]:
    with (files(__package__) / "regions.csv").open(encoding="utf-8-sig") as lines:
        return {
            (row["province"], row["city"]): (float(row["lon"]), float(row["lat"]))
            for row in csv.DictReader(lines)
            if row["lon"]
        }


def coordinates(province: str | None, city: str | None) -> tuple[float, float] | None:
    """Longitude and latitude of a city's seat, or of the province's capital when no city is given; None if unknown."""
    return _seats().get((province or "", city or ""))
