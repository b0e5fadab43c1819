"""One's own place in a real browser: asked once, changed, and never at odds with the address."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page, expect

from chaingraph.service.decide.own_place import FAMILY, THE_STORE
from chaingraph.service.workspace import Workspace
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
CITY, DISTRICT, CHAIN, OTHER = "新乡市", "长垣市", "动力电池", "医疗器械"
WIDTHS = (390, 768, 1024, 1240, 1241, 1280, 1366, 1401, 1440, 1539, 1600, 1920)


@pytest.fixture
def unasked(demo_file: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a city whose user has not said yet where they are."""
    file = shutil.copy(demo_file, tmp_path / "unasked.db")
    with Workspace.open(f"sqlite:///{file}") as workspace:
        workspace.store.put(FAMILY, THE_STORE, None)
        with served(workspace) as address:
            yield address


def expect_pair(page: Page, place: str, chain: str) -> None:
    """The selectors of the head say this pair."""
    expect(page.get_by_label("地点", exact=True)).to_have_value(place)
    expect(page.get_by_label("产业链", exact=True)).to_have_value(chain)


def of(place: str, chain: str, page: str) -> str:
    return f"/places/{quote(place)}/chains/{quote(chain)}/{page}"


def test_the_first_run_asks_and_one_click_answers_for_good(unasked: str, open_page: Open) -> None:
    page = open_page(unasked)
    expect(page.get_by_role("heading", name="您是哪里的？")).to_be_visible()
    page.get_by_role("button", name=f"就是{CITY}").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(CITY)
    expect(page.get_by_role("heading", name="您是哪里的？")).to_have_count(0)
    again = open_page(unasked)
    expect(again.get_by_role("heading", level=1)).to_contain_text(CITY)


def test_the_place_is_changed_on_home(own_city: str, open_page: Open) -> None:
    page = open_page(own_city)
    expect(page.get_by_role("heading", level=1)).to_contain_text(CITY)
    page.get_by_text("更改我的地方").click()
    page.locator(".asking input").fill(DISTRICT)
    page.get_by_role("button", name="设为我的地方").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(DISTRICT)
    expect(page.get_by_label("地点", exact=True)).to_have_value(DISTRICT)
    assert page.locator("select[name=place] option").first.get_attribute("value") == DISTRICT


def test_home_of_a_place_has_all_five_parts(city: str, open_page: Open) -> None:
    page = open_page(city)
    for head in ("园区与地区的产业链", "有把握的缺口", "待摸排", "本周要联系", "最近的变化"):
        expect(page.get_by_role("heading", name=head)).to_be_visible()
    assert 1 <= page.locator(".urgent li").count() <= 5


@pytest.mark.parametrize("name", ["gaps", "targets", "matrix", "compare"])
def test_another_chain_keeps_the_page(own_city: str, open_page: Open, name: str) -> None:
    page = open_page(own_city + of(CITY, CHAIN, name))
    page.get_by_label("产业链", exact=True).select_option(OTHER)
    page.wait_for_url(lambda url: unquote(url).endswith(f"/chains/{OTHER}/{name}"))
    expect_pair(page, CITY, OTHER)


@pytest.mark.parametrize("path", ["/leads", "/enterprises", "/bulletin", "/rules"])
def test_a_page_outside_any_pair_is_kept_too(own_city: str, open_page: Open, path: str) -> None:
    page = open_page(own_city + path)
    page.get_by_label("产业链", exact=True).select_option(OTHER)
    page.wait_for_url(lambda url: "chain=" in url)
    assert page.url.removeprefix(own_city).startswith(f"{path}?")
    expect_pair(page, CITY, OTHER)


def test_back_and_reload_show_the_pair_of_the_address(own_city: str, open_page: Open) -> None:
    page = open_page(own_city + of(CITY, CHAIN, "gaps"))
    page.get_by_label("地点", exact=True).select_option(DISTRICT)
    page.wait_for_url(lambda url: f"/places/{DISTRICT}/" in unquote(url))
    expect_pair(page, DISTRICT, CHAIN)
    page.go_back()
    page.wait_for_url(lambda url: f"/places/{CITY}/" in unquote(url))
    expect_pair(page, CITY, CHAIN)
    page.reload()
    expect_pair(page, CITY, CHAIN)
    page.go_forward()
    expect_pair(page, DISTRICT, CHAIN)


def test_a_shared_link_opens_as_it_was_sent_and_a_lead_with_its_own_pair(own_city: str, open_page: Open) -> None:
    page = open_page(f"{own_city}/leads?place={quote(DISTRICT)}&chain={quote(OTHER)}")
    expect_pair(page, DISTRICT, OTHER)
    page = open_page(f"{own_city}/leads")
    page.locator("a[href^='/leads/']").filter(has_text="公司").first.click()
    place = page.locator("dl.facts dd").first.inner_text()
    expect(page.get_by_label("地点", exact=True)).to_have_value(place)


@pytest.mark.parametrize("path", ["/", of(CITY, CHAIN, "compare")])
def test_the_head_fits_every_width(city: str, open_page: Open, path: str) -> None:
    page = open_page(city + path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        right = page.evaluate(
            "Math.max(...Array.from(document.querySelectorAll('.bar, .bar > *, .bar nav > *, .switch > select'),"
            " one => one.getBoundingClientRect().right))"
        )
        assert right <= width + 0.5, width
        assert path != "/" or page.evaluate("document.documentElement.scrollWidth") <= width, width
