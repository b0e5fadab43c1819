"""What officers change in the browser: imports and corrections, and what an empty store says."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
PANORAMA = f"/places/{quote('新乡市')}/chains/{quote('动力电池')}/panorama"
CSV = """企业名称,省,市,主营产品,来源
新来铜箔有限公司,河南省,新乡市,锂电铜箔,名录
无主公司,河南省,新乡市,锂电铜箔,名录
,河南省,新乡市,铜,名录
"""


def counted(page: Page, key: str) -> str:
    """What the card of a segment says of its firms."""
    return str(page.locator(f".card[data-key='{key}']").get_attribute("aria-label"))


def test_a_file_is_previewed_confirmed_reported_and_undone(own_city: str, open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "企业.csv"
    file.write_text(CSV, encoding="gb18030")
    page = open_page(f"{own_city}/imports")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.locator("#chosen")).to_contain_text("企业.csv")
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("预览：企业.csv")
    expect(page.locator("main")).to_contain_text("GB18030")
    expect(page.locator("main")).to_contain_text("新来铜箔有限公司")
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
    expect(page.locator(".issues")).to_contain_text("拒绝")
    with page.expect_download() as saving:
        page.get_by_role("link", name="下载逐行报告").click()
    assert saving.value.suggested_filename.endswith(".xlsx")
    page.goto(f"{own_city}{PANORAMA}")
    assert "缺失" not in counted(page, "锂电铜箔")
    page.goto(f"{own_city}/imports")
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="撤销").first.click()
    expect(page.locator("p[role=status]")).to_contain_text("已撤销")
    page.goto(f"{own_city}{PANORAMA}")
    assert "缺失" in counted(page, "锂电铜箔")


def test_a_file_that_cannot_be_imported_is_refused_where_it_was_chosen(
    own_city: str, open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "表.csv"
    file.write_text("甲,乙\n1,2\n", encoding="utf-8")
    page = open_page(f"{own_city}/imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("alert")).to_contain_text("没有认得出的表")


def test_a_correction_moves_the_panorama(own_city: str, open_page: Open) -> None:
    page = open_page(f"{own_city}{PANORAMA}?segment={quote('电动两轮车')}")
    before = counted(page, "电动两轮车")
    page.locator("#drawer .mini a").first.click()
    row = page.locator("table.tags tr", has=page.locator("td:nth-child(2) b", has_text="电动两轮车"))
    row = row.filter(has=page.locator("td:first-child", has_text="动力电池"))
    row.get_by_role("button", name="否").click()
    expect(page.locator("p[role=status]")).to_contain_text("更正已记下")
    page.goto(f"{own_city}{PANORAMA}")
    assert counted(page, "电动两轮车") != before
    assert "缺失" in counted(page, "电动两轮车")


def imported(page: Page, address: str, file: Path) -> None:
    """Bring a file in through the pages."""
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)


def test_a_correction_survives_a_new_import_and_says_who_and_when(
    own_city: str, open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "企业.csv"
    file.write_text(CSV, encoding="utf-8")
    page = open_page(f"{own_city}{PANORAMA}")
    imported(page, own_city, file)
    page.goto(f"{own_city}/enterprises?q={quote('新来铜箔')}")
    page.get_by_role("link", name="新来铜箔有限公司").first.click()
    expect(page.locator("table.tags")).to_contain_text("主营产品“锂电铜箔”与环节名称或别名一致")
    row = page.locator("table.tags tr", has=page.locator("td:nth-child(2) b", has_text="锂电铜箔"))
    row.filter(has=page.locator("td:first-child", has_text="动力电池")).get_by_role("button", name="否").click()
    expect(page.locator("p[role=status]")).to_contain_text("更正已记下")
    firm = page.url
    file.write_text(CSV.replace("锂电铜箔,名录", "锂电铜箔；铜箔,名录 2026", 1), encoding="utf-8")
    imported(page, own_city, file)
    page.goto(firm)
    said = page.locator("li", has_text="动力电池 / 锂电铜箔：否")
    expect(said).to_contain_text(re.compile(r"\d{4}-\d{2}-\d{2}"))
    page.goto(f"{own_city}/places/{quote('新乡市')}/chains/{quote('动力电池')}/targets?segment={quote('锂电铜箔')}")
    expect(page.locator("main")).not_to_contain_text("新来铜箔有限公司")
    page.goto(f"{own_city}{PANORAMA}?segment={quote('锂电铜箔')}")
    expect(page.locator("#drawer")).not_to_contain_text("新来铜箔有限公司")


def test_an_empty_store_leads_to_the_import(open_page: Open) -> None:
    with served(Workspace(MemoryStore(), Settings())) as address:
        page = open_page(address)
        expect(page.get_by_role("heading", name="还没有企业数据")).to_be_visible()
        page.get_by_role("link", name="去导入数据").click()
        expect(page.get_by_role("button", name="上传并预览")).to_be_visible()
        page.get_by_role("link", name="企业", exact=True).click()
        expect(page.get_by_role("heading", name="没有找到企业")).to_be_visible()
