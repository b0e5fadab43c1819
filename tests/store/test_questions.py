"""What the graph database answers itself equals what the snapshot answers."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.network import supply_network
from chaingraph.errors import UnknownName
from chaingraph.ids import ImportId
from chaingraph.service.ask.place import network
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.cypher.cypher_questions import LUCENE, phrase
from chaingraph.store.cypher.questions import GraphQuestions
from chaingraph.store.neo4j.address import address_of
from chaingraph.store.neo4j.store import Neo4jStore
from tests.builders import firm, link, makes
from tests.graph_fixtures import wipe

pytestmark = pytest.mark.neo4j
NAMES = ("华东电池", "华东a/b隔膜", "[铜箔]厂", "深圳 AND 电芯", "Tec电子", "东电池材", "𠮷田电机", "孤立厂")
LINKS = [(0, 1), (1, 2), (2, 3), (0, 4), (4, 2), (3, 0), (5, 3), (2, 6)]


@pytest.fixture(scope="module")
def workspaces(neo4j_url: str) -> Iterator[tuple[Workspace, Workspace]]:
    """The same firms in memory and in Neo4j; two years of one link are two relationships."""
    links = [link(NAMES[a], NAMES[b], year="2024") for a, b in LINKS] + [link(NAMES[0], NAMES[1], year="2023")]
    facts = {
        "enterprises": sorted((firm(n, short_name=n[:2] * 2) for n in NAMES), key=lambda f: f.id),
        "offerings": [*makes(NAMES[3], "方形电芯"), *makes(NAMES[7], "锂电池隔膜", "3D打印机")],
        "supply_links": links,
    }
    batch = ImportBatch(id=ImportId("a"), title="a", facts=facts)
    graph = Neo4jStore(address_of(neo4j_url))
    wipe(graph)
    with Workspace(MemoryStore(), Settings()) as memory, Workspace(graph, Settings()) as asked:
        memory.store.write(batch)
        graph.write(batch)
        yield memory, asked


def test_only_the_graph_database_answers_for_itself(workspaces: tuple[Workspace, Workspace]) -> None:
    memory, asked = workspaces
    assert isinstance(asked.store, GraphQuestions)
    assert not isinstance(memory.store, GraphQuestions)


def test_tiers_and_neighbourhoods_are_the_same(workspaces: tuple[Workspace, Workspace]) -> None:
    memory, asked = workspaces
    for name in NAMES:
        for links in (1, 2, 4):
            assert network.supply_tiers(asked, name, links) == network.supply_tiers(memory, name, links)
            assert network.neighbourhood(asked, name, links) == network.neighbourhood(memory, name, links)
    assert [f.tier for f in network.supply_tiers(memory, NAMES[0], 1)] == [-1, 1, 1]


def test_every_shortest_path_is_the_same(workspaces: tuple[Workspace, Workspace]) -> None:
    memory, asked = workspaces
    for supplier in NAMES:
        for buyer in NAMES:
            assert network.supply_paths(asked, supplier, buyer) == network.supply_paths(memory, supplier, buyer)
    both = network.supply_paths(memory, NAMES[0], NAMES[2])
    assert [path.firms for path in both.paths] == [(NAMES[0], n, NAMES[2]) for n in sorted((NAMES[1], NAMES[4]))]


def test_a_list_that_is_cut_says_so_in_both(workspaces: tuple[Workspace, Workspace]) -> None:
    memory, asked = workspaces
    store, snapshot = asked.store, memory.snapshot()
    assert isinstance(store, GraphQuestions)
    ends = snapshot.firm(NAMES[0]), snapshot.firm(NAMES[2])
    one = supply_network.supply_paths(snapshot, *ends, longest=6, most=1)
    assert one.truncated
    assert store.supply_paths(NAMES[0], NAMES[2], longest=6, most=1) == one
    near = supply_network.neighbourhood(snapshot, ends[0], links=2, most=2)
    assert near.truncated
    assert store.neighbourhood(NAMES[0], links=2, most=2) == near


WORDS = [
    "华东电池",
    "电池",
    "电",
    "a/b",
    "[",
    "x:y",
    "(华东)",
    "~",
    "东\\",
    "深圳 AND",
    "tec",
    "TEC",
    "3d",
    "隔膜",
    "𠮷",
    "",
    " ",
]


@pytest.mark.parametrize("words", WORDS)
def test_a_search_finds_the_same_firms(workspaces: tuple[Workspace, Workspace], words: str) -> None:
    memory, asked = workspaces
    assert network.firms_by_words(asked, words) == network.firms_by_words(memory, words)


def test_a_chinese_word_finds_names_and_products(workspaces: tuple[Workspace, Workspace]) -> None:
    assert network.firms_by_words(workspaces[1], "隔膜") == tuple(sorted((NAMES[1], NAMES[7])))
    assert network.firms_by_words(workspaces[1], "东电池") == tuple(sorted((NAMES[0], NAMES[5])))


def test_an_unknown_firm_is_refused_with_near_names_by_either(workspaces: tuple[Workspace, Workspace]) -> None:
    for workspace in workspaces:
        with pytest.raises(UnknownName, match="华东电池"):
            network.supply_tiers(workspace, "华东")


@given(st.text(max_size=20))
def test_a_phrase_has_no_sign_of_the_index_language_left(words: str) -> None:
    inner = phrase(words)[1:-1]
    unescaped = inner.replace("\\\\", "")
    assert all(unescaped[at - 1] == "\\" for at, char in enumerate(unescaped) if char in LUCENE - {"\\"})
