"""What changes in the graph when rows do, told without a server."""

import random

from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.store.base.layers import Row
from chaingraph.store.cypher.graph_whole import whole_graph
from chaingraph.store.neo4j.changes import change_of
from tests.builders import firm, link, makes

Rows = dict[str, dict[str, Row]]


def rows(**facts: list[object]) -> Rows:
    return {
        name: {KIND_BY_NAME[name].key_of(f): KIND_BY_NAME[name].encode(f) for f in facts.get(name, [])}
        for name in KIND_BY_NAME
    }


def test_a_firm_that_appears_draws_the_links_that_waited_for_it() -> None:
    waiting = [link("甲", "乙")]
    after = rows(enterprises=[firm("甲"), firm("乙")], supply_links=waiting)
    change = change_of({}, {"enterprises": after["enterprises"]}, lambda kind: after[kind].items())
    assert [(edge.type, edge.start, edge.end) for edge in change.edges] == [("SUPPLIES", "甲", "乙")]


def test_a_product_goes_only_when_nobody_names_it_any_more() -> None:
    gone, left = rows(offerings=makes("甲", "铜箔", "隔膜")), rows(offerings=makes("乙", "隔膜"))
    change = change_of({"offerings": gone["offerings"]}, {"offerings": {}}, lambda kind: left[kind].items())
    assert [node.key for node in change.drop_nodes] == ["铜箔"]
    assert len(change.drop_edges) == 2


def test_a_firm_that_moves_leaves_its_old_park() -> None:
    before, after = rows(enterprises=[firm("甲", park="东园")]), rows(enterprises=[firm("甲", park="西园")])
    change = change_of(before, after, lambda kind: after[kind].items())
    assert [edge.end for edge in change.drop_edges] == ["东园"]
    assert [edge.end for edge in change.edges] == ["西园"]


def test_the_change_made_to_the_old_graph_gives_the_new_one() -> None:
    chance = random.Random(3)
    for _ in range(200):
        before, after = world(chance), world(chance)
        change = change_of(before, after, lambda kind, after=after: after[kind].items())  # type: ignore[misc]
        old_nodes, old_edges = whole_graph(lambda kind, before=before: before[kind].items())  # type: ignore[misc]
        nodes = {node[:2]: node for node in old_nodes}
        edges = {edge[:4]: edge for edge in old_edges}
        for edge in change.drop_edges:
            edges.pop(edge[:4], None)
        for node in change.drop_nodes:
            nodes.pop(node[:2], None)
        nodes |= {node[:2]: node for node in change.nodes}
        edges |= {edge[:4]: edge for edge in change.edges}
        new_nodes, new_edges = whole_graph(lambda kind, after=after: after[kind].items())  # type: ignore[misc]
        ends = {key for _, key in nodes}
        whole = [edge for edge in edges.values() if edge.start in ends and edge.end in ends]
        assert sorted(nodes.values(), key=lambda n: n[:2]) == new_nodes
        assert sorted(whole, key=lambda e: e[:4]) == new_edges


def world(chance: random.Random) -> Rows:
    names = [name for name in "甲乙丙丁" if chance.random() < 0.7]
    firms = [firm(name, employees=chance.randint(0, 1), park=chance.choice([None, "东园"])) for name in names]
    offers = [one for name in "甲乙" if chance.random() < 0.6 for one in makes(name, chance.choice(["铜箔", "隔膜"]))]
    links = [link(a, b) for a, b in ("甲乙", "乙丙", "丁甲") if chance.random() < 0.6]
    return rows(enterprises=firms, offerings=offers, supply_links=links)
