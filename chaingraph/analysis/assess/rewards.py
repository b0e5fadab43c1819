"""Rewards by rank, never more than the budget."""

from collections.abc import Collection, Mapping
from decimal import ROUND_DOWN, Decimal

from chaingraph.findings.rule.assessment import Assessed, Awarded, ParkScore
from chaingraph.findings.rule.scheme import Scheme, exact
from chaingraph.model.parks.assessment import RewardKind
from chaingraph.units import WAN

FEN, TENTH = Decimal("0.01"), Decimal("0.1")
Amounts = Mapping[RewardKind, Decimal]


def rewards(found: Assessed, paused: Collection[str] = ()) -> tuple[Awarded, ...]:
    """What each park's rank earns, by rank and then by name.

    Parks that share a rank share what their places earn together. Below the grade in question, or paused, a park gets
    nothing, and nobody moves up for it. Over the budget all are cut by the same part; fractions of a fen are not paid
    out. O(parks²).
    """
    due = {row.park: _due(found, row, paused) for row in found.parks}
    factor = _factor(found.scheme, sum((amounts[RewardKind.MONEY] for amounts, _ in due.values()), Decimal(0)))
    return tuple(_awarded(row, *due[row.park], factor) for row in found.parks)


def _due(found: Assessed, row: ParkScore, paused: Collection[str]) -> tuple[Amounts, str]:
    nothing = dict.fromkeys(RewardKind, Decimal(0))
    if row.park in paused:
        return nothing, "观察或降级期间暂停奖励"
    if not row.good:
        return nothing, f"低于{found.scheme.rules.good}，不奖励"
    sharing = sum(other.rank == row.rank for other in found.parks)
    amounts = {kind: _places(found.scheme, kind, row.rank, sharing) / sharing for kind in RewardKind}
    if not any(amounts.values()):
        return nothing, "名次不在奖励范围"
    return amounts, f"并列第 {row.rank}，{sharing} 家平分" if sharing > 1 else ""


def _places(scheme: Scheme, kind: RewardKind, rank: int, sharing: int) -> Decimal:
    """What so many places from a rank on earn together, money in yuan."""
    amounts = (exact(one.amount) for one in scheme.rewards if one.kind is kind and rank <= one.rank < rank + sharing)
    return sum(amounts, Decimal(0)) * (WAN if kind is RewardKind.MONEY else 1)


def _factor(scheme: Scheme, total: Decimal) -> Decimal:
    budget = scheme.rules.reward_budget_yuan
    return Decimal(1) if budget is None or total <= budget else budget / total


def _awarded(row: ParkScore, amounts: Amounts, reason: str, factor: Decimal) -> Awarded:
    money = amounts[RewardKind.MONEY]
    cut = "预算内按比例核减" if factor < 1 and money else ""
    return Awarded(
        park=row.park,
        rank=row.rank,
        money_yuan=(money * factor).quantize(FEN, ROUND_DOWN),
        land_mu=amounts[RewardKind.LAND].quantize(TENTH, ROUND_DOWN),
        environment=amounts[RewardKind.ENVIRONMENT].quantize(TENTH, ROUND_DOWN),
        reason="；".join(filter(None, (reason, cut))),
    )
