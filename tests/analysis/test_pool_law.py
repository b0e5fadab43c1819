"""A firm that only the shipped list knows is a candidate everywhere and capability nowhere."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.absence.suspects import suspects
from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.standing.survey import survey
from chaingraph.analysis.targets.targets import targets
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.move.targets import Whose, approached
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, makes, snapshot

BATTERY = chain(["铜箔", "电芯"], [edge("铜箔", "电芯")])
OWN = (firm("甲", **HERE), firm("乙", **THERE))
AWAY = {"province": "丙省", "city": "寅市"}
POOLED = (
    firm("丙", pool=True, **HERE),
    firm("丁", pool=True, **THERE),
    firm("戊", pool=True, **AWAY),
)
RULES = Settings()


def facts(firms: Sequence[Enterprise]) -> Snapshot:
    """These firms; 甲 and 乙 make cells, the others copper foil."""
    made = [makes(one.name, "电芯" if one.name in "甲乙" else "铜箔") for one in firms]
    return snapshot(BATTERY, firms, [offering for own in made for offering in own])


def test_a_pool_firm_is_no_local_firm_and_the_gap_stays() -> None:
    seen = facts((*OWN, *POOLED))
    here = seen.place("子市")
    cover = coverage(seen, here, BATTERY, RULES)
    assert [state.local for state in cover.states] == [(), (seen.firm("甲"),)]
    assert "铜箔" in [gap.segment for gap in gaps(seen, cover, BATTERY, RULES)]


def test_pool_firms_elsewhere_are_targets_and_one_of_the_own_city_is_none() -> None:
    seen = facts((*OWN, *POOLED))
    cover = coverage(seen, seen.place("子市"), BATTERY, RULES)
    found = targets(seen, cover, BATTERY, gaps(seen, cover, BATTERY, RULES), RULES)
    assert {target.enterprise for target in found if target.segment == "铜箔"} == {"丁", "戊"}


def test_targets_are_parted_by_whose_list_they_stand_in() -> None:
    seen = facts((*OWN, firm("己", **AWAY), *POOLED))
    cover = coverage(seen, seen.place("子市"), BATTERY, RULES)
    found = targets(seen, cover, BATTERY, gaps(seen, cover, BATTERY, RULES), RULES)
    parted = {whose: {target.enterprise for target in approached(found, (), whose)} for whose in (None, *Whose)}
    assert parted == {None: {"乙", "丁", "戊", "己"}, Whose.OWN: {"乙", "己"}, Whose.POOL: {"丁", "戊"}}


def test_a_pool_firm_of_the_own_city_is_a_suspect_and_says_so() -> None:
    seen = facts((*OWN, *POOLED))
    found = suspects(seen, seen.place("子市"), BATTERY, [0, 1])
    told = [(one.enterprise, "内置名录显示本地可能有" in one.lost) for one in found[0] if one.firm == seen.firm("丙")]
    assert told == [("丙", True)]


def test_a_city_only_the_pool_knows_is_no_place() -> None:
    seen = facts((*OWN, *POOLED))
    assert ("丙省", "寅市", None) not in seen.regions


def test_a_pool_firm_that_a_what_if_lands_counts_like_any_other() -> None:
    seen = facts((*OWN, *POOLED))
    here = seen.place("子市")
    landed = seen.with_(here, [seen.firm("戊")])
    assert coverage(landed, here, BATTERY, RULES).states[0].local == (seen.firm("戊"),)


@given(st.lists(st.sampled_from(("子市", "丑市", "寅市")), max_size=6))
def test_no_pool_changes_what_any_place_is_worth(cities: list[str]) -> None:
    provinces = {"子市": "甲省", "丑市": "乙省", "寅市": "丙省"}
    pooled = [firm(f"池{n}", pool=True, province=provinces[c], city=c) for n, c in enumerate(cities)]
    alone, beside = facts(OWN), facts((*OWN, *pooled))
    assert beside.regions == alone.regions
    places = [alone.place("子市"), alone.place("丑市")]
    bare, full = survey(alone, places, BATTERY, RULES), survey(beside, places, BATTERY, RULES)
    for name in ("firms", "capability_yuan", "demand_yuan", "location_quotient", "absence", "firms_on_chain"):
        assert np.array_equal(getattr(bare, name), getattr(full, name), equal_nan=True), name
    assert bare.status == full.status
