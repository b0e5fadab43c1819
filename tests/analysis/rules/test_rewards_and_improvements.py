"""Rewards keep to the budget, and the cheapest improvement is the one that really lifts."""

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.assess.improve import improvements, supposed
from chaingraph.analysis.assess.rewards import rewards
from chaingraph.analysis.assess.score import assess
from chaingraph.findings.rule.scheme import Rules
from chaingraph.model.parks.assessment import Direction, RewardKind
from tests.analysis.rules.worlds import indicator, reward, scheme, scored, values

REWARDS = (reward(1, 500), reward(2, 300), reward(3, 200), reward(1, 100, RewardKind.LAND))


def money(told: dict[str, float], **known: object) -> dict[str, Decimal]:
    found = scored(told, rewards=REWARDS, **known)  # type: ignore[arg-type]
    return {one.park: one.money_yuan for one in rewards(found)}


def test_each_rank_earns_its_reward_and_parks_below_the_grade_nothing() -> None:
    assert money({"甲": 95, "乙": 85, "丙": 70}) == {"甲": 5_000_000, "乙": 3_000_000, "丙": 0}


def test_parks_that_share_a_rank_share_what_its_places_earn() -> None:
    assert money({"甲": 95, "乙": 85, "丙": 85}) == {"甲": 5_000_000, "乙": 2_500_000, "丙": 2_500_000}


def test_over_the_budget_all_are_cut_by_the_same_part() -> None:
    rules = Rules(reward_budget_yuan=Decimal(4_000_000))
    assert money({"甲": 95, "乙": 85}, rules=rules) == {"甲": Decimal(2_500_000), "乙": Decimal(1_500_000)}


def test_a_park_under_observation_gets_nothing_and_nobody_moves_up_for_it() -> None:
    found = scored({"甲": 95, "乙": 85}, rewards=REWARDS)
    told = {one.park: (one.money_yuan, one.land_mu, one.reason) for one in rewards(found, {"甲"})}
    assert told["甲"] == (0, 0, "观察或降级期间暂停奖励")
    assert told["乙"][0] == 3_000_000


@given(st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(70, 100), min_size=1), st.integers(0, 12_000_000))
def test_rewards_never_cost_more_than_the_budget_and_follow_the_ranks(told: dict[str, int], budget: int) -> None:
    found = scored(dict(told), rewards=REWARDS, rules=Rules(reward_budget_yuan=Decimal(budget)))
    given_out = rewards(found)
    assert sum(one.money_yuan for one in given_out) <= budget
    paid = [one.money_yuan for one in given_out]
    assert paid == sorted(paid, reverse=True)
    for one, other in pairwise(given_out):
        assert one.rank != other.rank or one.money_yuan == other.money_yuan


TWO = scheme(indicator("净地", 60, full=600.0), indicator("闲置", 40, direction=Direction.DOWN, zero=100.0, full=0.0))
BOTH = values({"甲园": {"净地": 600, "闲置": 40}, "乙园": {"净地": 500, "闲置": 50}})


def test_the_least_change_is_worked_by_hand() -> None:
    found = assess("2026", TWO, BOTH)
    (idle,) = improvements(found, BOTH, "乙园")
    assert [one.score for one in found.parks] == [84, 70]
    assert (idle.indicator.name, idle.before, idle.after) == ("闲置", 50, Decimal("15.01"))
    assert (idle.score_after, idle.rank_before, idle.rank_after) == (84, 2, 1)


def test_known_costs_come_first_and_the_cheaper_before_the_dearer() -> None:
    rules = Rules(costs_yuan={"净地": Decimal(10), "闲置": Decimal(1)})
    made = scheme(*TWO.indicators, rules=rules)
    told = values({"甲园": {"净地": 540, "闲置": 40}, "乙园": {"净地": 500, "闲置": 50}})
    first, second = improvements(assess("2026", made, told), told, "乙园")
    assert (first.indicator.name, second.indicator.name) == ("闲置", "净地")
    assert first.cost_yuan == Decimal(50) - first.after
    assert first.after == Decimal("30.01")


def test_the_best_park_and_a_park_that_is_not_there_have_nothing_to_improve() -> None:
    found = assess("2026", TWO, BOTH)
    assert improvements(found, BOTH, "甲园") == ()
    assert improvements(found, BOTH, "丙园") == ()


@given(st.dictionaries(st.sampled_from("甲乙丙丁"), st.tuples(st.integers(0, 600), st.integers(0, 100)), min_size=2))
def test_every_improvement_lifts_and_a_little_less_does_not(told: dict[str, tuple[int, int]]) -> None:
    known = values({park: {"净地": land, "闲置": idle} for park, (land, idle) in told.items()})
    found = assess("2026", TWO, known)
    for park in known:
        for one in improvements(found, known, park):
            again = assess("2026", TWO, supposed(known, park, one.indicator.name, one.after)).of(park)
            assert again is not None
            assert again.rank == one.rank_after < one.rank_before
            less = one.after + (Decimal(-1) if one.indicator.direction is Direction.UP else Decimal(1))
            short = assess("2026", TWO, supposed(known, park, one.indicator.name, less)).of(park)
            assert short is not None
            assert short.rank > one.rank_after
