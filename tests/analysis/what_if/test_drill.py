"""The drill: by hand on small places, and against a plain simulation on planted worlds."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analysis.what_if.dependence import dependence, required_inputs
from chaingraph.analysis.what_if.drill import drill
from chaingraph.findings.firm.drill import Drill, LossDepth, LossKind
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import DataVersion
from chaingraph.model.chain import Locality, SegmentInput
from chaingraph.model.links import SupplyLink
from chaingraph.model.provenance import Evidence
from chaingraph.settings import Settings
from chaingraph.store.base.port import empty_facts
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, link, segment

RULES = Settings()


def placed(graph: ChainGraph, firms: dict[str, tuple[str, ...]], links: tuple[SupplyLink, ...] = ()) -> Snapshot:
    """Firms by name on segments by name; a name that ends in 外 sits elsewhere."""
    known = sorted(firms)
    enterprises = [firm(name, **(THERE if name.endswith("外") else HERE), revenue_yuan=1e8) for name in known]
    facts = {**empty_facts(), "enterprises": enterprises, "supply_links": list(links)}
    bare = Snapshot.of(DataVersion("test"), facts, {CHAIN: graph})

    def tags(segments: tuple[str, ...]) -> list[Tag]:
        key = graph.key_of
        half = (TagEvidence(field="主营产品", text="物", share=0.5),)
        return [Tag(chain=CHAIN, key=key(s), score=0.9, probability=None, share=0.5, evidence=half) for s in segments]

    return bare.tagged(TagTable.of([tags(firms[name]) for name in known]))


def drilled(snap: Snapshot, name: str) -> Drill:
    return drill(snap, snap.firm(name), snap.place("子市"), snap.chains[CHAIN], RULES)


def fallen(found: Drill) -> dict[str, int]:
    return {loss.enterprise: loss.wave for loss in found.losses}


GRAPH = chain(["正极", "电芯", "箱体", "电池包", "整车"], [
    edge("正极", "电芯", required=True), edge("电芯", "电池包", required=True),
    edge("箱体", "电池包", required=False), edge("电池包", "整车", required=True),
])  # fmt: skip
CITY = {"正极厂": ("正极",), "电芯厂": ("电芯",), "包厂": ("电池包",), "箱厂": ("箱体",), "车厂": ("整车",)}


def test_a_lone_cell_maker_takes_its_customers_and_its_supplier_along() -> None:
    """包厂 loses its source, 正极厂 its outlet; then 车厂 loses its packs and 箱厂 its only buyer."""
    found = drilled(placed(GRAPH, CITY), "电芯厂")
    assert fallen(found) == {"电芯厂": 0, "正极厂": 1, "包厂": 1, "箱厂": 2, "车厂": 2}
    kinds = {loss.enterprise: loss.kind for loss in found.losses}
    assert kinds["包厂"] is LossKind.SOURCE
    assert kinds["正极厂"] is LossKind.OUTLET
    assert (found.hard, found.soft, found.far, found.waves) == (2, 2, 0, 2)
    assert found.losses[1].because == "本地只有 电芯厂 处在采购它的环节“电芯”（按环节推断），退出后没有本地销路"
    assert found.losses[2].because == "必需的“电芯”只来自 电芯厂（按环节推断），退出后断供"
    assert found.lost_yuan == pytest.approx(3 * 0.5e8)
    assert found.worst_yuan == found.total_yuan == pytest.approx(5 * 0.5e8)
    assert "4 家本地企业失去唯一的本地来源或销路，其中 2 家难以替代、2 家可改向外地采购或销售" in found.summary


def test_a_second_local_source_holds_everything() -> None:
    found = drilled(placed(GRAPH, {**CITY, "电芯二厂": ("电芯",)}), "电芯厂")
    assert fallen(found) == {"电芯厂": 0}
    assert found.own[0].stays == 1
    assert found.own[0].lost_share == 0.5
    assert "没有其他本地企业因此失去唯一的本地来源或销路" in found.summary


def test_any_substitute_is_enough_and_an_optional_input_is_not_missed() -> None:
    graph = chain(["铁锂", "三元", "箱体", "电芯"], [
        edge("铁锂", "电芯", substitutes="正极"), edge("三元", "电芯", substitutes="正极"),
        edge("箱体", "电芯", required=False),
    ])  # fmt: skip
    firms = {"铁厂": ("铁锂",), "三厂": ("三元",), "箱厂": ("箱体",), "芯厂": ("电芯",)}
    assert fallen(drilled(placed(graph, firms), "铁厂")) == {"铁厂": 0}
    assert fallen(drilled(placed(graph, firms), "箱厂")) == {"箱厂": 0}
    del firms["三厂"]
    assert fallen(drilled(placed(graph, firms), "铁厂"))["芯厂"] == 1


def test_an_observed_supplier_elsewhere_holds_a_firm_and_an_observed_lone_one_does_not() -> None:
    firms = {**CITY, "电芯二厂": ("电芯",), "远芯外": ("电芯",)}
    away = placed(GRAPH, CITY | {"远芯外": ("电芯",)}, (link("远芯外", "包厂"),))
    assert "包厂" not in fallen(drilled(away, "电芯厂"))
    tied = placed(GRAPH, firms, (link("电芯厂", "包厂", evidence=Evidence(source="年报")),))
    found = drilled(tied, "电芯厂")
    loss = next(loss for loss in found.losses if loss.enterprise == "包厂")
    assert (loss.wave, loss.observed) == (1, True)
    remedy = next(r for r in found.remedies if r.kind is LossKind.SOURCE and r.segments == ("电芯",))
    assert [(s.enterprise, s.local) for s in remedy.sources] == [("电芯二厂", True), ("远芯外", False)]


def test_a_remedy_says_how_many_it_saves() -> None:
    found = drilled(placed(GRAPH, {**CITY, "远芯外": ("电芯",)}), "电芯厂")
    source = next(r for r in found.remedies if r.segments == ("电芯",) and r.kind is LossKind.SOURCE)
    assert (source.hit, source.saves, source.candidates) == (1, 3, 1)
    assert source.sources[0].enterprise == "远芯外"
    assert source.sources[0].reasons[-2:] == ("位于 乙省丑市", "营业收入 1.0 亿元")


def test_nobody_falls_for_what_was_never_local() -> None:
    """No cathode is made here, so the cell maker buys it elsewhere and stands when packs go."""
    found = drilled(placed(GRAPH, {"电芯厂": ("电芯",), "车厂": ("整车",), "包厂": ("电池包",)}), "车厂")
    assert fallen(found) == {"车厂": 0, "包厂": 1, "电芯厂": 2}


def test_what_can_be_bought_elsewhere_is_soft_and_what_hangs_on_it_far() -> None:
    """Cells may come from elsewhere: 包厂 has to buy there, and only if it cannot does 车厂 stop."""
    cells, packs = segment("电芯", locality=Locality.REMOTE), segment("电池包", locality=Locality.MUST)
    edges = [edge("电芯", "电池包", required=True), edge("电池包", "整车", required=True)]
    firms = {"电芯厂": ("电芯",), "包厂": ("电池包",), "车厂": ("整车",)}
    found = drilled(placed(chain([cells, packs, "整车"], edges), firms), "电芯厂")
    depth = {loss.enterprise: loss.depth for loss in found.losses}
    assert depth == {"电芯厂": LossDepth.HARD, "包厂": LossDepth.SOFT, "车厂": LossDepth.FAR}
    assert (found.hard, found.soft, found.far) == (0, 1, 1)
    assert [remedy.segments for remedy in found.remedies] == [("电芯",)]
    assert (found.lost_yuan, found.worst_yuan) == (0.5e8, 1.5e8)
    assert found.summary.endswith("0 家难以替代、1 家可改向外地采购或销售；若外地也补不上，最坏波及 2 家、2 轮")


SEGMENTS = ("甲", "乙", "丙", "丁", "戊")
PAIRS = list(combinations(range(len(SEGMENTS)), 2))
EDGES = st.lists(
    st.tuples(
        st.sampled_from(PAIRS),
        st.sampled_from([True, False, None]),
        st.sampled_from([None, None, "组"]),
        st.booleans(),
    ),
    max_size=7,
    unique_by=lambda e: e[0],
)
NAMES = ("一厂", "二厂", "三厂", "四厂", "五厂", "六外", "七外")
STANDS = st.fixed_dictionaries({name: st.sets(st.sampled_from(SEGMENTS), min_size=1, max_size=2) for name in NAMES})
LINKS = st.sets(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)).filter(lambda p: p[0] != p[1]), max_size=4)


def edges_of(given_edges: list[tuple[tuple[int, int], bool | None, str | None, bool]]) -> list[SegmentInput]:
    return [
        edge(SEGMENTS[a], SEGMENTS[b], required=required, substitutes=group, capital=capital)
        for (a, b), required, group, capital in given_edges
    ]


Stands = dict[str, set[str]]
Pairs = set[tuple[str, str]]


def needed(edges: list[SegmentInput], segment: str) -> Iterator[set[str]]:
    """Inputs of which one each is needed, told from the edges one by one."""
    plain = [e for e in edges if e.output == segment and not e.capital]
    for name in {e.substitutes for e in plain} - {None}:
        group = [e for e in plain if e.substitutes == name]
        if [e for e in group if e.required is not False]:
            yield {str(e.input) for e in group}
    yield from ({str(e.input)} for e in plain if not e.substitutes and e.required is not False)


def starved(edges: list[SegmentInput], stands: Stands, links: Pairs, gone: Pairs, at: tuple[str, str]) -> bool:
    """Whether a required input of a firm on a segment has no source left."""
    for group in needed(edges, at[1]):
        suppliers = {a for a, b in links if b == at[0] and stands[a] & group} or set(NAMES[:5])
        sources = {(name, s) for name in suppliers for s in stands[name] & group}
        if sources and sources <= gone:
            return True
    return False


def stranded(edges: list[SegmentInput], stands: Stands, links: Pairs, gone: Pairs, at: tuple[str, str]) -> bool:
    """Whether a firm on a segment has lost every outlet it had."""
    customers = {b for a, b in links if a == at[0]}
    buying = {str(e.output) for e in edges if e.input == at[1]}
    outlets = {(n, s) for n in customers or NAMES[:5] for s in stands[n] if customers or s in buying}
    return bool(outlets) and outlets <= gone


def simulate(edges: list[SegmentInput], stands: Stands, links: Pairs, leaver: str) -> Pairs:
    """Positions that fall, told by the rules in words: repeat until nothing changes. Firms elsewhere never fall."""
    local = {(name, s) for name in NAMES[:5] for s in stands[name]}
    gone = {(name, s) for name, s in local if name == leaver}
    rules = (starved, stranded)
    while more := {at for at in local - gone if any(rule(edges, stands, links, gone, at) for rule in rules)}:
        gone |= more
    return gone


@settings(max_examples=300)
@given(EDGES, STANDS, LINKS, st.sampled_from(NAMES[:5]))
def test_planted_worlds_fall_exactly_as_a_simulation_says(
    given_edges: list[tuple[tuple[int, int], bool | None, str | None, bool]],
    stands: Stands,
    links: Pairs,
    leaver: str,
) -> None:
    edges = edges_of(given_edges)
    snap = placed(
        chain(SEGMENTS, edges),
        {name: tuple(sorted(segments)) for name, segments in stands.items()},
        tuple(link(a, b) for a, b in sorted(links)),
    )
    found = drilled(snap, leaver)
    assert {(loss.enterprise, loss.segment) for loss in found.losses} == simulate(edges, stands, links, leaver)
    hit = {loss.enterprise for loss in found.losses} - {leaver}
    assert found.hard + found.soft + found.far == len(hit)
    for remedy in found.remedies:
        assert 0 <= remedy.saves <= len(hit)
        assert leaver not in {source.enterprise for source in remedy.sources}


def test_equipment_and_optional_inputs_are_not_required() -> None:
    graph = chain(["甲", "乙", "丙", "丁"], [
        edge("甲", "丁", capital=True), edge("乙", "丁", required=False), edge("丙", "丁")])  # fmt: skip
    assert required_inputs(graph, 3) == ((2,),)
    assert (
        dependence(placed(graph, {"丁厂": ("丁",)}), placed(graph, {"丁厂": ("丁",)}).place("子市"), graph).needs == ()
    )
