"""Where a list of firms is, seen from a place: by province, by distance, and by district inside the city."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from chaingraph.graph.distance import kilometres
from chaingraph.graph.places import Place
from chaingraph.model.enterprise import Enterprise
from visual.tiles import rings_svg, tiles_svg

RINGS = ((100.0, "100 公里内"), (500.0, "100–500 公里"), (float("inf"), "500 公里以上"))
UNKNOWN = "距离不详"
RING_NAMES = (*(name for _, name in RINGS), UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """How many firms lie where; ``districts`` only of those in the place's own city, largest first."""

    provinces: Mapping[str, int]
    rings: Mapping[str, int]
    districts: tuple[tuple[str, int], ...]
    tiles: str
    ring_picture: str


def ring_of(place: Place, firm: Enterprise) -> str:
    """The ring of distance that a firm lies in, between city centres; one in the place's own city is near."""
    if place.city and firm.city == place.city:
        return RINGS[0][1]
    away = kilometres(place, firm)
    return UNKNOWN if away is None else next(name for least, name in RINGS if away <= least)


def whereabouts(
    place: Place,
    firms: Iterable[Enterprise],
    ringed: Iterable[Enterprise] | None = None,
    *,
    province: str = "",
    by_province: Callable[[str], str] | None = None,
    by_ring: Callable[[str], str] | None = None,
) -> Whereabouts:
    """Counted and drawn; ``ringed`` are counted by distance instead of ``firms`` where a filter parts the two, the
    callables give the address behind a square or a ring. O(firms)."""
    known = list(firms)
    provinces = Counter(firm.province for firm in known if firm.province)
    rings = Counter(ring_of(place, firm) for firm in (known if ringed is None else ringed))
    districts = Counter(firm.district for firm in known if firm.district and place.city and firm.city == place.city)
    shown = [(name, rings[name]) for _, name in RINGS]
    return Whereabouts(
        provinces=provinces,
        rings=rings,
        districts=tuple(sorted(districts.items(), key=lambda pair: (-pair[1], pair[0]))),
        tiles=tiles_svg(provinces, own=place.province or "", chosen=province, link=by_province),
        ring_picture=rings_svg(shown, place.label, link=by_ring),
    )
