"""A large file in the browser: mapped, imported with progress, cancelled, and not for everyone."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.sqlite import SqliteStore
from tests.api.people import PASSWORD, people
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
ROWS = 20_000
PRODUCTS = ("湿法隔膜", "锂电铜箔", "方形电芯", "电池箱体", "不锈钢餐具")


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty thousand invented firms."""
    path = tmp_path_factory.mktemp("large") / "企业.csv"
    rows = (f"虚构第{n}号有限公司,河南省,新乡市,{PRODUCTS[n % 5]}\n" for n in range(ROWS))
    path.write_text("企业名称,省,市,主营产品\n" + "".join(rows), encoding="utf-8")
    return path


def uploaded(page: Page, address: str, file: Path) -> None:
    """Choose a file and go to its preview."""
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="上传并预览").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"预览：{file.name}")


def test_twenty_thousand_rows_are_imported_with_progress_that_survives_a_reload(
    open_page: Open, tmp_path: Path, roster: Path
) -> None:
    with Workspace(SqliteStore(tmp_path / "a.db"), Settings()) as workspace, served(workspace) as address:
        page = open_page(address)
        uploaded(page, address, roster)
        expect(page.locator("main")).to_contain_text("20,000 行")
        page.get_by_role("button", name="确认导入").click()
        page.wait_for_url(re.compile(r"/jobs/"))
        expect(page.locator("#job")).to_contain_text(re.compile(r"(整理|写入|解析|识别)"))
        page.reload()
        expect(page.locator("#job progress")).to_be_visible()
        page.wait_for_url(re.compile(r"/imports/[0-9a-f]+"), timeout=90_000)
        expect(page.locator(".tiles")).to_contain_text("20000")
        assert len(workspace.snapshot().enterprises) == ROWS


def test_a_cancelled_import_leaves_the_store_as_it_was(open_page: Open, tmp_path: Path, roster: Path) -> None:
    with Workspace(SqliteStore(tmp_path / "a.db"), Settings()) as workspace, served(workspace) as address:
        page = open_page(address)
        uploaded(page, address, roster)
        page.get_by_role("button", name="确认导入").click()
        page.wait_for_url(re.compile(r"/jobs/"))
        page.get_by_role("button", name="取消任务").click()
        expect(page.locator("#job")).to_contain_text("没有写入任何数据", timeout=30_000)
        assert workspace.store.imports() == ()
        page.goto(f"{address}/imports")
        expect(page.locator("main")).to_contain_text("已取消")


def test_headers_nobody_knows_are_mapped_by_keyboard(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "杂表.csv"
    file.write_text("主体,干什么的,在哪\n甲厂,锂电铜箔,新乡市\n", encoding="utf-8")
    workspace = Workspace(MemoryStore(), Settings())
    with served(workspace) as address:
        page = open_page(address)
        uploaded(page, address, file)
        expect(page.get_by_role("alert")).to_contain_text("没有认得出的表")
        page.get_by_label("作为哪张表导入").select_option("enterprises")
        page.get_by_role("button", name="按所选重新预览").press("Enter")
        for header, field in (("主体", "name"), ("干什么的", "products"), ("在哪", "city")):
            page.get_by_label(f"“{header}”对应").select_option(field)
        page.get_by_role("button", name="按所选重新预览").press("Enter")
        expect(page.locator(".tile.good")).to_contain_text("1")
        page.get_by_role("button", name="确认导入").click()
        expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
        assert [firm.city for firm in workspace.snapshot().enterprises] == ["新乡市"]


def test_a_guest_finds_no_upload_and_an_account_is_needed(open_page: Open) -> None:
    with served(people()) as address:
        page = open_page(f"{address}/imports")
        expect(page.get_by_role("heading", name="登录")).to_be_visible()
        page.get_by_label("账号").fill("访客甲")
        page.get_by_label("口令").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("数据导入")
        expect(page.get_by_role("button", name="上传并预览")).to_have_count(0)
        expect(page.get_by_role("navigation", name="主导航")).not_to_contain_text("数据导入")
        page.goto(f"{address}/users")
        expect(page.get_by_role("alert")).to_contain_text("没有“管理账号”的权限")


def test_an_officer_of_one_park_imports_its_rows_and_is_told_of_the_others(open_page: Open, tmp_path: Path) -> None:
    file = tmp_path / "企业.csv"
    file.write_text("企业名称,所在园区,主营产品\n新隔膜厂,乙园,隔膜\n别园的厂,甲园,电芯\n", encoding="utf-8")
    workspace = people()
    with served(workspace) as address:
        page = open_page(f"{address}/imports")
        page.get_by_label("账号").fill("乙园招商员")
        page.get_by_label("口令").fill(PASSWORD)
        page.get_by_label("口令").press("Enter")
        expect(page.locator("main")).to_contain_text("您负责 乙园")
        uploaded(page, address, file)
        expect(page.locator(".tile.bad")).to_contain_text("1")
        page.get_by_role("button", name="确认导入").press("Enter")
        expect(page.get_by_role("heading", name="逐行报告")).to_be_visible(timeout=60_000)
        refusal = page.locator(".issues tbody tr")
        for words in ("企业.csv", "3", "所在园区", "甲园", "负责范围"):
            expect(refusal).to_contain_text(words)
        page.once("dialog", lambda asked: asked.accept())
        page.get_by_role("button", name="撤销这次导入").press("Enter")
        expect(page.locator("p[role=status]")).to_contain_text("已撤销")
        assert "新隔膜厂" not in {firm.name for firm in workspace.snapshot().enterprises}
