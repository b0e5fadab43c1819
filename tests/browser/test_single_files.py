"""Files that are handed over open from disk, without a server and without a network."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
PAIR = f"/places/{quote('新乡市')}/chains/{quote('动力电池')}"


def saved(page: Page, path: str, name: str, folder: Path) -> str:
    """The file behind a button of a page, saved; its address on disk."""
    with page.expect_download() as saving:
        page.get_by_role("link", name=name).click()
    file = folder / f"{path}.html"
    saving.value.save_as(file)
    return file.as_uri()


def test_the_panorama_from_disk_shows_details_and_is_searched_by_initials(
    city: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{city}{PAIR}/panorama")
    page = open_page(saved(page, "panorama", "导出网页", tmp_path))
    page.locator("[data-key='方形电芯']").click()
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")
    expect(page.locator("#drawer")).to_contain_text("判定依据")
    expect(page.locator(".link.lit").first).to_be_visible()
    page.locator("#drawer button").first.click()
    expect(page.locator("#drawer h2")).not_to_have_text("方形电芯")
    page.keyboard.press("Escape")
    expect(page.locator("#drawer")).to_be_hidden()
    page.locator("#query").fill("fxdx")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")


def test_the_ecosystem_from_disk_tells_the_basis_of_links(city: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(f"{city}{PAIR}/ecosystem")
    page = open_page(saved(page, "ecosystem", "导出网页", tmp_path))
    page.locator(".leader").click()
    expect(page.locator("#drawer")).to_contain_text("关系")
    expect(page.locator("#drawer li").first).to_contain_text("“")


def test_the_explorer_from_disk_draws_and_searches(city: str, open_page: Open, tmp_path: Path) -> None:
    page = open_page(f"{city}{PAIR}/explorer")
    page = open_page(saved(page, "explorer", "保存为单个网页文件", tmp_path))
    expect(page.locator("canvas").first).to_be_visible()
    page.locator("#query").fill("fxdx")
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")


def test_a_click_in_the_ecosystem_of_the_app_lights_links_and_says_who_it_is(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/ecosystem")
    page.locator(".node.leader").click()
    expect(page.locator("#node")).to_contain_text("本企业")
    expect(page.locator(".link.lit").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".link.lit")).to_have_count(0)
