"""The pictures as one HTML file: complete, safe whatever the names are, the same bytes each time."""

import re
from base64 import b64encode
from hashlib import sha256
from json import loads

from chaingraph.settings import Settings
from tests.visual.builders import coverage_of, ecosystem_of, library_graph, snapshot_of
from visual.single import ecosystem_html, panorama_html

RULES = Settings()
EVIL = '</script><img src=x onerror=alert(1)>"\u202e'


def panorama(name: str | None = None) -> str:
    graph = library_graph()
    cover = coverage_of(graph)
    return panorama_html(cover, graph, snapshot_of(cover, name=name), rules=RULES)


def model(page: str) -> dict[str, dict[str, object]]:
    found = re.search(r'<script type="application/json" id="model">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    known: dict[str, dict[str, object]] = loads(found[1])
    return known


def test_every_segment_has_its_sheet_with_reason_firms_and_neighbours() -> None:
    sheets = model(panorama())
    assert sheets.keys() == {segment.key for segment in library_graph().segments}
    told = str(sheets["方形电芯"])
    for word in ("判定依据", "上游供给环节", "下游去向环节", "fangxingdianxin"):
        assert word in told


def test_nothing_is_loaded_from_anywhere_and_only_our_script_may_run() -> None:
    page = panorama()
    assert not re.search(r"""(?:src|href)=["'](?!data:)""", page)
    script = page.rsplit("<script>", 1)[1].split("</script>", 1)[0]
    assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in page


def test_names_that_would_run_stay_text() -> None:
    page = panorama(EVIL)
    assert "<img" not in page
    assert "\u202e" not in page
    assert page.count("</script>") == 2


def test_an_ecosystem_tells_the_basis_of_every_link() -> None:
    found = ecosystem_of({-2: 4, -1: 5, 1: 3, 2: 2})
    graph = library_graph()
    cover = coverage_of(graph)
    page = ecosystem_html(found, snapshot_of(cover, outside=900))
    sheets = model(page)
    assert sheets.keys() == {node.id for node in found.nodes}
    assert "年报前五名供应商" in str(sheets["f0:0"])
    assert "判定口径" in page


def test_the_same_findings_give_the_same_bytes() -> None:
    assert panorama() == panorama()
