"""How far a firm is from a place, in classes an officer uses."""

import math
from enum import StrEnum

from chaingraph.graph.places import Place
from chaingraph.library.regions import coordinates
from chaingraph.model.enterprise import Enterprise

EARTH_KM = 6371.0


class Reach(StrEnum):
    """Distance class of a candidate."""

    SAME_CITY = "同城"
    SAME_PROVINCE = "同省"
    NEAR = "近距离"
    FAR = "较远"
    UNKNOWN = "地区不详"


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two (longitude, latitude) in degrees. Source: haversine formula.

    >>> round(distance_km((116.4, 39.9), (121.5, 31.2)) / 10)
    107
    """
    (lon1, lat1), (lon2, lat2) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def kilometres(place: Place, enterprise: Enterprise) -> float | None:
    """Between city centres; None when either is not known."""
    here = coordinates(place.province, place.city)
    there = coordinates(enterprise.province, enterprise.city) if enterprise.city else None
    return distance_km(here, there) if here and there else None


def reach_between(place: Place, enterprise: Enterprise, near_km: float) -> Reach:
    """The class: same city, same province, within ``near_km`` between city centres, or farther."""
    if place.city and enterprise.city == place.city:
        return Reach.SAME_CITY
    if place.province and enterprise.province == place.province:
        return Reach.SAME_PROVINCE
    away = kilometres(place, enterprise)
    if away is None:
        return Reach.FAR if enterprise.province and place.province else Reach.UNKNOWN
    return Reach.NEAR if away <= near_km else Reach.FAR
