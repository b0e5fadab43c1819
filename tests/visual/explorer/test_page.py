"""The explorer: one file, no request, at most 200 nodes, every name only text."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from chaingraph.findings.place.gap import Coverage
from chaingraph.pinyin import keys
from tests.visual.builders import coverage_of, graph_of, large_graph, library_graph, segment, snapshot_of
from visual.explorer.firms import MAX_NODES
from visual.explorer.page import explorer_files, explorer_html, explorer_parts

HOSTILE = '</script><script>alert(1)</script>"&<img src=x onerror=alert(2)>\u2028'
CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return coverage_of(library_graph())


def model_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="explorer-model">(.*?)</script>', html, re.S)
    assert found is not None
    parsed: dict[str, Any] = json.loads(found[1])
    return parsed


def hostile_page() -> str:
    graph = graph_of([segment(HOSTILE, branch=HOSTILE), segment("乙"), segment("丙")])
    coverage = coverage_of(graph)
    return explorer_html(coverage, graph, snapshot_of(coverage, name=HOSTILE))


def test_nothing_is_loaded_from_outside(coverage: Coverage) -> None:
    html = explorer_html(coverage, library_graph(), snapshot_of(coverage))
    outside = r"""(?:src|href|action|data|poster)\s*=\s*["']?\s*(?:https?:)?//|@import|url\(\s*["']?(?!data:)"""
    markup = re.sub(r"<script>.*?</script>", "", html, flags=re.S)
    assert re.findall(outside, markup) == []
    assert "sourceMappingURL" not in html
    assert "default-src 'none'" in html


def test_all_segments_stand_on_server_coordinates_without_physics(coverage: Coverage) -> None:
    model = model_of(explorer_html(coverage, library_graph(), snapshot_of(coverage)))
    segments = [node for node in model["nodes"] if node["kind"] == "segment"]
    assert {node["segment"] for node in segments} == {state.segment.key for state in coverage.states}
    assert model["options"]["physics"] == {"enabled": False}
    assert all(node["physics"] is False and "x" in node and "y" in node for node in model["nodes"])


def test_nodes_of_a_column_keep_their_distance(coverage: Coverage) -> None:
    model = model_of(explorer_html(coverage, library_graph(), snapshot_of(coverage)))
    columns: dict[int, list[float]] = {}
    for node in model["nodes"]:
        columns.setdefault(int(node["x"] // 100), []).append(node["y"])
    for heights in columns.values():
        ordered = sorted(heights)
        assert all(below - above >= 20 for above, below in pairwise(ordered))


@pytest.mark.parametrize("size", [60, 120, 180])
def test_firms_are_gathered_above_two_hundred_nodes(size: int) -> None:
    graph = large_graph(size)
    coverage = coverage_of(graph)
    model = model_of(explorer_html(coverage, graph, snapshot_of(coverage, outside=400)))
    assert len(model["nodes"]) <= MAX_NODES
    assert sum(node["kind"] == "segment" for node in model["nodes"]) == size


def test_every_firm_is_named_or_counted_in_the_rest(coverage: Coverage) -> None:
    graph = library_graph()
    model = model_of(explorer_html(coverage, graph, snapshot_of(coverage)))
    state = max(coverage.states, key=lambda s: len(s.local))
    key = state.segment.key
    named = [n["firm"] for n in model["nodes"] if n["kind"] == "firm" and n["segment"] == key]
    (rest,) = [n["label"] for n in model["nodes"] if n["kind"] == "rest" and n["segment"] == key]
    left = len(state.local) - sum(firm in state.local for firm in named)
    assert rest.startswith((f"本地另 {left} ", f"本地另有 {left} "))


def test_the_drawer_knows_why_and_who_says_so(coverage: Coverage) -> None:
    model = model_of(explorer_html(coverage, library_graph(), snapshot_of(coverage)))
    assert all(record["why"] for record in model["segments"].values())
    firm = model["firms"]["0"]
    assert firm["segments"][0]["why"] == "主营产品“锂电铜箔”含“铜箔”"
    assert ["来源", "企业名录（演示） · 截至 2026-10-31 · 名录.xlsx/企业/3"] in firm["facts"]


def test_observed_links_between_named_firms_are_edges(coverage: Coverage) -> None:
    model = model_of(explorer_html(coverage, library_graph(), snapshot_of(coverage)))
    observed = [edge for edge in model["edges"] if edge["observed"]]
    ids = {node["id"] for node in model["nodes"]}
    assert len(observed) <= 1
    assert all(edge["from"] in ids and edge["to"] in ids and edge["hidden"] for edge in model["edges"])


def test_a_hostile_name_cannot_leave_the_data() -> None:
    html = hostile_page()
    assert html.count("</script>") == 3
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert any(HOSTILE.strip("\u2028") == firm["name"] for firm in model_of(html)["firms"].values())


def test_the_served_page_loads_its_scripts_from_static(coverage: Coverage) -> None:
    html = explorer_html(coverage, library_graph(), snapshot_of(coverage), static="/static/explorer")
    assert re.findall(r'<script src="([^"]+)"', html) == [
        "/static/explorer/vis-network.min.js",
        "/static/explorer/explorer.js",
    ]
    assert "<script>" not in html
    assert "<style" not in html
    assert set(explorer_files()) == {"vis-network.min.js", "explorer.js", "explorer.css"}


def test_the_same_input_gives_the_same_bytes(coverage: Coverage) -> None:
    graph, snapshot = library_graph(), snapshot_of(coverage)
    assert explorer_html(coverage, graph, snapshot) == explorer_html(coverage, graph, snapshot)
    assert explorer_parts(coverage, graph, snapshot).model in explorer_html(coverage, graph, snapshot)


@pytest.mark.parametrize(
    ("name", "key"),
    [("方形电芯", "fxdx"), ("方形电芯", "fangxingdianxin"), ("重庆", "cq"), ("单县", "sx"), ("电池PACK", "dcpack")],
)
def test_names_are_found_by_pinyin_and_initials(name: str, key: str) -> None:
    assert key in keys(name).split("\n")


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium here")
def test_in_a_browser_it_asks_for_nothing_and_runs_nobodys_script(tmp_path: Path, coverage: Coverage) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    graph = library_graph()
    pages = {"plain.html": explorer_html(coverage, graph, snapshot_of(coverage)), "hostile.html": hostile_page()}
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for name, html in pages.items():
            (tmp_path / name).write_text(html, encoding="utf-8")
            asked: list[str] = []
            wrong: list[str] = []
            page = browser.new_page()
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            page.on("pageerror", lambda error, wrong=wrong: wrong.append(str(error)))
            page.on("dialog", lambda dialog, wrong=wrong: wrong.append(dialog.message))
            page.on("console", lambda line, wrong=wrong: wrong.append(line.text) if line.type == "error" else None)
            page.goto((tmp_path / name).as_uri())
            page.evaluate("explorer.choose('segment', Object.keys(JSON.parse(document.getElementById('explorer-model')"
                          ".textContent).segments)[0], true)")  # fmt: skip
            page.wait_for_timeout(200)
            assert page.inner_text("#drawer h2")
            assert [url for url in asked if not url.startswith("file:")] == []
            assert len(asked) == 1
            assert wrong == []
        browser.close()
