"""Where firms sit as columns of numbers, so that all places are asked at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from chaingraph.arrays import Mask, Numbers
from chaingraph.graph.places import Place
from chaingraph.model.enterprise import Enterprise

FIELDS = ("park", "province", "city", "district")


@dataclass(frozen=True, slots=True, eq=False)
class FirmColumns:
    """Park, province, city and district of every firm as numbers; -1 is not known.

    codes: by field, shape (N,); numbers: by field, the number of each name; rostered: whether somebody's own list
    holds the firm, shape (N,). A firm that only the shipped list knows sits where it sits and is on no place's roster.
    """

    codes: Mapping[str, Numbers]
    numbers: Mapping[str, Mapping[str, int]]
    rostered: Mask

    @classmethod
    def of(cls, enterprises: Sequence[Enterprise]) -> Self:
        """The columns of these firms. O(N).

        >>> from chaingraph.ids import EnterpriseId
        >>> FirmColumns.of([Enterprise(id=EnterpriseId("a"), name="a", city="子市")]).codes["city"].tolist()
        [0]
        """
        codes, numbers = {}, {}
        for field in FIELDS:
            known: dict[str, int] = {}
            found = (getattr(firm, field) for firm in enterprises)
            numbered = (known.setdefault(name, len(known)) if name else -1 for name in found)
            codes[field] = np.fromiter(numbered, dtype=np.int64, count=len(enterprises))
            numbers[field] = known
        listed = np.fromiter((not firm.pool for firm in enterprises), dtype=bool, count=len(enterprises))
        return cls(codes, numbers, listed)

    def within(self, place: Place) -> Mask:
        """Which firms are on the place's own roster: those it holds and somebody's list knows. Shape (N,), O(N)."""
        return self.located(place) & self.rostered

    def located(self, place: Place) -> Mask:
        """Which firms the place holds, the same as asking ``place.holds`` of each. Shape (N,), O(N)."""
        mask = np.ones(len(self.codes["park"]), dtype=bool)
        for field in _fields(place):
            mask &= self.codes[field] == self._number(field, getattr(place, field))
        return mask

    def homes(self, places: Sequence[Place], moves: Mapping[tuple[str, int], bool]) -> tuple[Numbers, ...]:
        """Layers of homes: in each, the position in ``places`` of the place a firm sits in, or -1. Shape (N,) each.

        Places of one kind share a layer; a place of another kind, the same place under another name, or a firm moved
        into a second place of the same kind, takes a further one. A firm sits in a place when any layer says so, and
        only one layer does.
        O(layers · N · log P).
        """
        batches: dict[tuple[int, tuple[str, ...]], list[int]] = {}
        seen: dict[tuple[str | None, ...], int] = {}
        for position, place in enumerate(places):
            fields = _fields(place)
            same = (*fields, *(getattr(place, field) for field in fields))
            seen[same] = seen.get(same, -1) + 1
            batches.setdefault((seen[same], fields), []).append(position)
        layers = [self._layer(fields, places, mine) for (_, fields), mine in sorted(batches.items())]
        number = {place.name: position for position, place in enumerate(places)}
        moved = [(number[name], firm, there) for (name, firm), there in moves.items() if name in number]
        for position, firm, there in moved:
            _move(layers, position, firm, there=there)
        return tuple(layers)

    def _layer(self, fields: tuple[str, ...], places: Sequence[Place], mine: Sequence[int]) -> Numbers:
        wanted = self._keys(fields, [[self._number(f, getattr(places[p], f)) for p in mine] for f in fields])
        order = np.argsort(wanted, kind="stable")
        keys, at = wanted[order], np.array(mine, dtype=np.int64)[order]
        own = self._keys(fields, [self.codes[field] for field in fields])
        spot = np.minimum(np.searchsorted(keys, own), len(keys) - 1)
        return np.where((keys[spot] == own) & (own >= 0) & self.rostered, at[spot], -1)

    def _keys(self, fields: tuple[str, ...], columns: Sequence[npt.ArrayLike]) -> Numbers:
        """One number for several; -1 when any part of it is not known."""
        rows = np.array(columns, dtype=np.int64)
        key = np.zeros(rows.shape[1], dtype=np.int64)
        for field, row in zip(fields, rows, strict=True):
            key = key * (len(self.numbers[field]) + 1) + row + 1
        return np.where((rows < 0).any(axis=0), -1, key)

    def _number(self, field: str, name: str) -> int:
        return self.numbers[field].get(name, -2)


def _fields(place: Place) -> tuple[str, ...]:
    """The columns that decide who is in the place: the park alone, or the known parts of the region."""
    if place.park is not None:
        return ("park",)
    return tuple(field for field in FIELDS[1:] if getattr(place, field) is not None)


def _move(layers: list[Numbers], place: int, firm: int, *, there: bool) -> None:
    for layer in layers:
        if layer[firm] == place:
            if not there:
                layer[firm] = -1
            return
    if there:
        free = next((layer for layer in layers if layer[firm] < 0), None)
        if free is None:
            free = np.full_like(layers[0], -1)
            layers.append(free)
        free[firm] = place
