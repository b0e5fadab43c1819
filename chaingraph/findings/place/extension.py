"""What a place is likely to grow next, with what speaks for it."""

from dataclasses import dataclass
from enum import StrEnum


class Band(StrEnum):
    """How far ahead of all pairs of place and activity a pair lies: the first 1 %, the first 5 %, the rest.

    What no place of the store has yet is never in the first: only likeness speaks for it.
    """

    HIGH = "较有可能"
    MIDDLE = "有可能"
    LOW = "可能性不明显"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An industry or a segment a place does not have yet.

    ``score`` is 0 to 1, comparable between places, and no probability. ``density`` is Σ proximity to what the place
    has, not divided. ``local_fit`` and ``tail_wind`` are the two parts of the score that the place's own structure and
    the whole country's births make, in standard deviations; ``size`` is what its number of firms alone makes.
    ``complexity`` is a standard score over all activities, no part of the score; None where the reference is too small.
    """

    place: str
    name: str
    key: str
    chain: str | None
    score: float
    density: float
    local_fit: float
    tail_wind: float
    size: float
    band: Band
    reasons: tuple[str, ...]
    complexity: float | None = None
