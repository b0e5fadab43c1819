"""The flow picture: columns in the direction of the goods, bars apart, widths true to the amounts."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.findings.place.flow import Basis, Flow, FlowNode, Flows
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.ids import ChainId
from chaingraph.model.chain import Stage
from tests.visual.shapes import overlaps, parsed, rectangle, text_areas, with_class
from visual.sankey.flow import FACES, flow_svg
from visual.sankey.flow_sheet import GAP, FlowSheet, columns_of, lay_out_flows

NAMES = ("矿产资源", "基础原料", "电解液与溶质添加剂", "电芯制造", "电池系统", "下游应用", "服务与回收")
FRAME = {"left": 10.0, "top": 20.0, "width": 900.0, "height": 500.0}
PAIRS = st.sets(st.sampled_from(list(combinations(range(len(NAMES)), 2))), max_size=14)
AMOUNTS = st.floats(1, 1e9)


def flows_of(pairs: Sequence[tuple[int, int, float]], basis: Basis = Basis.INFERRED) -> Flows:
    used = sorted({end for a, b, _ in pairs for end in (a, b)})
    stages = list(Stage)
    return Flows(
        place=Place(kind=PlaceKind.CITY, name="子市", city="子市"),
        chain=ChainId("动力电池"),
        basis=basis,
        nodes=tuple(FlowNode(name=NAMES[n], stage=stages[n * len(stages) // len(NAMES)]) for n in used),
        flows=tuple(
            Flow(source=NAMES[a], target=NAMES[b], amount=amount, drawn=True, examples=("隔膜→电芯",))
            for a, b, amount in pairs
        ),
        within=0.0,
        as_of="2026-10-31",
        data_version="0123456789abcdef",
    )


THREE = flows_of([(0, 1, 30.0), (1, 3, 20.0), (1, 5, 10.0), (2, 3, 5.0)])


def drawn(found: Flows) -> FlowSheet:
    return lay_out_flows(found, **FRAME)


def test_what_nothing_flows_into_stands_just_before_what_it_feeds() -> None:
    assert columns_of(THREE.nodes, THREE.flows) == {NAMES[0]: 0, NAMES[1]: 1, NAMES[2]: 1, NAMES[3]: 2, NAMES[5]: 2}


def test_a_ribbon_is_as_wide_as_its_part_of_the_bar() -> None:
    sheet = drawn(THREE)
    widths = {(r.flow.source, r.flow.target): r.width for r in sheet.ribbons}
    bar = next(bar for bar in sheet.bars if bar.node.name == NAMES[1])
    assert widths[NAMES[1], NAMES[3]] == pytest.approx(bar.height * 2 / 3)
    assert widths[NAMES[1], NAMES[5]] == pytest.approx(bar.height / 3)


@given(PAIRS, st.data())
def test_goods_run_to_the_right_and_bars_of_a_column_stand_apart_inside_the_frame(
    pairs: set[tuple[int, int]], draw: st.DataObject
) -> None:
    sheet = drawn(flows_of([(a, b, draw.draw(AMOUNTS)) for a, b in sorted(pairs)]))
    assert all(ribbon.source.x < ribbon.target.x for ribbon in sheet.ribbons)
    for one, other in combinations(sheet.bars, 2):
        if one.column == other.column:
            above, below = sorted((one, other), key=lambda bar: bar.y)
            assert below.y - above.y - above.height >= GAP - 1e-6
    assert all(bar.y >= FRAME["top"] - 1e-6 for bar in sheet.bars)


@pytest.mark.parametrize("basis", list(Basis))
def test_the_picture_carries_its_words_and_none_runs_into_another(basis: Basis) -> None:
    svg = flow_svg(flows_of([(a, b, 10.0 + a) for a, b in combinations(range(6), 2)], basis))
    root = parsed(svg)
    areas = list(text_areas(root, FACES))
    assert overlaps(areas) == []
    assert all(rectangle(root).holds(area) for area in areas)
    for word in ("数据截至 2026-10-31", "判定口径", "来源", basis.value):
        assert word in svg
    assert len(with_class(root, "ribbon")) == 15


def test_nothing_to_draw_is_said_in_the_picture() -> None:
    assert "没有可画的流向" in flow_svg(flows_of([]))


def test_the_same_flows_give_the_same_bytes() -> None:
    assert flow_svg(THREE) == flow_svg(THREE)
