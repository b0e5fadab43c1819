"""Whether two places are apart, or one lies inside the other."""

from chaingraph.graph.places import Place


def apart(one: Place, other: Place) -> bool:
    """Whether neither place lies inside the other.

    >>> from chaingraph.graph.places import PlaceKind
    >>> city = Place(kind=PlaceKind.CITY, name="子市", city="子市")
    >>> apart(city, Place(kind=PlaceKind.PARK, name="甲园", city="子市", park="甲园"))
    False
    """
    return not one.within(other) and not other.within(one)
