"""Schemes and values in three lines."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from chaingraph.analysis.assess.score import Values, assess
from chaingraph.findings.rule.assessment import Assessed, Reported
from chaingraph.findings.rule.scheme import Rules, Scheme
from chaingraph.model.parks.assessment import Indicator, Reward, RewardKind

NAME = "办法"


def indicator(name: str, weight: float, **known: Any) -> Indicator:
    """An indicator that runs from 0 to 100 unless said otherwise."""
    return Indicator(scheme=NAME, name=name, weight=weight, **{"zero": 0.0, "full": 100.0, **known})


def reward(rank: int, amount: float, kind: RewardKind = RewardKind.MONEY) -> Reward:
    """A reward of so many 万元."""
    return Reward(scheme=NAME, rank=rank, kind=kind, amount=amount)


def scheme(*indicators: Indicator, rules: Rules | None = None, **known: Any) -> Scheme:
    """A scheme of one indicator unless said otherwise."""
    return Scheme(name=NAME, indicators=indicators or (indicator("甲项", 100),), rules=rules or Rules(), **known)


def values(told: Mapping[str, Mapping[str, float | int | str]]) -> Values:
    """Values by park and indicator."""
    return {
        park: {name: Reported(value=Decimal(str(value)), basis="填报") for name, value in own.items()}
        for park, own in told.items()
    }


def scored(told: Mapping[str, float | int | str], rules: Rules | None = None, **known: Any) -> Assessed:
    """Parks with these scores."""
    return assess(
        "2026-H1", scheme(rules=rules, **known), values({park: {"甲项": value} for park, value in told.items()})
    )
