"""Where an address lies: province, city and district found in running text by the tables of GB/T 2260."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from chaingraph.library.regions import PEOPLES, Regions, regions, short_region

MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
LEAD = re.compile(r"^(中华人民共和国|中国(?!\()|((注册|企业|公司|通讯|经营|生产)?(地址|住所)[::]?))+")
BREAKS = re.compile(r"[\s/·,，、|>\\_]+|(?<=[一-龥])[-–—]+(?=[一-龥])")
DIRECT = re.compile(r"(省|自治区)?直辖(县级|市)?(行政区划|行政单位)|市辖区|^县(?=.)")
COUNTY_TAIL = re.compile(
    rf"((({PEOPLES}|满族|畲族|瑶族|黎族|仫佬族|毛南族|水族|土族|撒拉族|东乡族|保安族|裕固族"
    r"|锡伯|塔吉克|佤族|拉祜族|独龙族|怒族|普米族|纳西族|布朗族|仡佬族|各族|达斡尔族|鄂伦春|鄂温克族)+)自治[县旗]|新区|[市县区旗])$"
)
STREET = re.compile(r"[路街道巷镇乡村里弄桥湖河山站港区县市旗州盟]")
IN_BRACKETS = re.compile(r"^中国\((.{2,3})\)")
LONGEST = 14
SEARCHED = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """Province, city and district as far as a text says; ``rest`` is what follows them."""

    province: str | None = None
    city: str | None = None
    district: str | None = None
    rest: str = ""

    @property
    def known(self) -> bool:
        """Whether anything was found."""
        return self.province is not None

    def within(self, wider: "Spot") -> bool:
        """Whether nothing said here contradicts what was already known."""
        pairs = ((wider.province, self.province), (wider.city, self.city), (wider.district, self.district))
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)

    def joined(self, more: "Spot") -> "Spot":
        """This spot, and where it is silent the other."""
        return Spot(self.province or more.province, self.city or more.city, self.district or more.district, more.rest)


class Gazetteer:
    """Regions, counties and former names of the country.

    >>> gazetteer().locate("浙江省桐乡市示例大道21号").district
    '桐乡市'
    """

    def __init__(self, known: Regions, counties: Iterable[Spot], former: Iterable[tuple[str, Spot]]) -> None:
        self.regions = known
        self._full: dict[str, list[Spot]] = {}
        self._short: dict[str, list[Spot]] = {}
        for province in known.provinces():
            spot = Spot(province, province if province in MUNICIPALITIES else None)
            self._name(spot, province, short_region(province))
        for province, city, _ in known.all():
            self._name(Spot(province, city), city, short_region(city))
            if city.endswith("自治州"):
                self._full.setdefault(short_region(city) + "州", []).append(Spot(province, city))
        for county in counties:
            self._name(county, county.district or "", COUNTY_TAIL.sub("", county.district or ""))
        for name, spot in former:
            if name not in self._full:
                self._name(spot, name, "")

    def _name(self, spot: Spot, full: str, short: str) -> None:
        for name, table in ((full, self._full), (short, self._short)):
            if len(name) >= 2 and name not in (table is self._short and full,) and spot not in table.get(name, ()):
                table.setdefault(name, []).append(spot)

    def locate(self, text: str, known: Spot | None = None) -> Spot:
        """What the beginning of an address says, within what is known; else the first full name in it. O(length)."""
        plain = self._plain(text)
        spot = self._led(plain, known or Spot())
        return spot if spot.city is not None and spot.rest != plain else self._searched(spot.rest, spot)

    def exact(self, text: str, known: Spot | None = None) -> Spot:
        """The place a cell names and nothing besides; unknown where it says more or is not unique."""
        plain = self._plain(text)
        spot = self._led(plain, known or Spot())
        return spot if not spot.rest else Spot(rest=plain)

    def after(self, text: str) -> str:
        """What follows the places a text begins with."""
        return self._led(text, Spot()).rest

    def choices(self, name: str) -> tuple[Spot, ...]:
        """All places that bear the name, in full or short."""
        plain = self._plain(name)
        return tuple(self._full.get(plain) or self._short.get(plain) or ())

    def _plain(self, text: str) -> str:
        plain = unicodedata.normalize("NFKC", text).strip()
        bracketed = IN_BRACKETS.match(plain)
        plain = bracketed[1] + plain[bracketed.end() :] if bracketed else plain
        return DIRECT.sub("", BREAKS.sub("", LEAD.sub("", plain)))

    def _led(self, text: str, known: Spot) -> Spot:
        """The places a text begins with, each within the one before."""
        spot, rest = known, text
        while rest:
            found = self._next(rest, spot)
            if found is None:
                break
            inner, length = found
            spot, rest = spot.joined(inner), rest[length:]
            if spot.district is not None:
                break
        return Spot(spot.province, spot.city, spot.district, rest)

    def _next(self, text: str, spot: Spot) -> tuple[Spot, int] | None:
        for length in range(min(LONGEST, len(text)), 1, -1):
            head, tail = text[:length], text[length:]
            one = self._only(self._full.get(head, ()), spot) or self._only(self._shortly(head, tail, spot), spot)
            if one is not None:
                return one, length
        return None

    def _shortly(self, head: str, tail: str, spot: Spot) -> tuple[Spot, ...]:
        """Places of a short name, unless what follows makes it the name of a street; a county only in a known city."""
        if tail and STREET.match(tail):
            return ()
        found = self._short.get(head, ())
        return tuple(one for one in found if one.district is None or not tail or spot.city is not None)

    def _only(self, found: Iterable[Spot], spot: Spot) -> Spot | None:
        """The one place that fits what is known and adds to it; of several of one name the widest."""
        fitting = [one for one in found if one.within(spot)]
        narrow = min((_depth(one) for one in fitting), default=0)
        fitting = [one for one in fitting if _depth(one) == narrow]
        return fitting[0] if len({(one.province, one.city, one.district) for one in fitting}) == 1 else None

    def _searched(self, text: str, known: Spot) -> Spot:
        """The first full name of a place somewhere in the text; what stood before it is not looked at."""
        for start in range(min(SEARCHED, len(text))):
            for length in range(min(LONGEST, len(text) - start), 2, -1):
                one = self._only(self._full.get(text[start : start + length], ()), known)
                if one is not None and one.city is not None and one.city != known.city:
                    return self._led(text[start:], known)
        return Spot(known.province, known.city, known.district, text)


def _depth(spot: Spot) -> int:
    return 3 if spot.district else 2 if spot.city and spot.city != spot.province else 1


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The country's gazetteer, read once a process."""
    return Gazetteer(regions(), _counties(), _former())


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((files(__package__) / name).read_text(encoding="utf-8-sig").splitlines()))


def _counties() -> Iterable[Spot]:
    cities = {row["code"][:4]: (row["province"], row["city"]) for row in _rows("regions.csv") if row["city"]}
    cities["5002"] = ("重庆市", "重庆市")
    for row in _rows("counties.csv"):
        province, city = cities[row["code"][:4]]
        yield Spot(province, city, row["county"])


def _former() -> Iterable[tuple[str, Spot]]:
    for row in _rows("former_places.csv"):
        yield row["former"], Spot(row["province"], row["city"] or None, row["district"] or None)
