"""Planted worlds: chains, firms, purchases and projects drawn at random; every gap and its kinds as counted by hand."""

from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import GapKind
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.model.chain import Locality
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings
from tests.builders import CHAIN, HERE, THERE, chain, edge, firm, link, segment, snapshot

RULES = Settings()
SEGMENTS = ("甲材", "乙材", "丙件", "丁件", "戊机")
PAIRS = [(i, j) for j in range(len(SEGMENTS)) for i in range(j)]


@dataclass(frozen=True, slots=True)
class World:
    """Edges by share, firms as (local, segment, revenue), purchases as (supplier, buyer, amount), segments in hand."""

    edges: dict[tuple[int, int], float]
    must: frozenset[int]
    firms: tuple[tuple[bool, int, float], ...]
    bought: dict[tuple[int, int], float | None]
    projects: frozenset[int]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    edges = draw(st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.02, 0.2, 0.4]), min_size=1, max_size=6))
    kinds = st.tuples(st.booleans(), st.integers(0, 4), st.sampled_from([1e7, 1e8, 3e8, 2e9]))
    firms = tuple(draw(st.lists(kinds, min_size=1, max_size=9)))
    pairs = st.tuples(st.integers(0, len(firms) - 1), st.integers(0, len(firms) - 1)).filter(lambda p: p[0] != p[1])
    bought = draw(st.dictionaries(pairs, st.sampled_from([None, 1e6, 5e7]), max_size=4))
    numbers = st.frozensets(st.integers(0, 4), max_size=2)
    return World(edges, draw(numbers), firms, bought, draw(numbers))


def graph_of(world: World) -> ChainGraph:
    named = [segment(n, locality=Locality.MUST if k in world.must else None) for k, n in enumerate(SEGMENTS)]
    return chain(named, [edge(SEGMENTS[i], SEGMENTS[j], share) for (i, j), share in sorted(world.edges.items())])


def planted(world: World, graph: ChainGraph) -> Snapshot:
    """The facts with one tag a firm, so that no word decides anything."""
    kinds = enumerate(world.firms)
    firms = [firm(f"厂{n}", **(HERE if local else THERE), revenue_yuan=yuan) for n, (local, _, yuan) in kinds]
    links = [link(f"厂{a}", f"厂{b}", amount_yuan=yuan) for (a, b), yuan in sorted(world.bought.items())]
    projects = [Project(name=f"项目{k}", park="子市", segment=graph.segments[k].key) for k in sorted(world.projects)]
    bare = snapshot(graph, [replace(one) for one in firms], supply_links=links, projects=projects)
    said = (TagEvidence(field="人工标注", text="甲"),)
    tags: list[list[Any]] = [
        [Tag(chain=CHAIN, key=graph.segments[s].key, score=1.0, probability=None, share=1.0, evidence=said)]
        for _, s, _ in world.firms
    ]
    return bare.tagged(TagTable.of(tags))


def by_hand(world: World) -> dict[str, set[GapKind]]:
    """The kinds of every segment, by loops over the definitions."""
    size = range(len(SEGMENTS))
    made = [sum(yuan for local, s, yuan in world.firms if local and s == k) for k in size]
    direct = [sum(made[j] * share for (i, j), share in world.edges.items() if i == k) for k in size]
    carried = purchases_by_hand(world)
    for buyer in {buyer for _, buyer, _, _ in carried}:
        for k in size:
            known = [yuan for s, b, _, yuan in carried if s == k and b == buyer and yuan is not None]
            if known:
                own = world.firms[buyer]
                direct[k] += sum(known) - own[2] * world.edges.get((k, own[1]), 0.0)
    direct = [max(0.0, yuan) for yuan in direct]
    further = [max(0.0, direct[j] - made[j]) for j in size]
    wanted = [direct[k] + sum(further[j] * share for (i, j), share in world.edges.items() if i == k) for k in size]
    return {name: kinds_by_hand(world, k, made[k], wanted[k], carried) for k, name in enumerate(SEGMENTS)}


def purchases_by_hand(world: World) -> list[tuple[int, int, int, float | None]]:
    """(segment, buyer, supplier, yuan): what a local firm buys is what its supplier makes."""
    return [(world.firms[a][1], b, a, yuan) for (a, b), yuan in world.bought.items() if world.firms[b][0]]


def kinds_by_hand(
    world: World, k: int, made: float, wanted: float, carried: list[tuple[int, int, int, float | None]]
) -> set[GapKind]:
    local = [yuan for here, s, yuan in world.firms if here and s == k]
    backbone = any(yuan >= RULES.backbone_revenue_yuan for yuan in local)
    starved = wanted > 0 and made / wanted < RULES.weak_local_supply
    own = [(supplier, yuan) for s, _, supplier, yuan in carried if s == k]
    priced = [(supplier, yuan) for supplier, yuan in own if yuan is not None]
    kinds = set()
    if not local:
        kinds.add(GapKind.MISSING)
    elif starved or (len(local) < RULES.strong_firms and not backbone):
        kinds.add(GapKind.WEAK)
    if priced:
        away = sum(yuan for supplier, yuan in priced if not world.firms[supplier][0])
        outside = away / sum(yuan for _, yuan in priced)
    else:
        suppliers = {supplier for supplier, _ in own}
        outside = sum(not world.firms[s][0] for s in suppliers) / len(suppliers) if suppliers else 0.0
    if own and outside >= RULES.outflow_share:
        kinds.add(GapKind.OUTFLOW)
    hhi = sum((yuan / made) ** 2 for yuan in local) if made else 0.0
    if (
        local
        and wanted > 0
        and (len(local) == 1 or (hhi >= RULES.concentrated_hhi and len(local) < RULES.strong_firms))
    ):
        kinds.add(GapKind.SINGLE_SOURCE)
    if kinds and k in world.projects:
        kinds.add(GapKind.FILLING)
    return kinds


@given(worlds())
@settings(max_examples=150, deadline=None)
def test_every_planted_gap_is_found_with_every_kind_it_has(world: World) -> None:
    graph = graph_of(world)
    snap = planted(world, graph)
    if not any(local for local, _, _ in world.firms):
        return
    cover = coverage(snap, snap.place("子市"), graph, RULES)
    found = gaps(snap, cover, graph, RULES)
    left_out = {GapKind.HIDDEN, GapKind.NOT_WORTH}
    kinds = {gap.segment: set(gap.kinds) - left_out for gap in found}
    expected = by_hand(world)
    assert {name: own for name, own in kinds.items() if own} == {name: own for name, own in expected.items() if own}
    assert [gap.severity for gap in found] == sorted((gap.severity for gap in found), reverse=True)


def test_the_hand_count_itself_is_right_where_it_can_be_seen() -> None:
    world = World(
        edges={(0, 2): 0.4},
        must=frozenset(),
        firms=((True, 2, 1e8), (False, 0, 1e8)),
        bought={(1, 0): 5e7},
        projects=frozenset({0}),
    )
    assert by_hand(world)["甲材"] == {GapKind.MISSING, GapKind.OUTFLOW, GapKind.FILLING}
    snap = planted(world, graph_of(world))
    cover = coverage(snap, snap.place("子市"), graph_of(world), RULES)
    assert cover.states[0].demand_yuan == pytest.approx(5e7)
