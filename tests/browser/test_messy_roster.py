"""The workbook an office really sends, taken as it is: from a fresh store to a list of targets in twelve clicks."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from benchmarks.realdata import shared_data
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.sqlite import SqliteStore
from tests.browser.conftest import served
from tests.loaders.messy import gaoming_workbook

pytestmark = [
    pytest.mark.browser,
    pytest.mark.realdata,
    pytest.mark.skipif(not shared_data().is_dir(), reason="the shared data is not here"),
]
Open = Callable[[str], Page]
MOST_CLICKS = 12


class Hand:
    """A hand that clicks, and counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.began = page, [], time.monotonic()  # type: ignore[var-annotated]

    def click(self, role: str, name: str, *, exact: bool = False) -> None:
        self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]
        self.count(name)

    def count(self, name: str) -> None:
        self.clicks.append((name, time.monotonic() - self.began))


def test_a_messy_roster_gives_its_place_its_firms_and_targets_in_twelve_clicks(open_page: Open, tmp_path: Path) -> None:
    file = gaoming_workbook(tmp_path / "重点企业名单.xlsx")
    with Workspace(SqliteStore(tmp_path / "new.db"), Settings()) as workspace, served(workspace) as address:
        page = open_page(address)
        hand = Hand(page)
        hand.click("link", "去导入数据")
        page.locator("input[type=file]").set_input_files(file)
        hand.count("选择文件")
        hand.click("button", "上传并预览")
        hand.click("button", "确认导入")
        expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
        snapshot = workspace.snapshot()
        assert len(snapshot.enterprises) == 93
        assert len(snapshot.projects) == 42
        hand.click("link", "数据导入", exact=True)
        hand.click("button", "导入内置名录")
        expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
        hand.click("link", "看首页")
        hand.click("button", "就是高明区")
        expect(page.get_by_role("heading", level=1)).to_contain_text("高明区")
        page.locator(".presences a.presence").first.click()
        hand.count("第一条产业链")
        expect(page.locator("#picture svg")).to_be_visible(timeout=60_000)
        hand.click("link", "目标企业")
        expect(page.locator(".target").first).to_be_visible(timeout=60_000)
        with page.expect_download() as saving:
            hand.click("link", "导出 Excel")
        sheet = load_workbook(BytesIO(Path(saving.value.path()).read_bytes()))["目标企业清单"]
        assert sheet.max_row > 20
    print(f"{len(hand.clicks)} clicks: " + "、".join(f"{name} {at:.1f}" for name, at in hand.clicks))
    assert len(hand.clicks) <= MOST_CLICKS
