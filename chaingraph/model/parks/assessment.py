"""Assessment: the scheme of indicators as data, the values of parks, and what came of them."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.errors import InvalidFact
from chaingraph.model.parks.checks import require_amounts, require_named, require_period
from chaingraph.model.parks.standing import ParkStatus
from chaingraph.model.provenance import NO_EVIDENCE, Evidence


class Direction(StrEnum):
    """Whether more is better."""

    UP = "正向"
    DOWN = "逆向"


class ValueOrigin(StrEnum):
    """Where an indicator's value comes from."""

    IMPORTED = "填报"
    COMPUTED = "计算"


class RewardKind(StrEnum):
    """What a rank is rewarded with, in 万元, 亩 and 吨."""

    MONEY = "资金"
    LAND = "用地指标"
    ENVIRONMENT = "环境容量"


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator of a scheme; (scheme, name) is its key.

    Attributes
    ----------
    weight
        Its part of the score, in points.
    formula
        For a computed one, the name of what is computed (``completeness``, ``local_supply_rate`` …).
    full, zero
        The values that earn all of the weight and none of it; ``None`` for the best and worst of the parks compared.
    """

    scheme: str
    name: str
    weight: float
    direction: Direction = Direction.UP
    origin: ValueOrigin = ValueOrigin.IMPORTED
    formula: str | None = None
    unit: str | None = None
    full: float | None = None
    zero: float | None = None
    group: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"考评办法": self.scheme, "指标": self.name})
        require_amounts({"权重": self.weight})


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeBorder:
    """From which score on a grade is given; (scheme, grade) is its key."""

    scheme: str
    grade: str
    from_score: float
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"考评办法": self.scheme, "等次": self.grade})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reward:
    """What a rank earns under a scheme; (scheme, rank, kind) is its key."""

    scheme: str
    rank: int
    kind: RewardKind
    amount: float
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"考评办法": self.scheme})
        require_amounts({"奖励": self.amount})
        if self.rank < 1:
            raise InvalidFact(f"名次 {self.rank} 小于 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentValue:
    """What a park reached on an indicator in a period; (scheme, park, period, indicator) is its key."""

    park: str
    period: str
    indicator: str
    value: float | None = None
    scheme: str | None = None
    unit: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区": self.park, "指标": self.indicator})
        require_period(self.period)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentResult:
    """What came of an assessment for a park, as published; (scheme, park, period) is its key.

    Attributes
    ----------
    rank, parks
        The park's place among so many; equal scores share a rank, and the ranks after it are skipped.
    status
        What the park is after the assessment.
    """

    park: str
    period: str
    score: float | None = None
    grade: str | None = None
    rank: int | None = None
    parks: int | None = None
    status: ParkStatus | None = None
    scheme: str | None = None
    published_on: str | None = None
    evidence: Evidence = NO_EVIDENCE

    def __post_init__(self) -> None:
        require_named({"园区": self.park})
        require_period(self.period)
        if self.rank is not None and self.rank < 1:
            raise InvalidFact(f"名次 {self.rank} 小于 1")
