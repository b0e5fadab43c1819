"""A factor of a park against its target of the year."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.model.parks.standing import Factor
from chaingraph.model.provenance import Evidence


class FactorState(StrEnum):
    """How a park stands on a factor."""

    THERE = "有"
    LATE = "滞后"
    LACKING = "缺"
    UNREPORTED = "未报"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorStanding:
    """One factor in one year, in its own unit.

    Attributes
    ----------
    quarter
        The last quarter reported, None where none was.
    due
        What should be there by the end of that quarter: the same part of the target as of the year.
    counted
        Platforms of the kind on record that run, where nobody reported a number; None for land, plant and fund.
    why
        The rule with its numbers, in words.
    """

    factor: Factor
    unit: str
    year: int
    quarter: int | None
    target: float | None
    achieved: float | None
    due: float | None
    state: FactorState
    counted: int | None
    why: str
    evidence: Evidence
