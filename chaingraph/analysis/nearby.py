"""Where a segment is found near a place: sibling parks, the city, the province, and within the practical radius."""

from collections.abc import Iterable
from dataclasses import dataclass

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.distance import kilometres
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.supply_findings import Elsewhere
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings

MOST_NAMES = 3
MOST_PARKS = 2
SIBLING, CITY, PROVINCE = "兄弟园区", "同市", "同省"
ORDER = (SIBLING, CITY, PROVINCE)


@dataclass(frozen=True, slots=True)
class Nearby:
    """By segment index: where it is found outside the place, and how many firms lie within the radius."""

    elsewhere: dict[int, tuple[Elsewhere, ...]]
    within: dict[int, int]


def nearby(snapshot: Snapshot, place: Place, chain: ChainGraph, rules: Settings) -> Nearby:
    """Firms of each segment outside the place, at the nearest level each. O(tags of the chain).

    Sibling parks are the other parks of the place's city; a firm in none counts for the city, else for the province.
    Larger firms are named first.
    """
    members = snapshot.members(place)
    sizes, _ = snapshot.sizes(rules)
    reach = _Reach(place, rules.local_radius_km)
    elsewhere: dict[int, tuple[Elsewhere, ...]] = {}
    within: dict[int, int] = {}
    for segment, firms in enumerate(snapshot.firms_on(chain)):
        outside = [firm for firm in firms if not members[firm]]
        outside.sort(key=lambda firm: (-float(sizes[firm]), snapshot.enterprises[firm].id))
        found = [snapshot.enterprises[firm] for firm in outside]
        within[segment] = sum(reach.holds(firm) for firm in found)
        elsewhere[segment] = _levels(place, found)
    return Nearby(elsewhere, within)


class _Reach:
    """Whether a firm lies within the radius of a place, asked once a city."""

    def __init__(self, place: Place, radius_km: float) -> None:
        self._place = place
        self._radius_km = radius_km
        self._known: dict[tuple[str | None, str | None], bool] = {}

    def holds(self, firm: Enterprise) -> bool:
        """Same city, or city centres at most the radius apart; unknown is not near."""
        city = (firm.province, firm.city)
        if city not in self._known:
            away = kilometres(self._place, firm)
            same = self._place.city is not None and city == (self._place.province, self._place.city)
            self._known[city] = same or (away is not None and away <= self._radius_km)
        return self._known[city]


def _levels(place: Place, firms: Iterable[Enterprise]) -> tuple[Elsewhere, ...]:
    grouped: dict[tuple[int, str], list[str]] = {}
    for firm in firms:
        level = _level(place, firm)
        if level is not None:
            grouped.setdefault((ORDER.index(level[0]), level[1]), []).append(firm.label)
    parks = sorted((key for key in grouped if key[0] == 0), key=lambda key: (-len(grouped[key]), key[1]))
    wider = sorted(key for key in grouped if key[0] > 0)
    return tuple(
        Elsewhere(level=ORDER[key[0]], place=key[1], firms=len(grouped[key]), names=tuple(grouped[key][:MOST_NAMES]))
        for key in (*parks[:MOST_PARKS], *wider)
    )


def _level(place: Place, firm: Enterprise) -> tuple[str, str] | None:
    """The nearest level at which a firm outside the place belongs with it, and the name there."""
    if place.province is None or firm.province != place.province:
        return None
    if place.city is not None and firm.city == place.city:
        return (SIBLING, firm.park) if firm.park and firm.park != place.park else (CITY, place.city)
    return (PROVINCE, place.province) if place.city is not None else None
