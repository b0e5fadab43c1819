"""By what parks are assessed: indicators with weights, grades, rewards, and what moves a park up or down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from chaingraph.errors import InvalidFact
from chaingraph.model.parks.assessment import Direction, GradeBorder, Indicator, Reward

HUNDRED = Decimal(100)
GRADES = (("优秀", 90.0), ("良好", 80.0), ("一般", 60.0), ("较差", 0.0))
"""Grades of a scheme that names none."""


def exact(value: float) -> Decimal:
    """The figure as it is written, without the binary tail.

    >>> exact(0.1)
    Decimal('0.1')
    """
    return Decimal(str(value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the city's rules say beside the scheme.

    Attributes
    ----------
    good
        The grade below which a park is in danger, and from which it may rise.
    last
        How many ranks from the end count as the last ones.
    running
        How many assessments in a row bring a park down, or up from probation.
    observation_years
        How long a park that came down is watched.
    lenient
        A park that shares its rank with one that is safe is safe too; otherwise both are among the last.
    reward_budget_yuan
        What all rewards in money may cost; None is without limit.
    costs_yuan
        What one more unit of an indicator costs, by its name; an indicator that is not there has no known cost.
    """

    good: str = "良好"
    last: int = 3
    running: int = 2
    observation_years: int = 1
    lenient: bool = True
    reward_budget_yuan: Decimal | None = None
    costs_yuan: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The rules of one assessment; grades from the highest down. Refuses to exist when it cannot be applied."""

    name: str
    indicators: tuple[Indicator, ...]
    grades: tuple[GradeBorder, ...] = ()
    rewards: tuple[Reward, ...] = ()
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        if not self.full > 0:
            raise InvalidFact(f"考评办法“{self.name}”没有分值大于 0 的指标")
        if self.rules.good not in {grade for grade, _ in self.borders}:
            raise InvalidFact(f"考评办法“{self.name}”的等次中没有“{self.rules.good}”")
        for one in self.indicators:
            if one.full is not None and one.zero is not None and not _ordered(one):
                raise InvalidFact(
                    f"{one.direction.value}指标“{one.name}”的满分值 {one.full:g} 与零分值 {one.zero:g} 次序不对"
                )

    @property
    def full(self) -> Decimal:
        """Full marks of all indicators together."""
        return sum((exact(one.weight) for one in self.indicators), Decimal(0))

    @property
    def borders(self) -> tuple[tuple[str, Decimal], ...]:
        """Grades with the least score that earns each, highest first."""
        given = [(one.grade, one.from_score) for one in self.grades] or list(GRADES)
        return tuple((grade, exact(least)) for grade, least in sorted(given, key=lambda pair: (-pair[1], pair[0])))

    def grade(self, score: Decimal) -> str:
        """The best grade whose least score is reached, or the lowest of all."""
        return next((grade for grade, least in self.borders if score >= least), self.borders[-1][0])

    def is_good(self, score: Decimal) -> bool:
        """Whether the score earns the grade in question, or a better one."""
        return score >= dict(self.borders)[self.rules.good]

    def grade_is_good(self, grade: str) -> bool | None:
        """The same of a grade by its name; None for one the scheme does not know."""
        known = dict(self.borders)
        return known[grade] >= known[self.rules.good] if grade in known else None


def _ordered(indicator: Indicator) -> bool:
    full, zero = indicator.full, indicator.zero
    if full is None or zero is None:
        return True
    return zero < full if indicator.direction is Direction.UP else full < zero
