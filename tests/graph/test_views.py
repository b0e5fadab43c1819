"""The networkx views say what the facts say."""

import networkx as nx

from chaingraph.graph.networks import chain_view, supply_view
from tests.builders import HERE, THERE, chain, edge, firm, link, snapshot

GRAPH = chain(["矿", "盐", "芯"], [edge("矿", "盐"), edge("盐", "芯"), edge("芯", "矿", recycle=True)])


def test_a_chain_view_is_acyclic_without_recycling_and_keeps_the_tiers() -> None:
    view = chain_view(GRAPH)
    assert nx.is_directed_acyclic_graph(view)
    assert dict(view.nodes(data="tier")) == {"矿": 0, "盐": 1, "芯": 2}
    assert nx.dag_longest_path_length(view, weight=None) == max(GRAPH.tiers)
    assert not nx.is_directed_acyclic_graph(chain_view(GRAPH, recycling=True))


def test_a_supply_view_of_a_place_holds_only_links_that_touch_it() -> None:
    firms = [firm("甲", **HERE), firm("乙", **THERE), firm("丙", **THERE)]
    world = snapshot(GRAPH, firms, supply_links=[link("乙", "甲", product="铜"), link("丙", "乙"), link("无", "甲")])
    assert set(supply_view(world).edges()) == {("乙", "甲"), ("丙", "乙")}
    view = supply_view(world, world.place("子市"))
    assert list(view.edges(data="product")) == [("乙", "甲", "铜")]
    assert dict(view.nodes(data="local")) == {"甲": True, "乙": False}
