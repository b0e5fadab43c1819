"""Portfolios of planted worlds: needs as stated, budgets kept, the optimum found by trying every set."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.portfolio.field import Seen
from chaingraph.analysis.portfolio.portfolio import portfolio
from chaingraph.analysis.portfolio.project_needs import segment_needs
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.move.portfolio import Portfolio, Resources
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Needs
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, makes, segment, snapshot

RULES = Settings()
NAMES = ("正极材料", "锂电池隔膜", "锂电池电芯", "电池包")
NEEDS = {
    "正极材料": Needs(land_mu=(100, 300), plant_m2=(10_000, 30_000), invest_yuan=(2e8, 4e8), source="手册"),
    "锂电池隔膜": Needs(land_mu=(50, 150), plant_m2=(5_000, 15_000), invest_yuan=(1e8, 3e8), source="待核实"),
}
GRAPH = chain(
    [segment(name, needs=NEEDS.get(name)) for name in NAMES],
    [
        edge("正极材料", "锂电池电芯", 0.4),
        edge("锂电池隔膜", "锂电池电芯", 0.1),
        edge("锂电池电芯", "电池包", 0.6),
    ],
)


def world(candidates: list[tuple[str, float]], **facts: Any) -> Snapshot:
    firms = [firm("子市包厂", **HERE, revenue_yuan=1e9)]
    offerings = makes("子市包厂", "电池包", share=1.0)
    for number, (product, revenue) in enumerate(candidates):
        firms.append(firm(f"候选{number:02d}", **THERE, revenue_yuan=revenue))
        offerings += makes(f"候选{number:02d}", product, share=1.0)
    return snapshot(GRAPH, firms, offerings, **facts)


def asked(snap: Snapshot, budget: Resources, *, complete: bool = False) -> Portfolio:
    cover = coverage(snap, snap.place("子市"), GRAPH, RULES)
    found = gaps(snap, cover, GRAPH, RULES)
    return portfolio(snap, Seen(cover, found), GRAPH, budget, RULES, complete=complete)


def test_needs_are_the_middle_of_the_range_and_doubt_is_said() -> None:
    cathode, separator, cell, _ = segment_needs(GRAPH, RULES)
    assert cathode == (
        Resources(land_mu=200, plant_m2=20_000, fund_yuan=6e7, number=1),
        "环节典型项目区间的中值（手册）",
    )
    assert separator[1].endswith("（待核实）")
    assert cell[0].land_mu == 150
    assert "全链中位数" in cell[1]


def test_a_project_of_its_own_says_what_a_firm_needs() -> None:
    snap = world([("正极材料", 1e8)])
    own = {"land_mu": 20.0, "plant_m2": 1_000.0, "invest_yuan": 5e7}
    project = Project(name="一期", park="丑市", enterprise=snap.enterprises[0].id, **own)  # type: ignore[arg-type]
    found = asked(world([("正极材料", 1e8)], projects=[project]), Resources(land_mu=50))
    assert found.exact.picks[0].need == Resources(land_mu=20, plant_m2=1_000, fund_yuan=1e7, number=1)
    assert found.exact.picks[0].basis == "项目“一期”"
    assert asked(snap, Resources(land_mu=50)).candidates == 0


def test_budgets_decide_between_a_severe_gap_and_two_small_ones() -> None:
    snap = world([("正极材料", 5e8), ("锂电池隔膜", 5e8), ("锂电池隔膜", 4e8)])
    wide = asked(snap, Resources(land_mu=300))
    assert {pick.segment for pick in wide.exact.picks} == {"正极材料", "锂电池隔膜"}
    assert wide.exact.used.land_mu == 300
    narrow = asked(snap, Resources(land_mu=150))
    assert [pick.segment for pick in narrow.exact.picks] == ["锂电池隔膜"]
    assert narrow.proven


def test_value_guarantee_and_bound_are_in_order() -> None:
    found = asked(
        world([("正极材料", 5e8), ("锂电池隔膜", 5e8), ("锂电池电芯", 5e8)]), Resources(land_mu=400, number=2)
    )
    assert found.greedy.value <= found.exact.value <= found.upper <= found.ceiling
    assert found.guarantee == pytest.approx(0.5 * (1 - 1 / 2.718281828459045) / 3)
    assert found.best.value == found.exact.value
    assert sum(pick.gain for pick in found.exact.picks) == pytest.approx(found.exact.value, abs=1e-5)


def test_required_inputs_are_landed_together() -> None:
    """With one landing nothing is completed; with cell, cathode and separator the cell and the pack are."""
    snap = world([("正极材料", 5e8), ("锂电池隔膜", 5e8), ("锂电池电芯", 5e8)])
    found = asked(snap, Resources(number=3), complete=True)
    assert found.guarantee is None
    assert found.exact.completed == ("锂电池电芯", "电池包")
    assert asked(snap, Resources(number=1), complete=True).exact.completed == ("电池包",)


def test_nothing_outside_gives_an_empty_set() -> None:
    found = asked(world([]), Resources(land_mu=100))
    assert (found.candidates, found.exact.picks, found.exact.value, found.upper) == (0, (), 0.0, 0.0)


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(NAMES[:3]), st.sampled_from([1e7, 6e7, 3e8, 2e9])), min_size=1, max_size=15),
    st.sampled_from([100, 250, 400, 700]),
    st.integers(1, 4),
)
@settings(max_examples=25)
def test_the_planted_optimum_is_found(candidates: list[tuple[str, float]], land: float, number: int) -> None:
    """Each candidate alone tells its part and need; of all sets of them that keep the budgets none beats the exact."""
    snap = world(candidates)
    cover = coverage(snap, snap.place("子市"), GRAPH, RULES)
    severity = {gap.segment: gap.severity for gap in gaps(snap, cover, GRAPH, RULES)}
    alone = [asked(world([candidate]), Resources(land_mu=1e6)).exact.picks[0] for candidate in candidates]

    def value(chosen: tuple[int, ...]) -> float:
        filled = dict.fromkeys(severity, 0.0)
        for n in chosen:
            filled[alone[n].segment] += alone[n].gain / severity[alone[n].segment]
        return sum(severity[name] * min(1.0, part) for name, part in filled.items())

    sets = [chosen for count in range(number + 1) for chosen in combinations(range(len(alone)), count)]
    best = max(value(chosen) for chosen in sets if sum(alone[n].need.land_mu or 0.0 for n in chosen) <= land)
    found = asked(snap, Resources(land_mu=land, number=number))
    assert found.proven
    assert found.exact.value == pytest.approx(best, abs=1e-4)
    assert found.greedy.value <= found.exact.value + 1e-9
