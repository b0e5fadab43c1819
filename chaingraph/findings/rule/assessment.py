"""What an assessment found: points, score, grade and rank of each park, and what each number rests on."""

from dataclasses import dataclass
from decimal import Decimal

from chaingraph.findings.rule.scheme import Scheme
from chaingraph.model.parks.assessment import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """The value of an indicator for a park; ``basis`` says who reported it or how it was worked out."""

    value: Decimal
    basis: str
    computed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """What one indicator earned; without a value it earned nothing, and ``part`` is None."""

    indicator: Indicator
    reported: Reported | None
    part: Decimal | None
    points: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkScore:
    """One park assessed.

    Attributes
    ----------
    score
        Points of all indicators, as a part of a hundred, to two decimals.
    possible
        The score if every value that lacks earned its full marks.
    rank
        1 is best; parks with the same score share a rank and the next one is left out.
    among_last
        Whether the rank is one of the last ones that the scheme names.
    good
        Whether the grade is the one that keeps a park safe, or better.
    """

    park: str
    points: tuple[Points, ...]
    score: Decimal
    possible: Decimal
    grade: str
    rank: int
    among_last: bool
    good: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """Indicators without a value, in the order of the scheme."""
        return tuple(one.indicator.name for one in self.points if one.reported is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """All parks of one period, by rank and then by name."""

    period: str
    scheme: Scheme
    parks: tuple[ParkScore, ...]

    def of(self, park: str) -> ParkScore | None:
        """The park's own row; None where it was not assessed."""
        return next((one for one in self.parks if one.park == park), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Improvement:
    """The least change of one indicator that lifts a park's rank while all others stand still.

    ``cost_yuan`` is None where nobody has said what a unit costs; ``effort`` is the part of the indicator's full marks
    that it takes.
    """

    park: str
    indicator: Indicator
    before: Decimal | None
    after: Decimal
    score_before: Decimal
    score_after: Decimal
    rank_before: int
    rank_after: int
    effort: Decimal
    cost_yuan: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Awarded:
    """What a park's rank earns under the budget: money, 亩 of land and tonnes of environmental capacity."""

    park: str
    rank: int
    money_yuan: Decimal
    land_mu: Decimal
    environment: Decimal
    reason: str = ""
