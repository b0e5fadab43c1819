"""Long work in the browser: started from its page, found again after a reload, cancelled, and its answer kept."""

import re
from collections.abc import Callable
from threading import Event
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from api.app import create_app
from chaingraph.settings import Settings
from tests.api.world import CHAIN, PARK
from tests.api.world import workspace as small_city
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


def test_a_back_test_runs_as_a_job_and_its_figures_stay(open_page: Open) -> None:
    with served(small_city()) as address:
        page = open_page(f"{address}/backtest?question=firms&cases=50")
        page.get_by_role("button", name="开始回测").click()
        page.wait_for_url(re.compile(r"/backtest\?"), timeout=60_000)
        page.reload()
        expect(page.get_by_role("columnheader", name="命中")).to_be_visible()


def test_a_job_is_found_again_after_a_reload_and_from_its_page_and_is_cancelled(open_page: Open) -> None:
    city, held = small_city(), Event()
    app = create_app(city)
    app.state.office.jobs.start("占着", lambda step: held.wait(60), owner="别人", kind="x")
    with served(city, app) as address:
        page = open_page(f"{address}/backtest")
        page.get_by_role("button", name="开始回测").click()
        page.wait_for_url(re.compile(r"/jobs/"))
        job = page.url
        page.reload()
        expect(page.locator("#job")).to_contain_text("排队")
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.goto(f"{address}/backtest")
        page.get_by_role("status").get_by_role("link").click()
        expect(page).to_have_url(job)
        page.get_by_role("button", name="取消任务").press("Enter")
        expect(page.locator("#job")).to_contain_text("已取消")
        held.set()
        page.get_by_role("link", name="回到提出的页面").click()
        expect(page.get_by_role("heading", name="这一问还没有算过")).to_be_visible()


def test_a_portfolio_among_many_firms_is_worked_out_by_a_job_and_leads_back_to_its_page(open_page: Open) -> None:
    rules = Settings(portfolio_at_once=0)
    with served(small_city(rules)) as address:
        page = open_page(f"{address}/places/{quote(PARK)}/chains/{quote(CHAIN)}/portfolio")
        page.get_by_label("净地").fill("500")
        page.get_by_role("button", name="计算").click()
        expect(page.get_by_role("heading", name="推荐组合")).to_be_visible()
        assert "land_mu=500" in page.url


def test_a_file_that_takes_long_says_so_and_can_be_given_up(open_page: Open) -> None:
    with served(small_city()) as address:
        page = open_page(f"{address}/places/{quote(PARK)}/chains/{quote(CHAIN)}/panorama")
        page.route("**/panorama?format=png*", lambda _: None)
        page.get_by_role("link", name="导出 PNG").click()
        expect(page.locator(".making")).to_contain_text("正在生成“导出 PNG”")
        page.locator(".making").get_by_role("button", name="取消").click()
        expect(page.locator(".making")).to_have_count(0)
        page.unroute("**/panorama?format=png*")
        with page.expect_download() as saving:
            page.get_by_role("link", name="导出 PNG").click()
        assert saving.value.suggested_filename.endswith(".png")
