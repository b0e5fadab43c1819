"""What-if: before and after by hand, a landing's worth is the scenario's difference, and moving back restores all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.what_if.scenario import RANK, Seen, look, measures, scenario, weighed, worth
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, makes, snapshot

RULES = Settings()
GRAPH = chain(
    ["正极材料", "锂电池电芯", "电池包"], [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6)]
)
SNAP = snapshot(
    GRAPH,
    [
        firm("子市一包", **HERE, revenue_yuan=1e8), firm("子市芯厂", **HERE, revenue_yuan=6e7),
        firm("丑市芯厂", **THERE, revenue_yuan=9e9), firm("丑市正极", **THERE, revenue_yuan=1e8),
        firm("丑市二包", **THERE, revenue_yuan=1e8),
    ],
    [
        *makes("子市一包", "电池包", share=1.0), *makes("丑市二包", "电池包", share=1.0),
        *makes("子市芯厂", "锂电池电芯", share=1.0), *makes("丑市芯厂", "锂电池电芯", share=1.0),
        *makes("丑市正极", "正极材料", share=1.0),
    ],
)  # fmt: skip


def seen(snap: Snapshot = SNAP) -> Seen:
    cover = coverage(snap, snap.place("子市"), GRAPH, RULES)
    return cover, gaps(snap, cover, GRAPH, RULES)


def moved(land: tuple[str, ...] = (), leave: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    numbers = [[SNAP.firm(name) for name in names] for names in (land, leave)]
    return scenario(SNAP, seen(), GRAPH, RULES, land=numbers[0], leave=numbers[1])


def test_a_landing_fills_its_segment_and_completes_the_path() -> None:
    found = moved(land=("丑市正极",))
    assert (found.before.completeness.plain, found.after.completeness.plain) == (pytest.approx(2 / 3), 1.0)
    assert (found.before.completeness.path, found.after.completeness.path) == (0.0, 1.0)
    change = found.segments[0]
    assert (change.status_before, change.firms_before, change.firms_after) == (SegmentStatus.MISSING, 0, 1)
    assert found.after.severity < found.before.severity


def test_a_firm_that_leaves_opens_its_gap() -> None:
    found = moved(leave=("子市芯厂",))
    assert found.segments[1].status_after is SegmentStatus.MISSING
    assert found.after.firms == found.before.firms - 1
    assert found.changed[-1].segment == "锂电池电芯"


def test_what_lands_is_a_project_and_not_the_whole_group() -> None:
    place = SNAP.place("子市")
    landed = SNAP.with_(place, [SNAP.firm("丑市芯厂")])
    assert coverage(landed, place, GRAPH, RULES).states[1].capability_yuan == 6e7 + RULES.landing_yuan
    again = landed.without(place, [SNAP.firm("丑市芯厂")])
    assert again.sizes(RULES)[0].tolist() == SNAP.sizes(RULES)[0].tolist()
    stays = SNAP.with_(place, [SNAP.firm("子市一包")])
    assert not stays.landed


def test_a_gap_keeps_the_importance_it_had_before() -> None:
    """丑市芯厂 wants much 正极材料: its weight would grow, and the missing segment is as missing as before."""
    found = moved(land=("丑市芯厂",))
    assert found.segments[0].severity_after == found.segments[0].severity_before
    assert found.segments[2].severity_after == found.segments[2].severity_before
    assert found.segments[1].severity_after < found.segments[1].severity_before


@given(st.sampled_from(["丑市芯厂", "丑市正极", "丑市二包", "子市芯厂"]))
def test_a_worth_is_the_difference_of_the_scenario(name: str) -> None:
    number = SNAP.firm(name)
    one, found = worth(SNAP, seen(), GRAPH, RULES, number), moved(land=(name,))
    assert one.severity == pytest.approx(found.after.severity - found.before.severity, abs=1e-9)
    assert one.weighted == found.after.completeness.weighted - found.before.completeness.weighted
    assert (one.closed, one.opened) == (found.closed, found.opened)
    moved_up = {c.segment for c in found.segments if RANK.index(c.status_after) < RANK.index(c.status_before)}
    assert {name for name, _, _ in one.improved} == moved_up


@given(st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_landing_and_leaving_again_restores_every_measure(first: set[int], second: set[int]) -> None:
    place = SNAP.place("子市")
    here = {n for n in range(5) if SNAP.members(place)[n]}
    there = SNAP.with_(place, sorted(first)).without(place, sorted(second))
    back = there.with_(place, sorted(here)).without(place, sorted(set(range(5)) - here))
    cover, found = look(back, seen()[0], GRAPH, RULES)
    severities = {gap.key: gap.severity for gap in seen()[1]}
    assert measures(cover, weighed(seen()[1], found)) == measures(seen()[0], severities)
