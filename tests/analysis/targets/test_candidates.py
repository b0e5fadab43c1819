"""Candidates in columns: each score by hand, alone or among many the same, and what a what-if takes out of a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.targets.candidates import Candidates, candidates
from chaingraph.analysis.targets.parts import PARTS, Scene, weigh
from chaingraph.analysis.targets.targets import targets
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, link, makes, snapshot

RULES = Settings()
GRAPH = chain(["正极材料", "锂电池电芯"], [edge("正极材料", "锂电池电芯", 0.4)])
KINDS = st.fixed_dictionaries(
    {
        "revenue_yuan": st.sampled_from([None, 1e7, 3e8, 2e10]),
        "listed_as": st.sampled_from([None, "未上市", "科创板 688000"]),
        "qualifications": st.sampled_from([(), ("高新技术企业",), ("国家级小巨人",)]),
        "city": st.sampled_from([None, "丑市", "寅市"]),
    }
)


def world(kinds: list[dict[str, object]]) -> Snapshot:
    cell = firm("子市芯", **HERE, revenue_yuan=1e9)
    away = [firm(f"候选{n}", province="乙省", **kind) for n, kind in enumerate(kinds)]
    offerings = [o for one in away for o in makes(one.name, "正极材料", share=0.5)]
    links = [link("候选0", "子市芯")] if away else []
    return snapshot(GRAPH, [cell, *away], [*offerings, *makes("子市芯", "锂电池电芯")], supply_links=links)


def found(snap: Snapshot) -> Candidates:
    cover = coverage(snap, snap.place("子市"), GRAPH, RULES)
    return candidates(snap, Scene.of(snap, cover, RULES), GRAPH, cover.states[0], RULES, likely=None)


def test_every_part_of_a_candidate_by_hand() -> None:
    row = found(world([{"revenue_yuan": 1e8, "qualifications": ("国家级小巨人",), "city": "丑市"}]))
    parts = dict(zip(PARTS, row.parts[:, 0].tolist(), strict=True))
    assert parts["scale"] == pytest.approx((0.5e8 / 4e8) ** 0.5, abs=1e-4)
    assert (parts["ties"], parts["qualification"], parts["signal"], parts["reach"]) == (1.0, 0.9, 0.0, 0.2)
    assert row.scores[0] == weigh(parts, RULES)


@given(st.lists(KINDS, min_size=1, max_size=6))
def test_a_score_does_not_depend_on_who_else_is_a_candidate(kinds: list[dict[str, object]]) -> None:
    together = found(world(kinds))
    alone = found(world(kinds[:1]))
    assert (together.scores[0], together.parts[:, 0].tolist()) == (alone.scores[0], alone.parts[:, 0].tolist())
    assert all(0 <= value <= 1 for value in together.parts.ravel().tolist())


def test_a_firm_taken_out_of_the_place_is_a_candidate_whose_old_seat_counts_for_nothing() -> None:
    firms = [firm("子市正极", **HERE), firm("丑市正极", **THERE), firm("子市芯", **HERE, revenue_yuan=1e9)]
    made = {"子市正极": "正极材料", "丑市正极": "正极材料", "子市芯": "锂电池电芯"}
    full = snapshot(GRAPH, firms, [o for name, product in made.items() for o in makes(name, product)])
    place = full.place("子市")
    moved = full.without(place, [full.firm("子市正极")])
    cover = coverage(moved, place, GRAPH, RULES)
    lacking = gaps(moved, cover, GRAPH, RULES)
    cathode = next(gap for gap in lacking if gap.segment == "正极材料")
    assert cathode.elsewhere == ()
    assert not any("同市" in reason for reason in cathode.reasons)
    rows = {row.enterprise: row for row in targets(moved, cover, GRAPH, lacking, RULES)}
    assert rows["子市正极"].parts["reach"] == 0.4
    assert "假设不在子市：距离不计" in rows["子市正极"].reasons
