"""The network as other tools read it: complete, in order, the same bytes each time."""

import json
from io import BytesIO

import networkx as nx
import pytest

from chaingraph.export.network import FORMATS, gexf, graphml, node_link
from chaingraph.graph.networks import network_view
from tests.api.world import CHAIN, PARK, reading, workspace

pytestmark = pytest.mark.slow


def view(place: str = "") -> "nx.MultiDiGraph[str]":
    facts = workspace().snapshot()
    return network_view(facts, [facts.chain(CHAIN)], facts.place(place) if place else None)


def test_segments_firms_and_supply_are_in_one_network() -> None:
    edges = {(a, b, known["kind"]) for a, b, known in view().edges(data=True)}
    assert ("segment:电池/隔膜", "segment:电池/电芯", "环节关系") in edges
    assert ("enterprise:本地电芯厂", "segment:电池/电芯", "处在") in edges
    assert ("enterprise:外地隔膜厂", "enterprise:本地电芯厂", "供应") in edges


def test_with_a_place_come_its_firms_and_who_trades_with_them() -> None:
    nodes = view(PARK)
    assert nodes.nodes["enterprise:本地电芯厂"]["local"]
    assert not nodes.nodes["enterprise:外地隔膜厂"]["local"]
    assert "enterprise:外地电解液厂" not in nodes


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_store_gives_the_same_bytes(kind: str) -> None:
    assert FORMATS[kind](view()) == FORMATS[kind](view())


def test_each_format_reads_back_with_all_nodes_and_edges() -> None:
    whole = view()
    wanted = (set(whole), whole.number_of_edges())
    for read in (
        nx.read_graphml(BytesIO(graphml(whole)), force_multigraph=True),
        nx.read_gexf(BytesIO(gexf(whole))),
        nx.node_link_graph(json.loads(node_link(whole)), edges="links"),
    ):
        assert (set(read), read.number_of_edges()) == wanted


def test_no_day_of_writing_and_no_control_character_gets_out() -> None:
    whole = view()
    whole.add_node("enterprise:坏\x00名", kind="企业", label="坏\x0b名\u202e")
    for kind, write in FORMATS.items():
        content = write(whole)
        assert b"lastmodified" not in content, kind
        assert "坏名" in content.decode(), kind


def test_an_unknown_value_is_left_out_rather_than_called_nothing() -> None:
    assert "uscc" not in view().nodes["enterprise:本地电芯厂"]
    assert b"None" not in graphml(view())


@pytest.mark.parametrize("kind", FORMATS)
def test_the_page_of_the_explorer_hands_the_network_over(kind: str) -> None:
    answer = reading().get(f"/places/{PARK}/chains/{CHAIN}/explorer?format={kind}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "本地电芯厂" in answer.text
