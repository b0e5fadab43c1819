"""Idle land and assessment in a real browser: filters, a supposition, a publication that can be taken back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


def test_land_is_filtered_sorted_and_exported(city: str, open_page: Open) -> None:
    page = open_page(f"{city}/land?on=2026-11-30")
    rows = page.locator("#main tbody tr")
    expect(rows).to_have_count(4)
    page.locator("#main select[name=which]").select_option("全部")
    expect(rows).to_have_count(9)
    page.get_by_role("link", name="亩", exact=False).first.click()
    expect(rows.first).to_contain_text("演示六号地块")
    with page.expect_download() as told:
        page.get_by_role("link", name="导出 Word").click()
    assert told.value.suggested_filename.endswith(".docx")


def test_a_supposition_is_tried_published_and_undone(own_city: str, open_page: Open) -> None:
    page = open_page(f"{own_city}/assessment")
    main = page.locator("#main")
    main.get_by_role("link", name="推演").first.click()
    expect(main.locator(".note.warn")).to_contain_text("推演：")
    expect(main.get_by_role("button", name="公布本期结果")).to_have_count(0)
    main.get_by_role("link", name="恢复实际数值").click()
    page.on("dialog", lambda dialog: dialog.accept())
    main.get_by_role("button", name="公布本期结果").click()
    expect(main.get_by_role("status")).to_contain_text("已公布")
    expect(main.get_by_role("heading", level=1)).to_contain_text("已公布")
    page.goto(f"{own_city}/parks")
    expect(page.locator("#main")).to_contain_text("电池及电动车专业园区")


def test_the_bulletin_leaves_as_slides(city: str, open_page: Open) -> None:
    page = open_page(f"{city}/bulletin")
    expect(page.locator("#land tbody tr").first).to_contain_text("演示")
    with page.expect_download() as told:
        page.get_by_role("link", name="导出幻灯").click()
    assert told.value.suggested_filename.endswith(".pptx")
