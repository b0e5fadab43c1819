"""Firms by place and activity at one day, with the births before it: what extension is computed from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Floats, Numbers


@dataclass(frozen=True, eq=False, kw_only=True)
class Panel:
    """P places by A activities (industries, or segments of a chain).

    Attributes
    ----------
    firms, births3, births5
        Shape (P, A): firms known on the day, and those of them that came in the 3 and 5 years before it.
    likeness
        Shape (A, A), likeness of what firms of two activities make, 0 to 1, diagonal 0.
    family, wide_family
        Group of each activity (the class above it, and the one above that), -1 where none is known.
    region
        Region of each place, -1 where none is known.
    undated
        Firms left out because no list says since when they exist.
    """

    places: tuple[str, ...]
    names: tuple[str, ...]
    keys: tuple[str, ...]
    chains: tuple[str | None, ...]
    firms: Floats
    births3: Floats
    births5: Floats
    likeness: Floats
    family: Numbers
    wide_family: Numbers
    region: Numbers
    undated: int

    @property
    def present(self) -> Floats:
        """1 where a place has an activity."""
        return (self.firms > 0).astype(np.float64)

    def by_family(self, amounts: Floats, groups: Numbers) -> Floats:
        """Amounts summed over the activities of each activity's group, shape (P, A); 0 where no group is known."""
        flags = one_hot(groups)
        return np.asarray((amounts @ flags) @ flags.T, dtype=np.float64)

    def by_region(self, amounts: Floats) -> Floats:
        """Amounts summed over the places of each place's region, shape (P, A); 0 where no region is known."""
        flags = one_hot(self.region)
        return np.asarray(flags @ (flags.T @ amounts), dtype=np.float64)


def one_hot(groups: Sequence[int] | Numbers) -> Floats:
    """1 in the column of each member's group, shape (members, groups); a row of zeros where the group is -1."""
    numbers = np.asarray(groups, dtype=np.int64)
    out = np.zeros((len(numbers), int(numbers.max(initial=-1)) + 1))
    known = np.flatnonzero(numbers >= 0)
    out[known, numbers[known]] = 1.0
    return out
