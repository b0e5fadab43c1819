"""Points, scores, grades and ranks: by hand, and what must always hold of them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.assess.score import assess, part_of
from chaingraph.errors import InvalidFact
from chaingraph.findings.rule.scheme import Rules
from chaingraph.model.parks.assessment import Direction, GradeBorder
from tests.analysis.rules.worlds import NAME, indicator, scheme, scored, values

SCORES = st.dictionaries(st.sampled_from("甲乙丙丁戊己庚辛"), st.integers(0, 100), min_size=1)


def ranks(told: dict[str, float]) -> dict[str, int]:
    return {row.park: row.rank for row in scored(told).parks}


def last(told: dict[str, float], rules: Rules | None = None) -> set[str]:
    return {row.park for row in scored(told, rules).parks if row.among_last}


def test_points_and_score_are_worked_by_hand() -> None:
    made = scheme(
        indicator("净地", 20, full=200.0), indicator("闲置", 10, direction=Direction.DOWN, zero=50.0, full=0.0)
    )
    found = assess("2026-H1", made, values({"甲园": {"净地": 150, "闲置": 10}})).parks[0]
    assert [one.points for one in found.points] == [Decimal(15), Decimal(8)]
    assert found.score == Decimal("76.67")
    assert (found.grade, found.good) == ("一般", False)


def test_a_value_that_lacks_earns_nothing_and_is_named() -> None:
    made = scheme(indicator("净地", 60), indicator("厂房", 40))
    found = assess("2026-H1", made, values({"甲园": {"净地": 100}})).parks[0]
    assert (found.score, found.possible, found.missing) == (Decimal(60), Decimal(100), ("厂房",))


def test_open_ends_are_the_best_and_the_worst_of_the_parks() -> None:
    open_ends = indicator("增速", 10, zero=None, full=None)
    known = [Decimal(4), Decimal(8), Decimal(12)]
    assert [part_of(open_ends, value, known) for value in known] == [0, Decimal("0.5"), 1]
    falling = indicator("能耗", 10, direction=Direction.DOWN, zero=None, full=None)
    assert [part_of(falling, value, known) for value in known] == [1, Decimal("0.5"), 0]
    assert part_of(open_ends, Decimal(4), [Decimal(4)]) == 1


def test_a_best_below_what_earns_nothing_earns_nothing() -> None:
    assert part_of(indicator("增速", 10, zero=50.0, full=None), Decimal(40), [Decimal(40)]) == 0
    assert part_of(indicator("增速", 10, zero=None, full=10.0), Decimal(20), [Decimal(20)]) == 1


@pytest.mark.parametrize(
    ("score", "grade"), [(90, "优秀"), ("89.99", "良好"), (80, "良好"), ("79.99", "一般"), (59, "较差")]
)
def test_a_grade_begins_at_its_border(score: str, grade: str) -> None:
    assert scored({"甲": score}).parks[0].grade == grade


def test_equal_scores_share_a_rank_and_the_next_is_left_out() -> None:
    assert ranks({"甲": 90, "乙": 80, "丙": 80, "丁": 70}) == {"甲": 1, "乙": 2, "丙": 2, "丁": 4}


def test_scores_that_round_to_the_same_are_equal() -> None:
    assert ranks({"甲": 80.001, "乙": 80.004, "丙": 79.99}) == {"甲": 1, "乙": 1, "丙": 3}


def test_exactly_the_third_from_last_is_among_the_last_and_the_fourth_is_not() -> None:
    assert last({"甲": 90, "乙": 80, "丙": 70, "丁": 60, "戊": 50}) == {"丙", "丁", "戊"}


def test_a_tie_at_the_border_is_safe_where_the_rule_is_lenient_and_counts_where_it_is_strict() -> None:
    told: dict[str, float] = {"甲": 90, "乙": 70, "丙": 70, "丁": 60, "戊": 50}
    assert last(told) == {"丁", "戊"}
    assert last(told, Rules(lenient=False)) == {"乙", "丙", "丁", "戊"}


def test_the_last_ones_follow_the_number_of_parks() -> None:
    told: dict[str, float] = {"甲": 90, "乙": 80, "丙": 70}
    assert last(told) == {"甲", "乙", "丙"}
    assert last({**told, "丁": 60}) == {"乙", "丙", "丁"}
    assert last({"甲": 90, "乙": 90, "丙": 90, "丁": 90}) == set()


def test_a_scheme_that_cannot_be_applied_does_not_exist() -> None:
    with pytest.raises(InvalidFact, match="次序不对"):
        scheme(indicator("闲置", 10, direction=Direction.DOWN, zero=0.0, full=50.0))
    with pytest.raises(InvalidFact, match="没有分值"):
        scheme(indicator("甲项", 0))
    with pytest.raises(InvalidFact, match="没有“良好”"):
        scheme(grades=(GradeBorder(scheme=NAME, grade="甲等", from_score=90.0),))


@given(SCORES)
def test_the_order_of_the_parks_and_the_unit_of_the_weights_do_not_matter(told: dict[str, int]) -> None:
    rows = {name: {"甲项": value} for name, value in told.items()}
    turned = dict(reversed(rows.items()))
    small, large = scheme(indicator("甲项", 1)), scheme(indicator("甲项", 1000))
    for made in (small, large):
        assert [(r.park, r.score, r.rank) for r in assess("2026", made, values(rows)).parks] == [
            (r.park, r.score, r.rank) for r in assess("2026", small, values(turned)).parks
        ]


@given(SCORES, st.integers(0, 100))
def test_raising_one_value_never_lowers_the_own_rank(told: dict[str, int], more: int) -> None:
    park = min(told)
    for ends in ({"zero": 0.0, "full": 100.0}, {"zero": None, "full": None}):
        made = scheme(indicator("甲项", 100, **ends))
        before = assess("2026", made, values({name: {"甲项": value} for name, value in told.items()})).of(park)
        raised = {**told, park: told[park] + more}
        after = assess("2026", made, values({name: {"甲项": value} for name, value in raised.items()})).of(park)
        assert before is not None
        assert after is not None
        assert after.rank <= before.rank


@given(SCORES)
def test_at_most_as_many_as_named_are_among_the_last_where_the_rule_is_lenient(told: dict[str, int]) -> None:
    lenient, strict = last(dict(told)), last(dict(told), Rules(lenient=False))
    assert len(lenient) <= 3
    assert lenient <= strict
    assert len(strict) >= min(3, len(told))
