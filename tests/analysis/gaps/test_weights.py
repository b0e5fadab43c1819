"""How pressing a certain gap is, what would lift a segment, and what is marked beside it: cases by hand and one law."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.closing import closing
from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.gaps.marks import segment_marks
from chaingraph.analysis.gaps.weights import weight_of
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Gap, SegmentStatus
from chaingraph.findings.place.marks import Weight
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings
from tests.analysis.gaps.test_kinds import GRAPH, found
from tests.builders import CHAIN, HERE, firm, makes, snapshot
from tests.visual.builders import coverage_of, library_graph

RULES = Settings()


def a_gap() -> Gap:
    return found([firm("子市芯", **HERE)], {"子市芯": "锂电池电芯"})["正极材料"]


@pytest.mark.parametrize(
    ("severity", "not_worth", "weight"),
    [
        (0.4, None, Weight.URGENT),
        (0.1, None, Weight.PLAIN),
        (0.01, None, Weight.LET_BE),
        (0.4, "可外采", Weight.LET_BE),
    ],
)
def test_severity_and_the_rule_of_not_chasing_give_three_weights(
    severity: float, not_worth: str | None, weight: Weight
) -> None:
    assert weight_of(replace(a_gap(), severity=severity, not_worth=not_worth), RULES) is weight


def test_only_a_certain_gap_has_a_weight_and_gaps_carry_theirs() -> None:
    gap = a_gap()
    assert gap.weight is weight_of(gap, RULES)
    assert weight_of(replace(gap, status=SegmentStatus.UNSURVEYED), RULES) is None


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_more_severe_gap_is_never_less_pressing(low: float, high: float) -> None:
    low, high = sorted((low, high))
    order = list(Weight)
    one, other = (order.index(weight_of(replace(a_gap(), severity=s), RULES) or Weight.PLAIN) for s in (low, high))
    assert other <= one


def test_every_status_says_its_next_step() -> None:
    graph = library_graph()
    said = {state.status: closing(state, None, RULES) for state in coverage_of(graph).states}
    assert said[SegmentStatus.MISSING] == "引 1 家 → 弱"
    assert all(said.values())
    assert len(said) == len(SegmentStatus)


def test_a_project_of_the_place_is_marked_at_the_segment_it_names() -> None:
    project = Project(name="正极一期", park="子市", chain=CHAIN, segment=GRAPH.segments[0].key)
    offerings = makes("子市芯", "锂电池电芯")
    facts = snapshot(GRAPH, [firm("子市芯", **HERE)], offerings, projects=[project])
    cover = coverage(facts, facts.place("子市"), GRAPH, RULES)
    marks = segment_marks(facts, cover, GRAPH, gaps(facts, cover, GRAPH, RULES))
    assert marks[GRAPH.segments[0].key].projects == ("项目“正极一期”",)
