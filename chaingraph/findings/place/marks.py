"""What is shown at a segment beside its status: how pressing a certain gap is, and platforms, projects and risks."""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How pressing a segment is that surely has no firm."""

    URGENT = "急缺"
    PLAIN = "缺"
    LET_BE = "不必强求"

    @property
    def letter(self) -> str:
        """One letter for a card, readable without colour.

        >>> [weight.letter for weight in Weight]
        ['急', '缺', '免']
        """
        return {"急缺": "急", "缺": "缺", "不必强求": "免"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Layers over a segment, each in words; empty where there is nothing to mark."""

    platforms: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()


NO_MARKS = Marks()
