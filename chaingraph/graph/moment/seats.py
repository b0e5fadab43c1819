"""Where firms sit at one moment, what-if included."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from chaingraph.arrays import Mask
from chaingraph.graph.columns import FirmColumns
from chaingraph.graph.moment.facts import FactsAtOnce
from chaingraph.graph.places import Place


@dataclass(frozen=True, eq=False, kw_only=True)
class Seated(FactsAtOnce):
    """Facts, and which firms are in a place.

    Attributes
    ----------
    moves
        (place name, firm index) -> True when a what-if puts the firm there, False when it takes it away.
    landed
        Firms that a what-if puts where the facts do not: a landing counts as a project, see ``sizes``.
    """

    moves: Mapping[tuple[str, int], bool] = field(default_factory=dict)
    landed: frozenset[int] = frozenset()

    def members(self, place: Place) -> Mask:
        """Which firms of its own lists are in the place, what-if included. Shape (N,), O(N)."""
        cache: dict[str, Mask] = self._member_cache
        if place.name not in cache:
            mask = self.columns.within(place)
            for (name, firm), there in self.moves.items():
                if name == place.name:
                    mask[firm] = there
            mask.flags.writeable = False
            cache[place.name] = mask
        return cache[place.name]

    def elsewhere(self, place: Place) -> Mask:
        """Which firms could come to the place: all but its own, and but those the shipped list seats there already.
        Shape (N,), O(N)."""
        return ~self.members(place) & ~self.unsure_here(place)

    def unsure_here(self, place: Place) -> Mask:
        """Which firms only the shipped list seats in the place: they may be there, and count for nothing. O(N)."""
        return self.columns.located(place) & ~self.columns.rostered & ~self.members(place)

    def taken_out(self, place: Place) -> frozenset[int]:
        """Firms whose facts seat them in the place and that a what-if takes out of it. O(moves)."""
        moved = [firm for (name, firm), there in self.moves.items() if name == place.name and not there]
        return frozenset(firm for firm in moved if place.holds(self.enterprises[firm]))

    @cached_property
    def columns(self) -> FirmColumns:
        """Where firms sit, as columns of numbers; what-if is not in them."""
        return FirmColumns.of(self.enterprises)

    @cached_property
    def _member_cache(self) -> dict[str, Mask]:
        return {}
