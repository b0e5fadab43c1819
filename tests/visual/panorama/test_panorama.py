"""The panorama: nothing overlaps, nothing is cut off, nobody's name breaks out, the same bytes every time."""

import time
from collections import Counter
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from chaingraph.errors import UnknownName
from chaingraph.findings.place.gap import Coverage, SegmentState, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.library.card import ChainCard
from chaingraph.library.reader import library
from chaingraph.model.chain import Stage
from tests.visual.builders import coverage_of, edge, graph_of, large_graph, library_graph, segment
from tests.visual.shapes import SVG, card_areas, overlaps, parsed, rectangle, shift, text_areas, with_class
from visual.panorama.panorama import FACES, neighbours, panorama_svg
from visual.panorama.sheet import SCREEN

HOSTILE = '<script>alert(1)</script>"&\u202e]]>\x00'
CENTRED = ("letter", "badge", "badge-initial")


def long_named(size: int) -> ChainGraph:
    names = [
        "锰酸锂与钴酸锂及镍钴锰三元复合正极材料前驱体共沉淀制备设备",
        "Lithium bis(fluorosulfonyl)imide WWWWWWW",
        "极耳",
    ]
    return graph_of(
        [
            segment(f"{names[n % 3]}{n}", key=f"k{n}", stage=list(Stage)[n % 4], branch=f"{names[n % 2]}分支{n % 9}",
                    order=n, critical=True, chokepoint=True)
            for n in range(size)
        ],
        [edge(f"k{n}", f"k{n + 1}") for n in range(size - 1)],
    )  # fmt: skip


GRAPHS: dict[str, Callable[[], ChainGraph]] = {
    "library": library_graph,
    "60": lambda: large_graph(60),
    "120": lambda: large_graph(120, branches=20),
    "one branch": lambda: large_graph(40, branches=1),
    "long names": lambda: long_named(63),
    "three": lambda: graph_of([segment("甲"), segment("乙"), segment("丙")], [edge("甲", "乙"), edge("乙", "丙")]),
    "support only": lambda: graph_of([segment("检测", stage=Stage.SUPPORT)]),
    "empty": lambda: graph_of([]),
}


@pytest.fixture(params=sorted(GRAPHS))
def graph(request: pytest.FixtureRequest) -> ChainGraph:
    return GRAPHS[request.param]()


def test_every_segment_has_exactly_one_card(graph: ChainGraph) -> None:
    cards = with_class(parsed(panorama_svg(coverage_of(graph), graph)), "card")
    assert Counter(card.get("data-key") for card in cards) == Counter(s.key for s in graph.segments)


def test_cards_never_overlap_and_stay_on_the_sheet(graph: ChainGraph) -> None:
    root = parsed(panorama_svg(coverage_of(graph), graph))
    cards = list(card_areas(root).values())
    assert overlaps(cards) == []
    sheet = rectangle(root)
    assert all(sheet.holds(card) for card in cards)


def test_boxes_never_overlap_and_each_card_stands_in_one(graph: ChainGraph) -> None:
    root = parsed(panorama_svg(coverage_of(graph), graph))
    boxes = [rectangle(panel) for panel in with_class(root, "panel")]
    assert overlaps(boxes) == []
    assert all(sum(box.holds(card) for box in boxes) == 1 for card in card_areas(root).values())


def test_no_text_leaves_its_card_or_runs_into_another(graph: ChainGraph) -> None:
    root = parsed(panorama_svg(coverage_of(graph), graph))
    for card in with_class(root, "card"):
        outline = rectangle(with_class(card, "face")[0])
        words = list(text_areas(card, FACES, CENTRED))
        assert all(outline.holds(area) for area in words), card.get("data-key")
        assert overlaps(words) == [], card.get("data-key")


def test_no_text_outside_the_cards_overlaps_another(graph: ChainGraph) -> None:
    root = parsed(panorama_svg(coverage_of(graph), graph))
    for cards in with_class(root, "cards"):
        root.remove(cards)
    words = list(text_areas(root, FACES, CENTRED))
    assert overlaps(words) == []
    assert all(rectangle(root).holds(area) for area in words)


def test_the_same_input_gives_the_same_bytes(graph: ChainGraph) -> None:
    coverage = coverage_of(graph)
    assert panorama_svg(coverage, graph) == panorama_svg(coverage, graph)


@pytest.mark.slow
@pytest.mark.parametrize("card", library(), ids=lambda card: card.chain.name)
def test_every_built_in_chain_fits_one_screen_and_writes_its_names_whole(card: ChainCard) -> None:
    graph = ChainGraph.of(card.chain, card.segments, card.inputs)
    root = parsed(panorama_svg(coverage_of(graph), graph))
    assert rectangle(root).bottom <= SCREEN
    for drawn in with_class(root, "card"):
        assert "…" not in "".join(line.text or "" for line in drawn.iter(f"{SVG}text")), drawn.get("data-key")


@pytest.mark.parametrize("name", ["library", "60"])
def test_sixty_segments_fit_one_screen_and_200_kilobytes(name: str) -> None:
    graph = GRAPHS[name]()
    svg = panorama_svg(coverage_of(graph), graph)
    assert len(svg.encode()) < 200_000
    assert rectangle(parsed(svg)).bottom <= SCREEN


def test_drawing_sixty_segments_takes_little_time() -> None:
    graph = library_graph()
    coverage = coverage_of(graph)
    panorama_svg(coverage, graph)
    spent = []
    for _ in range(5):
        start = time.perf_counter()
        panorama_svg(coverage, graph)
        spent.append(time.perf_counter() - start)
    assert min(spent) < 0.1


def test_a_hostile_name_is_only_text() -> None:
    graph = graph_of([segment(HOSTILE, key=HOSTILE, branch=HOSTILE)])
    svg = panorama_svg(coverage_of(graph), graph)
    root = parsed(svg)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert "<script" not in svg
    assert with_class(root, "card")[0].get("data-key") == '<script>alert(1)</script>"&]]>'


def test_missing_segments_are_dashed_and_hatched_and_every_status_has_its_letter() -> None:
    graph = library_graph()
    coverage = coverage_of(graph)
    root = parsed(panorama_svg(coverage, graph))
    for card, state in zip(with_class(root, "card"), _by_card(root, coverage), strict=True):
        assert card.get("data-status") == state.status.letter
        hatched = any("hatch" in (node.get("fill") or "") for node in card.iter())
        assert hatched is (state.status is SegmentStatus.MISSING)
        dotted = any("dots" in (node.get("fill") or "") for node in card.iter())
        assert dotted is (state.status is SegmentStatus.UNSURVEYED)
    assert ".panorama .missing .face{stroke-dasharray" in panorama_svg(coverage, graph)


def _by_card(root: Element, coverage: Coverage) -> list[SegmentState]:
    states: dict[str | None, SegmentState] = {state.segment.key: state for state in coverage.states}
    return [states[card.get("data-key")] for card in with_class(root, "card")]


def test_a_chosen_segment_lights_its_neighbours_and_fades_the_rest() -> None:
    graph = library_graph()
    root = parsed(panorama_svg(coverage_of(graph), graph, selected="方形电芯"))
    lit = {card.get("data-key") for card in with_class(root, "card") if "lit" in card.get("class", "").split()}
    assert lit == neighbours(graph, "方形电芯")
    assert [card.get("data-key") for card in with_class(root, "chosen")] == ["方形电芯"]
    faded = len(with_class(root, "faded"))
    assert faded == len(graph.segments) - len(lit) - 1
    shown = {(p.get("data-from"), p.get("data-to")) for p in with_class(root, "link") if "lit" in p.get("class", "")}
    assert shown == {(e.input, e.output) for e in graph.inputs if "方形电芯" in (e.input, e.output)}


def test_links_are_there_hidden_and_recycling_is_dashed() -> None:
    graph = library_graph()
    root = parsed(panorama_svg(coverage_of(graph), graph))
    paths = with_class(root, "link")
    assert len(paths) == len(graph.inputs)
    assert len(with_class(root, "recycle")) == sum(e.recycle for e in graph.inputs)
    assert not [path for path in paths if "lit" in path.get("class", "")]


def test_an_unknown_segment_is_refused_with_near_names() -> None:
    graph = library_graph()
    with pytest.raises(UnknownName, match="方形电芯"):
        panorama_svg(coverage_of(graph), graph, selected="方型电芯")


def test_the_picture_says_what_when_by_which_rule_and_from_where() -> None:
    graph = library_graph()
    svg = panorama_svg(coverage_of(graph), graph)
    for words in ("动力电池产业链全景图 · 扬州市", "数据截至 2026-10-31", "判定口径", "来源：企业名录", "ab12cd34ef56"):
        assert words in svg


def test_every_card_can_take_the_focus_and_says_what_it_is() -> None:
    graph = library_graph()
    for card in with_class(parsed(panorama_svg(coverage_of(graph), graph)), "card"):
        assert (card.get("tabindex"), card.get("role")) == ("0", "button")
        assert card.get("data-key", "?") in card.get("aria-label", "")
        assert shift(card) != (0, 0)
