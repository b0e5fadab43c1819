"""A set of targets under budgets: who, for which gaps, what it needs, how good it is and how good any set could be."""

from dataclasses import dataclass

from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """Land in mu, standard plants in m², industry fund in yuan, and a number of firms; None as a budget is no limit."""

    land_mu: float | None = None
    plant_m2: float | None = None
    fund_yuan: float | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pick:
    """One chosen enterprise.

    Attributes
    ----------
    segment, also
        The gap its project is for, and further gaps it stands on, which are told and not counted.
    score
        The target's score for ``segment``, 0 to 1.
    gain
        What it added to the value of the set when it was picked, no unit.
    need
        What its project would take; from a project of its own, else the middle of the segment's typical range.
    basis
        Where the need is from, in words; a range that its source calls 待核实 says so.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    key: SegmentKey
    segment: str
    also: tuple[str, ...]
    score: float
    gain: float
    need: Resources
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A set of picks in the order picked, its value, what it takes in all, and the outputs it completes."""

    picks: tuple[Pick, ...]
    value: float
    used: Resources
    completed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """The greedy set beside the exact one.

    Attributes
    ----------
    complete
        True when value counts outputs all of whose required inputs are there; False when it is covered severity.
    candidates, considered
        Candidates that fit the budgets alone, and those the exact search looked at; others that cover the same gap
        at the same need no better cannot be in a best set.
    greedy, exact
        The two sets; ``proven`` says whether the exact one is proved best of all candidates.
    upper
        No set under the budgets is worth more.
    guarantee
        The part of the best value greedy reaches in every case; None where it has none.
    ceiling
        The value if every gap were covered, or every recipe complete.
    notes
        Assumptions, in words.
    """

    place: Place
    chain: ChainId
    budget: Resources
    complete: bool
    candidates: int
    considered: int
    greedy: Selection
    exact: Selection
    proven: bool
    upper: float
    guarantee: float | None
    ceiling: float
    notes: tuple[str, ...]
    data_version: str

    @property
    def best(self) -> Selection:
        """The better of the two."""
        return self.exact if self.exact.value >= self.greedy.value else self.greedy

    @property
    def shortfall(self) -> float:
        """How far greedy stays behind the better set, as a part of it, 0 to 1."""
        return 0.0 if self.best.value <= 0 else max(0.0, 1 - self.greedy.value / self.best.value)
