"""The matrix and the flow diagram in a real browser."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
PAIR = f"/places/{quote('新乡市')}/chains/{quote('动力电池')}"


def test_a_click_on_a_count_shows_its_firms_and_changes_the_address(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/matrix")
    page.locator("tr.own td a").first.click()
    expect(page.locator("#cell h2")).to_contain_text("新乡市 · ")
    expect(page.locator("#cell .mini tr").first).to_be_visible()
    assert "column=" in page.url
    page.go_back()
    expect(page.locator("#cell h2")).to_have_text("点数字看企业")


def test_the_heads_of_the_matrix_stay_when_it_is_scrolled(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/matrix")
    before = page.locator(".names th").first.bounding_box()
    page.locator(".spread").evaluate("box => box.scrollTo(300, 200)")
    after = page.locator(".names th").first.bounding_box()
    place = page.locator("tr.own th").bounding_box()
    assert before is not None
    assert after is not None
    assert place is not None
    assert after["y"] == pytest.approx(before["y"], abs=1)
    assert place["x"] < 30


def test_the_matrix_is_copied_as_a_table(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/matrix")
    page.context.grant_permissions(["clipboard-read"])
    page.get_by_role("button", name="复制表格").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    assert "新乡市\t" in str(page.evaluate("navigator.clipboard.readText()"))


def test_branches_roll_up(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/matrix")
    page.locator("select[name=by]").select_option("branch")
    expect(page.get_by_role("heading", level=1)).to_contain_text("分支")
    expect(page.locator(".names th")).to_have_count(12)


def test_flows_that_rest_on_no_stated_revenue_are_not_drawn_and_the_page_says_why(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/flow?basis=inferred")
    expect(page.get_by_role("heading", name="推算不出采购额")).to_be_visible()
    page.get_by_role("link", name="有来源的关系", exact=True).click()
    expect(page.locator("[aria-current=true]")).to_contain_text("有来源")


def test_the_flows_are_drawn_with_their_words_and_saved(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/flow?basis=observed")
    expect(page.locator(".still svg")).to_contain_text("判定口径")
    assert (
        page.locator(".still .ribbon").count() >= page.locator("tbody tr").count() - page.locator("tbody .tag").count()
    )
    page.get_by_role("button", name="互动图").click()
    expect(page.locator("#flow svg")).to_contain_text("数据截至")
    expect(page.locator("#flow svg")).to_contain_text("判定口径")
    expect(page.locator(".still")).to_be_hidden()
    with page.expect_download() as saving:
        page.get_by_role("link", name="导出 SVG").click()
    assert "判定口径" in Path(saving.value.path()).read_text(encoding="utf-8")
    with page.expect_download() as saving:
        page.get_by_role("link", name="导出 PNG").click()
    assert Path(saving.value.path()).read_bytes().startswith(b"\x89PNG")


def test_a_place_without_links_leads_to_the_inferred_flows(city: str, open_page: Open) -> None:
    page = open_page(f"{city}/places/{quote('新乡市')}/chains/{quote('光伏')}/flow?basis=observed")
    expect(page.get_by_role("heading", name="还没有这条链上的供应关系")).to_be_visible()
    page.get_by_role("link", name="按环节推断的流向").click()
    expect(page.locator("[aria-current=true]")).to_contain_text("推断")


@pytest.mark.parametrize(("chain", "format"), [("动力电池", "A3"), ("动力电池", "A4"), ("医疗器械", "A3")])
def test_a_panorama_of_sixty_segments_prints_on_one_page(city: str, open_page: Open, chain: str, format: str) -> None:
    page = open_page(f"{city}/places/{quote('新乡市')}/chains/{quote(chain)}/panorama")
    assert page.locator(".card").count() >= 60
    printed = page.pdf(format=format, landscape=True, print_background=True)
    assert printed.count(b"/Type /Page\n") == 1


@pytest.mark.parametrize("page_name", ["matrix", "flow", "ecosystem"])
def test_a_wide_view_prints_without_the_bar_and_its_buttons(city: str, open_page: Open, page_name: str) -> None:
    page = open_page(f"{city}{PAIR}/{page_name}")
    page.emulate_media(media="print")
    expect(page.locator(".bar")).to_be_hidden()
    expect(page.get_by_role("button", name="打印")).to_be_hidden()
