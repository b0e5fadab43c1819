"""Observed purchases stand in place of estimates, and both are shown with how far they reach."""

import pytest

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.analysis.standing.survey import survey
from chaingraph.findings.place.gap import Gap, GapKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from tests.builders import HERE, THERE, chain, edge, firm, link, makes, snapshot

RULES = Settings()
GRAPH = chain(
    ["锂电池隔膜", "锂电池电芯", "电池包"], [edge("锂电池隔膜", "锂电池电芯", 0.1), edge("锂电池电芯", "电池包", 0.6)]
)
FIRMS = [
    firm("子市包厂", **HERE, revenue_yuan=1e9), firm("子市芯厂", **HERE, revenue_yuan=1e9),
    firm("子市芯二", **HERE, revenue_yuan=1e9, listed_as="主板"), firm("子市芯三", **HERE, revenue_yuan=1e9),
    firm("丑市芯厂", **THERE, revenue_yuan=5e8), firm("丑市膜厂", **THERE),
]  # fmt: skip
OFFERINGS = [
    *makes("子市包厂", "电池包", share=1.0),
    *(o for name in ("子市芯厂", "子市芯二", "子市芯三", "丑市芯厂") for o in makes(name, "锂电池电芯", share=1.0)),
    *makes("丑市膜厂", "锂电池隔膜", share=1.0),
]


def world(*links: object) -> Snapshot:
    return snapshot(GRAPH, FIRMS, OFFERINGS, supply_links=links)  # type: ignore[arg-type]


def found(snap: Snapshot) -> dict[str, Gap]:
    cover = coverage(snap, snap.place("子市"), GRAPH, RULES)
    return {gap.segment: gap for gap in gaps(snap, cover, GRAPH, RULES)}


def test_an_observed_purchase_replaces_the_estimate_of_its_buyer() -> None:
    snap = world(
        link("丑市芯厂", "子市包厂", amount_yuan=2e8, year="2025"), link("子市芯厂", "子市包厂", amount_yuan=1e8)
    )
    state = coverage(snap, snap.place("子市"), GRAPH, RULES).states[1]
    assert state.estimated_yuan == pytest.approx(6e8)
    assert state.direct_demand_yuan == pytest.approx(3e8)
    assert state.observed.local_rate == pytest.approx(1 / 3)
    assert (state.observed.links, state.observed.priced, state.observed.outside) == (2, 2, ("丑市芯厂",))


def test_an_amount_with_its_share_of_spending_stands_for_the_whole() -> None:
    state = coverage(
        snap := world(link("丑市芯厂", "子市包厂", amount_yuan=1e8, share=0.25)), snap.place("子市"), GRAPH, RULES
    ).states[1]
    assert state.direct_demand_yuan == pytest.approx(4e8)


def test_the_rate_of_the_chain_says_how_much_of_spend_it_knows() -> None:
    snap = world(link("丑市芯厂", "子市包厂", amount_yuan=2e8), link("子市芯厂", "子市包厂", amount_yuan=1e8))
    rate = coverage(snap, snap.place("子市"), GRAPH, RULES).supply
    assert rate.purchases_yuan == pytest.approx(3e8 + 0.1 * 3e9)
    assert rate.observed == pytest.approx(1 / 3)
    assert rate.spend_known == pytest.approx(3e8 / 6e8)
    assert rate.estimated == pytest.approx(3e8 / 6e8)
    assert rate.local_supplier_share == 0.5


def test_links_without_amounts_give_a_share_of_firms_and_no_rate() -> None:
    rate = coverage(snap := world(link("丑市膜厂", "子市芯厂")), snap.place("子市"), GRAPH, RULES).supply
    assert (rate.observed, rate.spend_known, rate.local_supplier_share) == (None, None, 0.0)


def test_demand_bought_outside_is_an_outflow_though_local_firms_could_serve_it() -> None:
    assert "锂电池电芯" not in found(world())
    gap = found(world(link("丑市芯厂", "子市包厂", amount_yuan=6e8)))["锂电池电芯"]
    assert (gap.kind, gap.deficit, gap.observed_local_rate) == (GapKind.OUTFLOW, 1.0, 0.0)
    assert any("外购自 丑市芯厂" in reason and "以有记录的为准" in reason for reason in gap.reasons)


def test_a_buyer_lost_to_an_outside_supplier_is_a_hidden_gap() -> None:
    gap = found(
        world(
            link("子市芯厂", "子市包厂", year="2023", amount_yuan=9e8),
            link("丑市芯厂", "子市包厂", year="2025", amount_yuan=1e8),
        )
    )["锂电池电芯"]
    assert gap.kind is GapKind.HIDDEN
    assert "子市包厂 2023 年由本地 子市芯厂 供货，2025 年改由外地 丑市芯厂 供货" in gap.reasons


def test_all_places_at_once_hear_the_same_purchases() -> None:
    snap = world(link("丑市芯厂", "子市包厂", amount_yuan=2e8))
    place = snap.place("子市")
    rows = survey(snap, [place], GRAPH, RULES).demand_yuan[0].tolist()
    assert rows == [state.demand_yuan for state in coverage(snap, place, GRAPH, RULES).states]


def test_a_product_outside_the_chain_carries_no_segment() -> None:
    snap = world(link("丑市膜厂", "子市包厂", product="办公家具", amount_yuan=1e8))
    seen = [state.observed.links for state in coverage(snap, snap.place("子市"), GRAPH, RULES).states]
    assert seen == [1, 0, 0]
