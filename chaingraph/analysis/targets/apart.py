"""Whether two places are apart, or one lies inside the other."""

from chaingraph.graph.places import Place


def apart(one: Place, other: Place) -> bool:
    """Whether neither place lies inside the other.

    >>> from chaingraph.graph.places import PlaceKind
    >>> city = Place(kind=PlaceKind.CITY, name="子市", city="子市")
    >>> apart(city, Place(kind=PlaceKind.PARK, name="甲园", city="子市", park="甲园"))
    False
    """
    return not _inside(one, other) and not _inside(other, one)


def _inside(inner: Place, outer: Place) -> bool:
    if outer.park is not None:
        return inner.park == outer.park
    pairs = ((outer.province, inner.province), (outer.city, inner.city), (outer.district, inner.district))
    return all(mine is None or mine == theirs for mine, theirs in pairs)
