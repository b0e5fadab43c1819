"""A place is a park or a region: what its name means, and which firms are in it."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.place import Park

Region = tuple[str | None, str | None, str | None]


class PlaceKind(StrEnum):
    """The four sizes of a place."""

    PARK = "园区"
    DISTRICT = "区县"
    CITY = "城市"
    PROVINCE = "省"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A park, or a region down to the named level; ``name`` is unique among the places of a snapshot."""

    kind: PlaceKind
    name: str
    province: str | None = None
    city: str | None = None
    district: str | None = None
    park: str | None = None

    @classmethod
    def of_park(cls, park: Park) -> "Place":
        """The park as a place."""
        return cls(
            kind=PlaceKind.PARK,
            name=park.name,
            province=park.province,
            city=park.city,
            district=park.district,
            park=park.name,
        )

    @property
    def label(self) -> str:
        """The last part of the name."""
        return self.name.rsplit("/", 1)[-1]

    def holds(self, enterprise: Enterprise) -> bool:
        """Whether the enterprise sits here; a firm in a park sits in the park's region too once loaded."""
        if self.park is not None:
            return enterprise.park == self.park
        pairs = (
            (self.province, enterprise.province),
            (self.city, enterprise.city),
            (self.district, enterprise.district),
        )
        return all(mine is None or mine == theirs for mine, theirs in pairs)

    def within(self, wider: "Place") -> bool:
        """Whether the wider place holds this one whole; a park is within its regions, nothing but itself in a park."""
        if wider.park is not None:
            return self.park == wider.park
        pairs = ((wider.province, self.province), (wider.city, self.city), (wider.district, self.district))
        return all(wanted is None or wanted == there for wanted, there in pairs)


def resolve_place(name: str, parks: Sequence[Park], regions: Iterable[Region]) -> Place:
    """The place a name means: a park's name, a region's name, or a path ``河南省/新乡市/卫滨区``.

    A municipality and its one city are one place. Raises AmbiguousName with the choices when several other regions bear
    the name, UnknownName with near names when none.

    >>> resolve_place("新乡", [], [("河南省", "新乡市", None)]).name
    '新乡市'
    """
    park = next((park for park in parks if park.name == name), None)
    if park is not None:
        return Place.of_park(park)
    known = sorted(_all_levels(regions), key=lambda region: tuple(part or "" for part in region))
    wanted = name.strip("/").split("/")
    found = [region for region in known if _answers(region, wanted)]
    found = found or [region for region in known if _answers(region, wanted, loose=True)]
    if not found:
        names = [park.name for park in parks] + sorted({_last(region) for region in known})
        raise UnknownName("园区或地区", name, tuple(difflib.get_close_matches(name, names, n=4, cutoff=0.4)))
    found = [region for region in found if not _is_own_city(region, found)]
    if len(found) > 1:
        raise AmbiguousName("地区", name, tuple(_path(region) for region in found))
    return _place(found[0], _is_unique(found[0], known))


def _all_levels(regions: Iterable[Region]) -> set[Region]:
    levels: set[Region] = set()
    for province, city, district in regions:
        if province:
            levels.add((province, None, None))
        if city:
            levels.add((province, city, None))
        if district:
            levels.add((province, city, district))
    return levels


def _answers(region: Region, wanted: list[str], *, loose: bool = False) -> bool:
    parts = [part for part in region if part]
    if len(wanted) == 1:
        return _same(parts[-1], wanted[0], loose)
    return len(parts) >= len(wanted) and all(
        _same(part, want, loose) for part, want in zip(parts[-len(wanted) :], wanted, strict=True)
    )


def _same(part: str, want: str, loose: bool) -> bool:
    return part == want or (loose and len(want) >= 2 and part.startswith(want) and len(part) - len(want) <= 5)


def _is_own_city(region: Region, found: Iterable[Region]) -> bool:
    """Whether the region is the one city of a municipality found too: both are one place.

    >>> _is_own_city(("北京市", "北京市", None), [("北京市", None, None)])
    True
    """
    province, city, district = region
    return district is None and city == province and (province, None, None) in found


def _last(region: Region) -> str:
    return next(part for part in reversed(region) if part)


def _path(region: Region) -> str:
    return "/".join(part for part in region if part)


def _is_unique(region: Region, known: Iterable[Region]) -> bool:
    return sum(_last(other) == _last(region) for other in known) == 1


def _place(region: Region, unique: bool) -> Place:
    province, city, district = region
    kind = PlaceKind.DISTRICT if district else PlaceKind.CITY if city else PlaceKind.PROVINCE
    name = _last(region) if unique else _path(region)
    return Place(kind=kind, name=name, province=province, city=city, district=district)
