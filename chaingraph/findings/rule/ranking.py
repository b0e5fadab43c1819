"""An assessment as people read it: a row a park with what it earned, what moves it, and what would lift it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chaingraph.findings.rule.assessment import Awarded, Improvement, ParkScore
from chaingraph.findings.rule.standing import Step
from chaingraph.model.parks.assessment import AssessmentResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """A park in the assessment before: its score and rank, None where they are not known."""

    period: str
    score: Decimal | None
    rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One park of an assessment.

    Attributes
    ----------
    before
        The assessment before that the park was part of, None for its first.
    step
        What becomes of its status.
    lifts
        What would lift its rank, cheapest first.
    published
        What was published for the period, None where nothing was.
    """

    score: ParkScore
    before: Before | None
    step: Step
    award: Awarded
    lifts: tuple[Improvement, ...]
    published: AssessmentResult | None

    @property
    def climbed(self) -> int | None:
        """Ranks gained since the assessment before; None where that is not known."""
        return None if self.before is None or self.before.rank is None else self.before.rank - self.score.rank

    @property
    def differs(self) -> bool:
        """Whether what was published says another score or rank."""
        told = self.published
        if told is None:
            return False
        other = told.score is not None and Decimal(str(told.score)) != self.score.score
        return other or (told.rank is not None and told.rank != self.score.rank)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """A value as somebody supposes it, to see what it would change."""

    park: str
    indicator: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """An assessment of one period.

    Attributes
    ----------
    periods
        Periods that have values or results under the scheme, latest first.
    absent
        Parks that were part of the assessment before and are not of this one.
    real
        By park, score and rank without the suppositions; empty where nothing is supposed.
    """

    period: str
    ends: date
    scheme: str
    rule: str
    rows: tuple[Ranked, ...]
    periods: tuple[str, ...]
    absent: tuple[str, ...]
    supposed: tuple[Supposed, ...]
    real: Mapping[str, ParkScore]
    as_of: str | None
    demo: bool
    data_version: str

    @property
    def published(self) -> bool:
        """Whether every row was published as it stands."""
        return bool(self.rows) and all(row.published is not None and not row.differs for row in self.rows)

    @property
    def moved(self) -> tuple[Ranked, ...]:
        """Parks whose status changes."""
        return tuple(row for row in self.rows if row.step.moved)
