"""Where a segment is found near a place: sibling parks, the city, the province, and within the practical radius."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Mask, Numbers
from chaingraph.findings.place.supply import Elsewhere
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.distance import kilometres
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
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
    Larger firms are named first. Whether a firm is within the radius is asked once a city. Two kinds are nowhere near:
    a firm that a what-if takes out of the place, and one that only the shipped list knows.
    """
    placed = snapshot.placements(chain)
    firms = np.repeat(np.arange(placed.shape[0]), np.diff(placed.indptr))
    others = snapshot.columns.rostered & ~snapshot.members(place)
    outside = others[firms] & ~np.isin(firms, sorted(snapshot.taken_out(place)))
    firms, segments = firms[outside], placed.indices[outside]
    near = _within(snapshot, place, firms, rules.local_radius_km)
    within = np.bincount(segments[near], minlength=placed.shape[1])
    same = snapshot.columns.codes["province"][firms] == snapshot.columns.numbers["province"].get(
        place.province or "", -2
    )
    sizes, _ = snapshot.sizes(rules)
    grouped: dict[int, list[int]] = {}
    for firm, segment in zip(firms[same].tolist(), segments[same].tolist(), strict=True):
        grouped.setdefault(segment, []).append(firm)
    elsewhere = {}
    for segment in range(placed.shape[1]):
        found = sorted(grouped.get(segment, ()), key=lambda firm: (-sizes[firm], firm))
        elsewhere[segment] = _levels(place, (snapshot.enterprises[firm] for firm in found))
    return Nearby(elsewhere, dict(enumerate(within.tolist())))


def _within(snapshot: Snapshot, place: Place, firms: Numbers, radius_km: float) -> Mask:
    """Which of these firms sit in the place's city or at most so many kilometres from it; unknown is not near."""
    codes = snapshot.columns.codes
    city = codes["province"][firms] * (len(snapshot.columns.numbers["city"]) + 1) + codes["city"][firms]
    _, first, number = np.unique(city, return_index=True, return_inverse=True)
    answers = [_is_near(place, snapshot.enterprises[int(firms[row])], radius_km) for row in first.tolist()]
    return np.array(answers, dtype=bool)[number] if answers else np.zeros(0, dtype=bool)


def _is_near(place: Place, firm: Enterprise, radius_km: float) -> bool:
    if place.city is not None and (firm.province, firm.city) == (place.province, place.city):
        return True
    away = kilometres(place, firm)
    return away is not None and away <= radius_km


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
    return PROVINCE, place.province
