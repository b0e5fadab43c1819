"""From the first page to a list of targets in a file, as an officer would walk."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
PAIR = f"/places/{quote('新乡市')}/chains/{quote('动力电池')}"


def test_from_the_first_page_over_the_panorama_and_gaps_to_a_workbook(city: str, open_page: Open) -> None:
    page = open_page(city)
    expect(page.get_by_role("heading", name="有把握的缺口")).to_be_visible()
    expect(page.get_by_role("heading", name="待摸排")).to_be_visible()
    page.locator("a[title^='新乡市 · 动力电池']").click()
    page.locator(".card[data-key='方形电芯']").click()
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text("判定依据")
    expect(drawer).to_contain_text("上游供给环节")
    expect(page.locator(".link.lit").first).to_be_visible()
    assert "segment=" in page.url
    page.get_by_role("link", name="缺口清单").first.click()
    page.locator("table.grid tbody tr").filter(has=page.get_by_text("镍钴锰盐", exact=True)).first.get_by_role(
        "link", name="找企业"
    ).click()
    expect(page.locator(".bars dt").first).to_have_text("匹配")
    page.locator(".because summary").first.click()
    expect(page.locator(".worth").first).to_contain_text("完整度")
    expect(page.get_by_role("heading", level=1)).to_contain_text("目标企业")
    with page.expect_download() as saving:
        page.get_by_role("link", name="导出 Excel").click()
    saved = saving.value
    assert saved.suggested_filename.endswith("目标企业清单.xlsx")
    book = load_workbook(BytesIO(Path(saved.path()).read_bytes()))
    assert book["目标企业清单"].max_row > 3


def test_the_whole_chain_fits_on_one_screen_and_says_where_it_comes_from(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/panorama")
    box = page.locator("#picture svg").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 900
    assert page.locator(".card").count() > 50
    expect(page.locator("#picture svg")).to_contain_text("数据截至")
    expect(page.locator("#picture svg")).to_contain_text("判定口径")


def test_the_drawer_follows_the_keyboard_the_chips_and_the_back_button(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/panorama")
    page.locator(".card[data-key='方形电芯']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")
    page.locator("#drawer .chip").first.click()
    expect(page.locator("#drawer h2")).not_to_have_text("方形电芯")
    page.go_back()
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")
    expect(page.locator(".card.chosen")).to_have_attribute("data-key", "方形电芯")
    page.keyboard.press("Escape")
    expect(page.locator(".card.chosen")).to_have_count(0)


def test_status_filters_fade_cards_and_all_links_can_be_shown(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/panorama")
    page.locator("[data-filter='缺']").uncheck()
    assert page.locator(".card.off").count() == page.locator(".card[data-status='缺']").count() > 0
    expect(page.locator(".link").first).to_be_hidden()
    page.locator("#all-links").check()
    assert page.locator("#picture svg.all-links").count() == 1


def test_a_segment_is_found_by_its_initials(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/panorama")
    page.locator("#find").press_sequentially("fxdx")
    page.locator("#found a", has_text="方形电芯").click()
    expect(page.locator("#drawer h2")).to_have_text("方形电芯")


def test_the_switcher_keeps_the_page(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/gaps")
    page.locator("select[name=chain]").select_option("绿色纤维与纺织")
    expect(page.get_by_role("heading", level=1)).to_contain_text("绿色纤维与纺织缺口清单")


def test_the_ecosystem_of_the_leading_firm_is_drawn(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/ecosystem")
    expect(page.locator(".picture svg")).to_contain_text("上下游生态")
    page.get_by_text("全部列出").click()
    expect(page.locator("details table")).to_contain_text("一级供应商")
    with page.expect_download() as saving:
        page.get_by_role("link", name="导出 PNG").click()
    assert Path(saving.value.path()).read_bytes().startswith(b"\x89PNG")


def test_the_explorer_draws_in_its_frame_and_asks_nothing(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/explorer")
    frame = page.frame_locator("iframe")
    expect(frame.locator("canvas").first).to_be_visible()
    expect(frame.locator("body")).to_contain_text("动力电池产业链图谱")


def test_four_targets_are_chosen_and_compared(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/targets")
    for number in range(5):
        page.locator("[name=pick]").nth(number).click()
    expect(page.locator("[name=pick]:checked")).to_have_count(4)
    page.get_by_role("button", name="对比所选（4 家）").click()
    expect(page.locator(".abreast thead th")).to_have_count(5)
    expect(page.locator(".abreast")).to_contain_text("建议招引方式")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("目标企业")


def test_ten_targets_of_two_lines_stand_on_a_screen_and_eight_print_on_a_page(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/targets")
    page.set_viewport_size({"width": 1440, "height": 900})
    rows = page.locator(".target")
    assert rows.count() == 10
    last = rows.nth(9).bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= 900
    assert page.pdf(format="A3", landscape=True).count(b"/Type /Page\n") == 1


def test_a_square_of_a_province_and_a_ring_of_distance_filter_the_list(city: str, open_page: Open) -> None:
    page = open_page(f"{city}{PAIR}/targets")
    page.locator(".tiles a[aria-label^='苏']").click()
    assert "province=" in page.url
    assert {
        text for text in page.locator(".target .one > .soft").all_inner_texts() if not text.startswith("江苏省")
    } == set()
    page.locator(".rings a text").first.click()
    assert "ring=" in page.url
    page.go_back()
    assert "ring=" not in page.url
