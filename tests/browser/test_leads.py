"""The board of leads in the browser: made from a target, moved by hand and by mouse, told and reminded."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.people import PASSWORD, people
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
TARGETS = f"/places/{quote('电池及电动车专业园区')}/chains/{quote('动力电池')}/targets"


def lane(page: Page, stage: str) -> str:
    """The cards of a column as text."""
    return page.locator(f"[data-stage='{stage}']").inner_text()


def test_a_target_becomes_a_lead_and_goes_through_the_stages(own_city: str, open_page: Open) -> None:
    page = open_page(f"{own_city}{TARGETS}")
    firm = str(page.locator(".target .who").first.get_attribute("title"))
    page.get_by_role("link", name="加入线索").first.click()
    expect(page.locator("form.stacked")).to_contain_text(firm)
    page.get_by_label("责任人").fill("王工")
    page.get_by_label("下次跟进").fill("2000-01-03")
    page.get_by_role("button", name="建立").click()
    expect(page.locator("p[role=status]")).to_contain_text("线索已建立")
    page.goto(f"{own_city}/leads?owner={quote('王工')}")
    expect(page.locator(".lead")).to_have_count(1)
    page.get_by_label("移到").select_option("对接")
    page.get_by_role("button", name="移动").press("Enter")
    expect(page.locator("p[role=status]").first).to_contain_text("线索已移动")
    assert "owner=" in page.url
    page.locator(".lead").drag_to(page.locator("[data-stage='在谈'] h2"))
    expect(page.locator("[data-stage='在谈'] .lead")).to_have_count(1)
    page.locator(".lead h3 a").click()
    expect(page.locator(".history li").first).to_contain_text("对接 → 在谈")
    page.go_back()
    expect(page.locator("[data-stage='在谈'] .lead")).to_have_count(1)
    page.goto(own_city)
    expect(page.get_by_role("heading", name="本周要联系")).to_be_visible()
    expect(page.locator("main")).to_contain_text("逾期")


def test_an_empty_board_leads_to_the_first_lead_and_a_wrong_firm_is_told(open_page: Open) -> None:
    with served(Workspace(MemoryStore(), Settings())) as address:
        page = open_page(f"{address}/leads")
        expect(page.get_by_role("heading", name="看板上还没有线索")).to_be_visible()
        page.goto(f"{address}/leads/new?enterprise={quote('没有这家')}")
        expect(page.get_by_role("alert")).to_contain_text("找不到企业")


def test_a_guest_reads_the_board_and_moves_nothing(open_page: Open) -> None:
    with served(people()) as address:
        page = open_page(f"{address}/sign-in?next=/leads")
        page.get_by_label("账号").fill("访客甲")
        page.get_by_label("口令").fill(PASSWORD)
        page.get_by_label("口令").press("Enter")
        expect(page.get_by_role("heading", name="看板上还没有线索")).to_be_visible()
        expect(page.get_by_role("link", name="新建线索")).to_have_count(0)
        page.goto(f"{address}/leads/new")
        expect(page.get_by_role("alert")).to_contain_text("没有“跟进线索”的权限")


def test_two_officers_at_one_lead_do_not_overwrite_each_other(own_city: str, open_page: Open) -> None:
    first = open_page(f"{own_city}/leads")
    first.locator(".lead h3 a").first.click()
    second = open_page(first.url)
    for page, stage, note in ((first, "签约", "已签意向书"), (second, "放弃", "对方不来了")):
        page.get_by_label("阶段").select_option(stage)
        page.get_by_label("备注").fill(note)
        page.get_by_role("button", name="保存").click()
    expect(second.get_by_role("alert")).to_contain_text("别人已经改过")
    expect(second.get_by_role("heading", level=1)).to_contain_text("签约")
    expect(second.get_by_label("备注")).to_have_value("对方不来了")
    second.get_by_label("下次跟进").fill("")
    second.get_by_role("button", name="保存").click()
    expect(second.locator(".history li").first).to_contain_text("签约 → 放弃")
    expect(second.locator(".history li").first).to_contain_text("（清空）")
