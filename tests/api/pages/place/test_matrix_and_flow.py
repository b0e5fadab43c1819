"""The matrix and the flows as pages and files."""

from html import unescape
from io import BytesIO
from json import loads
from re import DOTALL, search

import pytest
from openpyxl import load_workbook

from tests.api.world import CHAIN, PARK, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"


def test_the_matrix_links_only_cells_with_firms() -> None:
    page = reading().get(f"{PAIR}/matrix").text
    assert page.count(">缺</td>") > 3
    assert "column=" in page


def test_a_cell_shows_its_firms_and_where_to_go_next() -> None:
    page = reading().get(f"{PAIR}/matrix?at={PARK}&column=电芯").text
    assert "本地电芯厂" in page
    assert "targets?segment=" in page


def test_a_cell_of_a_place_that_is_none_is_refused() -> None:
    assert reading().get(f"{PAIR}/matrix?at=没有&column=电芯").status_code == 404


@pytest.mark.parametrize("path", ["matrix", "matrix?by=branch", "flow?basis=inferred", "flow"])
def test_both_leave_as_workbook_and_as_csv(path: str) -> None:
    joint = "&" if "?" in path else "?"
    book = load_workbook(BytesIO(reading().get(f"{PAIR}/{path}{joint}format=xlsx").content))
    assert book.worksheets[1].max_row >= 3
    answer = reading().get(f"{PAIR}/{path}{joint}format=csv")
    assert answer.content.startswith(b"\xef\xbb\xbf")


def test_the_flow_page_carries_the_words_of_its_picture() -> None:
    page = reading().get(f"{PAIR}/flow").text
    held = search(r'<div id="flow-model" hidden>(.*?)</div>', page, DOTALL)
    assert held is not None
    model = loads(unescape(held[1]))
    assert model["unit"] == "条"
    assert "判定口径" in model["foot"]
    assert "数据截至" in model["subtitle"]
    assert model["links"] == [{"examples": ["外地隔膜厂→本地电芯厂"], "source": "上游", "target": "中游", "value": 1.0}]


@pytest.mark.parametrize("path", ["flow?", "matrix?", "matrix?by=branch&"])
def test_both_leave_as_svg_and_as_png(path: str) -> None:
    svg = reading().get(f"{PAIR}/{path}format=svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "判定口径" in svg.text
    assert reading().get(f"{PAIR}/{path}format=png").content.startswith(b"\x89PNG")


def test_without_firms_the_flow_page_says_so_and_loads_no_chart() -> None:
    page = reading().get(f"/places/乙园/chains/{CHAIN}/flow").text
    assert 'class="empty"' in page
    assert "echarts" not in page


@pytest.mark.parametrize("path", ["/", f"{PAIR}/panorama", f"{PAIR}/gaps", f"{PAIR}/matrix"])
def test_no_other_page_loads_the_chart_library(path: str) -> None:
    assert "echarts" not in reading().get(path).text
