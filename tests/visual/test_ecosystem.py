"""The ecosystem picture: columns by tier, few crossings, nothing overlapping."""

from dataclasses import replace

import pytest

from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemEdge
from tests.visual.builders import ecosystem_of
from tests.visual.shapes import card_areas, overlaps, parsed, rectangle, text_areas, with_class
from visual.ecosystem import FACES, ecosystem_svg
from visual.order import _starting, crossings, ordered_columns

HOSTILE = '<script>alert(1)</script>"&'
WORLDS = {
    "full": {-2: 12, -1: 12, 1: 12, 2: 12},
    "one tier": {-1: 3, 1: 2},
    "no customer": {-1: 3},
    "three tiers": {-3: 4, -2: 5, -1: 6, 1: 4, 2: 2, 3: 1},
    "nobody": {},
}


@pytest.fixture(params=sorted(WORLDS))
def ecosystem(request: pytest.FixtureRequest) -> Ecosystem:
    return ecosystem_of(WORLDS[request.param], leader="江临时代新能源材料科技集团股份有限公司扬州分公司" * 2)


def test_no_card_overlaps_another_and_all_stand_on_the_sheet(ecosystem: Ecosystem) -> None:
    root = parsed(ecosystem_svg(ecosystem))
    cards = card_areas(root, "node")
    assert len(cards) == len(ecosystem.nodes)
    assert overlaps(cards.values()) == []
    assert all(rectangle(root).holds(card) for card in cards.values())


def test_no_text_leaves_its_card_and_no_two_texts_meet(ecosystem: Ecosystem) -> None:
    root = parsed(ecosystem_svg(ecosystem))
    for card in with_class(root, "node"):
        words = list(text_areas(card, FACES))
        assert all(rectangle(with_class(card, "face")[0]).holds(area) for area in words)
        assert overlaps(words) == []
    for cards in with_class(root, "cards"):
        root.remove(cards)
    assert overlaps(text_areas(root, FACES)) == []


def test_the_same_input_gives_the_same_bytes(ecosystem: Ecosystem) -> None:
    assert ecosystem_svg(ecosystem) == ecosystem_svg(ecosystem)


def test_observed_links_are_solid_and_inferred_ones_dashed(ecosystem: Ecosystem) -> None:
    paths = [path for path in with_class(parsed(ecosystem_svg(ecosystem)), "link") if path.get("data-from")]
    drawn = {(p.get("data-from"), p.get("data-to")): "inferred" not in p.get("class", "") for p in paths}
    assert drawn == {(edge.source, edge.target): edge.observed for edge in ecosystem.edges}


def test_inferred_links_across_tiers_wait_for_a_click() -> None:
    ecosystem = ecosystem_of({-1: 2, 1: 2})
    skipping = [EcosystemEdge(source="f-1:0", target=f"f1:{n}", observed=bool(n), basis="规则") for n in (0, 1)]
    svg = ecosystem_svg(replace(ecosystem, edges=(*ecosystem.edges, *skipping)))
    waiting = {(path.get("data-from"), path.get("data-to")) for path in with_class(parsed(svg), "aside")}
    assert waiting == {("f-1:0", "f1:0")}


def test_a_figure_is_never_cut() -> None:
    ecosystem = ecosystem_of({-1: 1})
    nodes = tuple(replace(n, segment="锰酸锂与钴酸锂正极材料前驱体", size_yuan=4.009e11) for n in ecosystem.nodes)
    assert "… · 4,009.0 亿元" in ecosystem_svg(replace(ecosystem, nodes=nodes))


def test_gaps_are_hatched_and_the_rest_is_counted() -> None:
    svg = ecosystem_svg(ecosystem_of({-1: 5, 1: 4}, gaps=2))
    gaps = [node for node in with_class(parsed(svg), "node") if "gap" in node.get("class", "")]
    assert len(gaps) == 2
    assert all(any("hatch" in (part.get("fill") or "") for part in gap.iter()) for gap in gaps)
    assert svg.count("其余 13 家见列表") == 2
    assert "本地无供应商" in svg


def test_ordering_crosses_no_more_lines_than_before() -> None:
    ecosystem = ecosystem_of({-2: 12, -1: 11, 1: 9, 2: 12}, gaps=0)
    links = [(edge.source, edge.target) for edge in ecosystem.edges]
    before, after = crossings(_starting(ecosystem.nodes), links), crossings(ordered_columns(ecosystem), links)
    assert after < before


def test_crossings_counted_by_hand() -> None:
    ecosystem = ecosystem_of({-2: 2, -1: 2}, gaps=0)
    columns = _starting(ecosystem.nodes)
    (a, b), (c, d) = ([node.id for node in columns[tier]] for tier in (-2, -1))
    assert crossings(columns, [(a, c), (b, d)]) == 0
    assert crossings(columns, [(a, d), (b, c)]) == 1
    assert crossings(columns, [(a, d), (b, d)]) == 0


def test_a_hostile_name_is_only_text() -> None:
    svg = ecosystem_svg(ecosystem_of({-1: 1}, leader=HOSTILE))
    assert "<script" not in svg
    assert parsed(svg).get("aria-label", "").startswith(HOSTILE)
