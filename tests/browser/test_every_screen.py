"""Every page on a phone, on office screens and at 125 % zoom: nothing scrolls sideways, is cut off or overlaps; and
what axe-core calls serious is on none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Watched
from tests.browser.pages import HERE, PAGES

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
WIDTHS = (390, 1024, 1093, 1152, 1229, 1366, 1440, 1536, 1920)
"""In CSS pixels; 1093, 1152, 1229 and 1536 are screens of 1366, 1440, 1536 and 1920 at 125 % zoom."""
FOLDER = Path(__file__).parent
FITS = (FOLDER / "fits.js").read_text(encoding="utf-8")
AXE = next((FOLDER / "vendor").glob("axe-*.min.js")).read_text(encoding="utf-8")
SERIOUS = """axe.run(document, {resultTypes: ['violations']}).then(found => found.violations
  .filter(each => ['serious', 'critical'].includes(each.impact))
  .map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 120)).join(' | ')))"""
WALKED = {route: walk.main[0] for route, walk in PAGES.items() if walk.main[0] and route != "/sign-in"}
"""Pages with an address of their own: the others are made by a walk, and are forms and reports of the same parts."""


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """One page for the whole walk; at the end nothing may have complained."""
    watched = Watched(browser)
    yield watched.page()
    watched.close()


@pytest.mark.parametrize("route", WALKED)
def test_a_page_fits_every_screen(city: str, screen: Page, route: str) -> None:
    screen.set_viewport_size({"width": WIDTHS[0], "height": 844})
    screen.goto(city + WALKED[route])
    lacking = {}
    for width in WIDTHS:
        screen.set_viewport_size({"width": width, "height": 844 if width < 500 else 900})
        lacking[width] = screen.evaluate(FITS)
    assert {width: found for width, found in lacking.items() if found} == {}


@pytest.mark.parametrize("route", WALKED)
@pytest.mark.parametrize("width", [390, 1366])
def test_a_page_has_no_serious_finding_of_axe(city: str, screen: Page, route: str, width: int) -> None:
    screen.set_viewport_size({"width": width, "height": 900})
    screen.goto(city + WALKED[route])
    screen.evaluate(AXE)
    assert screen.evaluate(SERIOUS) == []


def test_on_a_phone_a_list_is_cards_and_the_panorama_is_branches_that_unfold(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{HERE}/gaps")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("table.gaps tbody tr").first).to_have_css("display", "block")
    page.goto(f"{city}{HERE}/panorama")
    expect(page.locator("#picture")).to_be_hidden()
    page.locator(".branch summary").nth(1).click()
    page.locator(".branch[open] .line").last.click()
    expect(page.locator("#drawer h2")).to_be_visible()
    expect(page.locator("#drawer")).to_contain_text("该问谁")
    page.go_back()
    expect(page.locator("#drawer")).to_be_hidden()


def test_layers_and_the_pressing_are_switched_and_the_sheet_answers_four_questions(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{HERE}/panorama")
    assert page.locator(".card[data-status='急']").count() >= 1
    expect(page.locator("#picture .card .risks").first).to_be_visible()
    page.locator("[data-layer=risks]").uncheck()
    expect(page.locator("#picture .card .risks").first).to_be_hidden()
    page.get_by_role("button", name="只看急、疑").click()
    expect(page.locator(".card[data-status='强']").first).to_have_class(r"card strong off")
    page.locator(".card[data-status='急']").first.click()
    for question in ("为什么急", "本地谁要", "本地有谁", "谁能来", "该问谁"):
        expect(page.locator("#drawer").get_by_role("heading", name=question)).to_be_visible()


def test_a_gap_becomes_a_lead_with_an_owner_in_three_clicks(own_city: str, open_page: Open) -> None:
    page = open_page(f"{own_city}{HERE}/panorama?segment={quote('镍钴锰盐')}")
    page.locator("#drawer").get_by_role("link", name="加入线索").first.click()
    page.get_by_label("责任人").fill("林晓岚")
    page.get_by_role("button", name="建立").click()
    expect(page.locator("main")).to_contain_text("林晓岚")
