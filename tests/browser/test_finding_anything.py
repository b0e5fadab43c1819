"""The search box of the bar, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


def test_a_slash_initials_and_enter_lead_to_the_panorama_of_a_segment(city: str, open_page: Open) -> None:
    page = open_page(city)
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()
    page.keyboard.type("fxdx")
    expect(page.locator("#hits [role=option]").first).to_contain_text("方形电芯", timeout=20_000)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#hits [aria-selected=true]")).to_contain_text("方形电芯")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("新太行", "河南新太行电源股份有限公司"),
        ("xintaihang", "新太行"),
        ("xinxiangshi", "新乡市"),
        ("鼓包", "没有找到"),
    ],
)
def test_firms_and_places_are_found_while_typing(city: str, open_page: Open, words: str, shown: str) -> None:
    page = open_page(city)
    page.locator("#seek").press_sequentially(words)
    expect(page.locator("#hits")).to_contain_text(shown, timeout=20_000)
    page.keyboard.press("Escape")
    expect(page.locator("#hits")).to_be_empty()


def test_enter_without_a_choice_opens_the_page_of_all_that_answers(city: str, open_page: Open) -> None:
    page = open_page(city)
    page.locator("#seek").fill("隔膜")
    page.locator("#seek").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("搜索“隔膜”")
    page.get_by_role("link", name="锂电池隔膜", exact=True).first.click()
    expect(page.locator("#drawer h2")).to_have_text("锂电池隔膜")


def test_the_folded_menu_opens_by_keyboard(city: str, open_page: Open) -> None:
    page = open_page(city)
    page.get_by_role("button", name="更多分析").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".bar [aria-current=page]")).to_have_count(1)
    assert "/chains/" in page.url
