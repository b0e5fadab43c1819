"""Which lines an ecosystem infers: main makers of direct inputs, no rivals, nobody gone; and whom it starts from."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.network.anchors import anchors
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.analysis.network.main_lines import EVERYWHERE, MainLines
from chaingraph.findings.firm.ecosystem import Ecosystem, Nearness
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from chaingraph.model.enterprise import RegistrationStatus, Role
from chaingraph.model.links import Offering
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, link, makes, segment, snapshot

RULES = Settings()
NAMES = ("正极材料", "锂电池电芯", "电池包", "电动汽车")
GRAPH = chain(NAMES, [edge(a, b, 0.4) for a, b in pairwise(NAMES)])
PACK = firm("包厂", **HERE)


def inferred_pairs(snap: Snapshot, found: Ecosystem) -> set[tuple[str, str]]:
    names = {node.id: node.name for node in found.nodes if node.firm is not None}
    ends = {(e.source, e.target) for e in found.edges if not e.observed}
    return {(names[a], names[b]) for a, b in ends if a in names and b in names}


def of_pack(firms: list[str], offerings: list[Offering], graph: ChainGraph = GRAPH) -> set[tuple[str, str]]:
    snap = snapshot(graph, [PACK, *(firm(name, **HERE) for name in firms)], [*makes("包厂", "电池包"), *offerings])
    return inferred_pairs(snap, ecosystem(snap, snap.firm("包厂"), RULES))


def test_a_supplier_is_inferred_from_its_main_line_and_not_from_a_by_line() -> None:
    side = [*makes("副芯", "电动汽车", share=0.9), *makes("副芯", "锂电池电芯", share=0.1)]
    assert of_pack(["主芯", "副芯"], [*makes("主芯", "锂电池电芯", share=0.9), *side]) == {
        ("主芯", "包厂"),
        ("包厂", "副芯"),
    }


def test_rivals_do_not_supply_each_other() -> None:
    both = [*makes("又包", "锂电池电芯", share=0.5), *makes("又包", "电池包", share=0.5)]
    assert of_pack(["又包"], both) == set()


@pytest.mark.parametrize(
    ("told", "drawn"),
    [
        ({"share": 0.02}, True),
        ({"share": 0.002}, False),
        ({"share": 0.02, "required": False}, False),
        ({"share": None}, True),
        ({"share": 0.4, "capital": True}, False),
        ({"share": 0.4, "recycle": True}, False),
    ],
)
def test_only_an_input_that_weighs_tells_a_supplier(told: dict[str, float | bool | None], drawn: bool) -> None:
    known = {name: value for name, value in told.items() if name != "share"}
    share = told["share"]
    graph = chain(NAMES, [edge("锂电池电芯", "电池包", None if share is None else float(share), **known)])
    assert (("芯厂", "包厂") in of_pack(["芯厂"], makes("芯厂", "锂电池电芯"), graph)) is drawn


@pytest.mark.parametrize(("buyers", "drawn"), [(EVERYWHERE - 1, True), (EVERYWHERE, False)])
def test_what_everything_uses_tells_a_supplier_only_where_it_costs_much(buyers: int, drawn: bool) -> None:
    others = [f"别物{n}" for n in range(buyers - 1)]
    graph = chain([*NAMES, *others], [edge("锂电池电芯", one, 0.05) for one in ("电池包", *others)])
    assert (("芯厂", "包厂") in of_pack(["芯厂"], makes("芯厂", "锂电池电芯"), graph)) is drawn


@pytest.mark.parametrize(("buyers", "drawn"), [(EVERYWHERE - 1, True), (EVERYWHERE, False)])
def test_what_everything_uses_tells_nothing_at_second_hand(buyers: int, drawn: bool) -> None:
    others = [f"别物{n}" for n in range(buyers - 1)]
    inputs = [edge("正极材料", one, 0.4) for one in ("锂电池电芯", *others)]
    graph = chain([*NAMES, *others], [*inputs, edge("锂电池电芯", "电池包", 0.4)])
    made = [*makes("芯厂", "锂电池电芯"), *makes("料厂", "正极材料")]
    assert (("料厂", "芯厂") in of_pack(["芯厂", "料厂"], made, graph)) is drawn


def test_shops_and_services_supply_nothing_but_may_buy() -> None:
    shop = segment("电池门店", industry_codes=("F5263",))
    graph = chain([*NAMES, shop], [edge("电池门店", "电池包")])
    assert of_pack(["店家"], makes("店家", "电池门店"), graph) == set()
    graph = chain([*NAMES, shop], [edge("电池包", "电池门店")])
    assert of_pack(["店家"], makes("店家", "电池门店"), graph) == {("包厂", "店家")}


def test_firms_that_are_not_live_are_not_drawn_even_where_a_link_is_known() -> None:
    gone = firm("旧芯", **HERE, status=RegistrationStatus.DEREGISTERED)
    snap = snapshot(
        GRAPH,
        [PACK, gone, firm("芯厂", **HERE)],
        [*makes("包厂", "电池包"), *makes("旧芯", "锂电池电芯"), *makes("芯厂", "锂电池电芯")],
        supply_links=[link("旧芯", "包厂")],
    )
    found = ecosystem(snap, snap.firm("包厂"), RULES)
    assert "旧芯" not in {node.name for node in found.nodes}
    assert (found.observed_links, found.total) == (0, {-1: 1, 0: 1})


def test_a_firm_of_the_shipped_list_is_marked_comes_last_and_closes_no_gap() -> None:
    listed = replace(firm("名录芯", **HERE), pool=True)
    snap = snapshot(
        GRAPH,
        [PACK, listed, firm("远芯", **THERE)],
        [*makes("包厂", "电池包"), *makes("名录芯", "锂电池电芯"), *makes("远芯", "锂电池电芯")],
    )
    found = ecosystem(snap, snap.firm("包厂"), RULES)
    first = [node for node in found.nodes if node.tier == -1]
    assert [node.name for node in first] == ["远芯", "名录芯", "本地无供应商"]
    assert (first[1].mark, first[1].nearness) == ("内置名录", Nearness.PROVINCE)
    assert found.local_supplier_share == 0.0


def test_a_named_leader_comes_first_then_the_largest_on_the_chain_never_the_first_in_the_list() -> None:
    firms = [
        firm("甲小厂", **HERE, revenue_yuan=1e7),
        firm("乙大厂", **HERE, revenue_yuan=1e10),
        firm("丙龙头", **HERE, revenue_yuan=1e8, roles=(Role(chain=CHAIN, kind="龙头"),)),
        firm("丁旧厂", **HERE, revenue_yuan=1e11, status=RegistrationStatus.DEREGISTERED),
    ]
    snap = snapshot(GRAPH, firms, [one for f in firms for one in makes(f.name, "电池包")])
    ordered = anchors(snap, range(len(firms)), GRAPH, RULES)
    assert [snap.enterprises[n].name for n in ordered] == ["丙龙头", "乙大厂", "甲小厂"]


PRODUCTS = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([0.1, 0.3, 0.6])), min_size=1, max_size=3)


@given(st.lists(PRODUCTS, min_size=2, max_size=6))
def test_every_inferred_line_joins_main_makers_of_an_input_and_of_what_is_made_of_it(
    made: list[list[tuple[str, float]]],
) -> None:
    firms = [firm(f"厂{n}", **HERE) for n in range(len(made))]
    offerings = [
        one
        for n, rows in enumerate(made)
        for name, share in dict(rows).items()
        for one in makes(f"厂{n}", name, share=share)
    ]
    snap = snapshot(GRAPH, firms, offerings)
    lines, feeds = MainLines(snap), {(e.input, e.output) for e in GRAPH.inputs}
    found = ecosystem(snap, 0, RULES)
    shown = {node.name: node.segment for node in found.nodes}
    for giver, taker in inferred_pairs(snap, found):
        a, b = lines.keys(snap.firm(giver)), lines.keys(snap.firm(taker))
        assert not a & b
        assert any((SegmentKey(x), SegmentKey(y)) in feeds for x in a for y in b)
        assert all(shown[name] in {str(key) for key in own} or name == "厂0" for name, own in ((giver, a), (taker, b)))
