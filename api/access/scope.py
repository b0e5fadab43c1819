"""The places a visitor may see and change: a few parks or regions, or everywhere."""

from dataclasses import dataclass

from chaingraph.errors import Refused
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise


@dataclass(frozen=True, slots=True)
class Scope:
    """``places`` None means everywhere.

    A place lies within when one of ``places`` holds it whole. An enterprise is shown when it sits within, or in no park
    this store knows: those are the candidates, which belong to nobody.
    """

    places: tuple[Place, ...] | None
    parks: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: tuple[str, ...], snapshot: Snapshot) -> "Scope":
        """The scope of these names; a name the present data does not know holds nothing."""
        found = []
        for name in names:
            try:
                found.append(snapshot.place(name))
            except Refused:
                continue
        return cls(tuple(found), frozenset(park.name for park in snapshot.parks))

    def holds(self, place: Place) -> bool:
        """Whether the place lies within."""
        return self.places is None or any(place.within(mine) for mine in self.places)

    def shows(self, enterprise: Enterprise) -> bool:
        """Whether the enterprise may be seen. O(places)."""
        if self.places is None or enterprise.park not in self.parks:
            return True
        return any(mine.holds(enterprise) for mine in self.places)

    def home(self, enterprise: Enterprise) -> str:
        """The visitor's own place to ask about a firm in: one that holds it, else their first; empty for everywhere."""
        mine = self.places or ()
        return next((place.name for place in mine if place.holds(enterprise)), mine[0].name if mine else "")
