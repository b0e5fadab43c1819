"""Every page works as a link, asks nothing from outside, and leads only to pages that answer."""

import re
from urllib.parse import urljoin, urlsplit

import pytest

from api.address.hosts import Hosts
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.world import CHAIN, CITY, PARK, client, reading

PAIR = f"/places/{PARK}/chains/{CHAIN}"
PAGES = (
    "/",
    f"/places/{PARK}",
    f"/places/{CITY}",
    f"{PAIR}/panorama",
    f"{PAIR}/panorama?segment=隔膜",
    f"{PAIR}/ecosystem",
    f"{PAIR}/gaps",
    f"{PAIR}/gaps?status=缺失&sort=-severity",
    f"{PAIR}/targets",
    f"{PAIR}/targets?segment=隔膜&province=乙省",
    f"{PAIR}/matrix",
    f"{PAIR}/matrix?by=branch",
    f"{PAIR}/flow",
    f"{PAIR}/explorer",
    "/enterprises",
    "/enterprises?q=dxc",
    "/enterprises/本地电芯厂",
    "/enterprises/本地电芯厂/ecosystem",
    "/imports",
    "/imports/first",
    "/rules",
    "/bulletin",
    "/bulletin?month=2026-07",
    "/land",
    "/assessment",
    "/search",
    "/search?q=dxc",
)
LED = re.compile(r'(?:href|src|hx-get)="([^"]+)"')
LINK = re.compile(r'(?:href|src|action|hx-get)="([^"]+)"')


@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_chinese_and_asks_nothing_from_outside(path: str) -> None:
    found = reading().get(path)
    assert found.status_code == 200, found.text
    assert '<meta name="renderer" content="webkit">' in found.text
    assert '<html lang="zh-CN">' in found.text
    assert "undefined" not in found.text
    assert "None" not in re.sub(r"<[^>]*>", "", found.text)
    for address in LINK.findall(found.text):
        assert not urlsplit(address).netloc, address
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", found.text)
    assert not re.search(r'\son\w+="', found.text)


def test_every_link_that_can_be_reached_from_the_first_page_answers() -> None:
    web, seen, waiting = reading(), set[str](), ["/"]
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        if path in seen:
            continue
        seen.add(path)
        found = web.get(path)
        assert found.status_code in (200, 303), (path, found.status_code)
        if found.headers["content-type"].startswith("text/html"):
            links = (urljoin(path, address.replace("&amp;", "&")) for address in LED.findall(found.text))
            waiting += sorted({link for link in links if "format=" not in link} - seen)
    assert len(seen) > 40


def test_the_switcher_keeps_the_page_and_changes_the_pair() -> None:
    web = reading()
    moved = web.get("/go", params={"place": "子市", "chain": CHAIN, "page": "gaps"})
    assert moved.status_code == 303
    assert web.get(moved.headers["location"]).status_code == 200
    elsewhere = web.get("/go", params={"place": PARK, "chain": CHAIN, "page": "http://evil.example"})
    assert urlsplit(elsewhere.headers["location"]).path.endswith("/panorama")


def test_gaps_are_filtered_and_sorted_on_the_server() -> None:
    web = reading()
    assert "没有符合条件的缺口" in web.get(f"{PAIR}/gaps?status=优势").text
    rising = web.get(f"{PAIR}/gaps?sort=severity").text
    falling = web.get(f"{PAIR}/gaps?sort=-severity").text
    names = ("隔膜", "电池包")
    order = [sorted(names, key=lambda name: text.index(f"<b>{name}</b>")) for text in (rising, falling)]
    assert order[0] == order[1][::-1]
    assert 'aria-sort="descending"' in falling


def test_the_drawer_is_a_part_for_htmx_and_a_page_for_everyone_else() -> None:
    web = reading()
    part = web.get(f"{PAIR}/segments/隔膜", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "外地隔膜厂" in part
    assert "判定依据" in part
    whole = web.get(f"{PAIR}/segments/隔膜")
    assert whole.status_code == 303
    assert "外地隔膜厂" in web.get(whole.headers["location"]).text


def test_segments_and_local_firms_are_found_by_initials() -> None:
    web = reading()
    assert 'data-key="隔膜"' in web.get(f"{PAIR}/find?q=gm").text
    assert "本地电芯厂" in web.get(f"{PAIR}/find?q=bddxc").text
    assert "没有相符" in web.get(f"{PAIR}/find?q=zzz").text


@pytest.mark.parametrize(
    ("path", "start"),
    [
        (f"{PAIR}/panorama?format=svg", b"<svg"),
        (f"{PAIR}/panorama?format=png", b"\x89PNG"),
        (f"{PAIR}/ecosystem?format=svg", b"<svg"),
        (f"{PAIR}/gaps?format=xlsx", b"PK"),
        (f"{PAIR}/gaps?format=csv", b"\xef\xbb\xbf"),
        (f"{PAIR}/targets?format=xlsx", b"PK"),
        (f"{PAIR}/targets?format=csv", b"\xef\xbb\xbf"),
        (f"{PAIR}/explorer?format=html", b"<!"),
        ("/imports/template", b"PK"),
        ("/imports/first?format=xlsx", b"PK"),
    ],
)
def test_a_file_is_saved_under_a_chinese_name_and_is_the_same_twice(path: str, start: bytes) -> None:
    web = reading()
    found = web.get(path)
    assert found.status_code == 200
    assert found.content.lstrip().lower().startswith(start.lower())
    assert found.headers["content-disposition"].startswith("attachment;")
    assert "filename*=UTF-8''%" in found.headers["content-disposition"]
    assert found.content == web.get(path).content


def test_an_empty_store_says_what_to_do_first() -> None:
    web = client(Workspace(MemoryStore(), Settings()))
    assert "还没有企业数据" in web.get("/").text
    assert "名录还是空的" in web.get("/enterprises").text
    assert web.get("/imports").status_code == 200
    assert web.get("/rules").status_code == 200


def test_a_place_without_firms_has_an_empty_ecosystem_and_a_full_panorama() -> None:
    web = reading()
    assert "没有本地企业" in web.get("/places/乙园/chains/绿色纤维与纺织/ecosystem").text
    assert web.get(f"/places/乙园/chains/{CHAIN}/panorama").text.count('data-status="缺"') == 4


def test_single_user_mode_is_said_and_only_when_true() -> None:
    assert "单机模式" in reading().get("/").text
    served = client(hosts=Hosts(single_user=False))
    assert served.get("/").headers["location"].startswith("/sign-in")
    assert "单机模式" not in served.get("/sign-in").text


def test_the_explorer_runs_in_a_sandbox_with_only_its_own_scripts() -> None:
    policy = reading().get(f"{PAIR}/explorer?format=frame").headers["content-security-policy"]
    scripts = next(rule for rule in policy.split(";") if rule.strip().startswith("script-src"))
    assert "'sha256-" in scripts
    assert "unsafe-inline" not in scripts
    assert "sandbox allow-scripts" in policy
    assert "allow-same-origin" not in policy
