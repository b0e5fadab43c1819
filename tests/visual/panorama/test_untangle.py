"""Cards stand where links cross little, in every built-in chain, and no card leaves its box."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.library.reader import library_card, library_names
from tests.visual.builders import coverage_of, large_graph
from visual.panorama.sheet import lay_out, links_of
from visual.panorama.untangle import Links, Stacks, crossings, polished, shuffled, swept, untangled

pytestmark = pytest.mark.slow

RESTARTS = 20
SLACK = 1.08


def drawn(graph: ChainGraph) -> Stacks:
    """The columns of a panorama as they are drawn, the band of the supporting stage left out."""
    columns: dict[float, list[tuple[float, tuple[int, ...]]]] = {}
    sheet = lay_out(coverage_of(graph), graph)
    band = next((head.y for head in sheet.heads if head.stage.value == "配套" and len(sheet.heads) > 1), 1e9)
    for box in sheet.boxes:
        if not (box.stage.value == "配套" and box.y > band):
            columns.setdefault(box.x, []).append((box.y, tuple(state.index for state in box.block.states)))
    return tuple(tuple(cards for _, cards in sorted(boxes)) for _, boxes in sorted(columns.items()))


def cut(stacks: Stacks) -> list[set[frozenset[int]]]:
    """Which cards share a box and which boxes a column, whatever their order."""
    return [{frozenset(box) for box in stack} for stack in stacks]


@pytest.mark.parametrize("name", library_names())
def test_a_built_in_chain_has_hardly_more_crossings_than_the_best_of_twenty_restarts(name: str) -> None:
    card = library_card(name)
    graph = ChainGraph.of(card.chain, card.segments, card.inputs)
    stacks, links = drawn(graph), links_of(graph)
    best = min(swept(shuffled(stacks, 1000 + seed), links)[1] for seed in range(RESTARTS))
    assert crossings(stacks, links) <= SLACK * best


def test_two_links_cross_when_their_ends_are_turned_and_not_when_they_share_one() -> None:
    stacks: Stacks = (((0, 1),), ((2, 3),))
    assert crossings(stacks, ((0, 3), (1, 2))) == 1
    assert crossings(stacks, ((0, 2), (1, 3))) == 0
    assert crossings(stacks, ((0, 2), (0, 3))) == 0
    assert crossings(stacks, ((0, 1),)) == 0


def test_a_turned_pair_is_straightened() -> None:
    links: Links = ((0, 3), (1, 2))
    assert crossings(untangled((((0, 1),), ((2, 3),)), links), links) == 0


CARDS = 12
LINKS = st.lists(st.tuples(st.integers(0, CARDS - 1), st.integers(0, CARDS - 1)), max_size=20).map(tuple)


@given(LINKS, st.integers(0, 99))
@settings(max_examples=40)
def test_no_card_leaves_its_box_and_no_box_its_column(links: Links, seed: int) -> None:
    stacks = shuffled((((0, 1, 2), (3, 4)), ((5, 6),), ((7, 8, 9), (10, 11))), seed)
    for found in (untangled(stacks, links), polished(stacks, links)):
        assert cut(found) == cut(stacks)
        assert crossings(found, links) <= crossings(stacks, links)


@given(LINKS)
@settings(max_examples=20)
def test_the_direction_of_links_does_not_matter(links: Links) -> None:
    stacks: Stacks = (((0, 1, 2, 3),), ((4, 5, 6, 7),), ((8, 9, 10, 11),))
    assert crossings(stacks, links) == crossings(stacks, tuple((b, a) for a, b in links))


@pytest.mark.parametrize("size", [60, 120])
def test_a_large_chain_keeps_every_card_apart_and_every_name_readable(size: int) -> None:
    graph = large_graph(size, branches=14)
    sheet = lay_out(coverage_of(graph), graph)
    cards = list(sheet.cards.values())
    assert len(cards) == size
    assert min(card.height for card in cards) >= 36
    assert min(card.width for card in cards) >= 130
    boxes = sorted((card.x, card.y, card.width, card.height) for card in cards)
    for at, (x, y, width, height) in enumerate(boxes):
        for x2, y2, _, _ in boxes[at + 1 :]:
            assert x2 >= x + width or abs(y2 - y) >= height
