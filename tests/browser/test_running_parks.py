"""A leader's questions about the parks, each answered from home in at most three clicks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PARK, THEIRS

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


def bar(page: Page, entry: str) -> None:
    """One click into the bar's menu of running parks."""
    page.get_by_role("button", name="园区运行").hover()
    page.get_by_role("link", name=entry, exact=True).first.click()


def test_which_park_lags_and_why(city: str, open_page: Open) -> None:
    page = open_page(city)
    bar(page, "园区")
    expect(page.locator("tr", has_text=PARK)).to_contain_text("投融资平台缺")
    page.get_by_role("link", name=PARK).click()
    expect(page.get_by_text("请领导定")).to_be_visible()
    expect(page.locator(".factors tr", has_text="净地收储")).to_contain_text("滞后")


def test_which_gap_has_no_project(city: str, open_page: Open) -> None:
    page = open_page(city)
    bar(page, "四个一批")
    expect(page.get_by_role("heading", name="没有项目的紧迫缺口")).to_be_visible()
    expect(page.locator("main")).to_contain_text("项目在补")
    page.get_by_label("园区").select_option(PARK)
    expect(page.locator(".card.late")).to_contain_text("主体封顶")
    page.get_by_label("挂牌督办").check()
    expect(page.locator(".card")).to_have_count(1)


def test_who_answers_for_a_firm(city: str, open_page: Open) -> None:
    page = open_page(city)
    bar(page, "一企一策")
    page.get_by_role("link", name=THEIRS).click()
    expect(page.locator(".tile").first).to_contain_text("演示责任人甲")
    expect(page.get_by_role("heading", name="缺的投入与可能的供应商")).to_be_visible()


def test_which_platform_serves_what(city: str, open_page: Open) -> None:
    page = open_page(city)
    bar(page, "创新平台")
    expect(page.locator("tr", has_text="演示·动力电池创新平台")).to_contain_text("动力电池 / 方形电芯")
    expect(page.get_by_role("heading", name="没有平台的关键环节")).to_be_visible()
