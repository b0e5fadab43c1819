"""The five-minute test: a new user, README.zh-CN.md, an Excel roster, and a list of targets in Excel at the end."""

import re
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from benchmarks.realdata import GAOMING, rows_of, shared_data
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.sqlite import SqliteStore
from tests.browser.conftest import served

pytestmark = [
    pytest.mark.browser,
    pytest.mark.realdata,
    pytest.mark.skipif(not shared_data().is_dir(), reason="the shared data is not here"),
]
Open = Callable[[str], Page]
PLACE = "高明区"
ALLOWED_SECONDS = 120
"""Of the five minutes; the rest is for reading, and for copying columns by hand."""


def fill(template: Path) -> int:
    """Paste the roster under the template's own headers, as one would column by column; how many rows."""
    book = load_workbook(template)
    sheet = book["企业"]
    header = next(row for row in sheet.iter_rows(max_row=5) if str(row[0].value).startswith("企业名称"))
    column = {str(cell.value).split(" ")[0].split("(")[0]: cell.column for cell in header}
    firms = list(rows_of("gaoming/enterprise"))
    for number, firm in enumerate(firms, header[0].row + 2):
        revenue = f"{firm['revenue_100m_cny']}亿元" if firm["revenue_100m_cny"] else ""
        pasted = {
            "企业名称": firm["name"],
            **GAOMING,
            "行业": firm["industry"],
            "主营产品": firm["sub_industry"],
            "营业收入": revenue,
            "从业人数": firm["employees"],
            "来源": firm["source"],
        }
        for title, value in pasted.items():
            sheet.cell(number, column[title], value)
    book.save(template)
    return len(firms)


def test_from_nothing_to_a_list_of_targets_in_excel(open_page: Open, tmp_path: Path) -> None:
    began = time.monotonic()
    steps: list[tuple[str, float]] = []

    def step(name: str) -> None:
        steps.append((name, time.monotonic() - began))

    with Workspace(SqliteStore(tmp_path / "new.db"), Settings()) as workspace, served(workspace) as address:
        page = open_page(address)
        expect(page.get_by_role("heading", name="还没有企业数据")).to_be_visible()
        with page.expect_download() as saving:
            page.get_by_role("link", name="下载导入模板").click()
        step("下载导入模板")
        file = tmp_path / "名册.xlsx"
        file.write_bytes(Path(saving.value.path()).read_bytes())
        count = fill(file)
        step("填表")
        page.get_by_role("link", name="去导入数据").click()
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="上传并预览").click()
        step("上传并预览")
        expect(page.locator(".tile.good")).to_contain_text(str(count))
        expect(page.locator(".tiles")).to_contain_text("0将拒绝")
        page.get_by_role("button", name="确认导入").click()
        expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
        step("确认导入")
        page.get_by_role("link", name="数据导入", exact=True).first.click()
        page.get_by_role("button", name="导入内置名录").click()
        expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
        step("导入内置名录")
        page.get_by_role("link", name="看首页").click()
        page.wait_for_url(re.compile(r"/(\?.*)?$"))
        page.wait_for_load_state("load")
        expect(page.get_by_role("heading", name="您是哪里的？")).to_be_visible()
        page.get_by_role("button", name=f"就是{PLACE}").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(PLACE)
        step("答一句哪里的")
        page.locator(".presences a.presence").first.click()
        expect(page.locator("#picture svg")).to_be_visible(timeout=60_000)
        chain = page.get_by_label("产业链", exact=True)
        if chain.input_value() != "新材料":
            chain.select_option("新材料")
        page.wait_for_url(re.compile("%E6%96%B0%E6%9D%90%E6%96%99/panorama"))
        expect(page.locator("#picture svg")).to_be_visible(timeout=60_000)
        assert page.locator(".card[data-status='缺']").count() > 10
        step("看全景图")
        page.get_by_role("link", name="缺口清单").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{PLACE}")
        step("看缺口清单")
        page.get_by_role("link", name="目标企业").first.click()
        expect(page.locator(".target").first).to_be_visible(timeout=60_000)
        with page.expect_download() as saving:
            page.get_by_role("link", name="导出 Excel").click()
        step("导出目标企业")
        book = load_workbook(BytesIO(Path(saving.value.path()).read_bytes()))
        assert book["目标企业清单"].max_row > 20
        assert len(workspace.snapshot().enterprises) > count
    took = time.monotonic() - began
    print(f"{len(steps)} steps in {took:.1f} s: " + "、".join(f"{name} {at:.1f}" for name, at in steps))
    assert len(steps) <= 10
    assert took < ALLOWED_SECONDS
