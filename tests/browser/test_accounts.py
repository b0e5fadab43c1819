"""Accounts, keys and the audit in the browser, and what those see who may not manage them."""

from collections.abc import Callable
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.api.people import PASSWORD, people
from tests.browser.conftest import served

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]


def signed_in(page: Page, name: str, password: str = PASSWORD) -> None:
    """Sign in through the form."""
    page.get_by_label("账号").fill(name)
    page.get_by_label("口令").fill(password)
    page.get_by_label("口令").press("Enter")


def test_an_administrator_makes_an_account_which_signs_in_is_bound_and_is_disabled(open_page: Open) -> None:
    with served(people()) as address:
        page = open_page(f"{address}/users")
        signed_in(page, "管理员甲")
        form = page.locator("form[action='/users']")
        form.get_by_label("账号").fill("新人")
        form.get_by_label("初始口令").fill("a fresh secret 7")
        form.get_by_label("负责范围").fill("乙园")
        form.get_by_role("button", name="建立").click()
        expect(page.locator("p[role=status]")).to_contain_text("账号已建立")
        other = open_page(address)
        signed_in(other, "新人", "a fresh secret 7")
        expect(other.locator(".presences")).to_contain_text("乙园")
        expect(other.locator(".presences")).not_to_contain_text("甲园")
        other.goto(f"{address}/places/甲园")
        expect(other.get_by_role("alert")).to_contain_text("不在您的负责范围内")
        page.once("dialog", lambda asked: asked.accept())
        page.get_by_role("row", name="新人").get_by_role("button", name="停用").click()
        expect(page.get_by_role("row", name="新人")).to_contain_text("已停用")
        other.goto(address)
        expect(other.get_by_role("heading", name="登录")).to_be_visible()
        page.goto(f"{address}/audit?by=管理员甲")
        expect(page.locator("table")).to_contain_text("停用账号：新人")


def test_a_wrong_password_is_told_and_the_page_wanted_is_reached_after_the_right_one(open_page: Open) -> None:
    with served(people()) as address:
        page = open_page(f"{address}/rules")
        signed_in(page, "访客甲", "not the password")
        expect(page.get_by_role("alert")).to_contain_text("账号或口令不对")
        signed_in(page, "访客甲")
        expect(page.get_by_role("heading", level=1)).to_contain_text("说明")
        page.locator(".me summary").press("Enter")
        page.get_by_role("button", name="退出登录").click()
        expect(page.get_by_role("heading", name="登录")).to_be_visible()


def test_a_key_is_shown_once_works_and_is_revoked(open_page: Open) -> None:
    with served(people()) as address:
        page = open_page(f"{address}/keys")
        signed_in(page, "管理员甲")
        expect(page.locator("main")).to_contain_text("还没有密钥")
        page.get_by_label("给哪个系统").fill("数据平台")
        page.get_by_role("button", name="建立").click()
        key = page.locator("#made").inner_text()
        asked = Request(f"{address}/api/v1/chains", headers={"Authorization": f"Bearer {key}"})
        assert urlopen(asked).status == 200
        page.goto(f"{address}/keys")
        assert key not in page.content()
        page.once("dialog", lambda told: told.accept())
        page.get_by_role("button", name="停用").click()
        expect(page.locator("table")).to_contain_text("已停用")


def test_an_audit_without_hits_says_so_and_a_weak_password_is_refused(open_page: Open) -> None:
    with served(people()) as address:
        page = open_page(f"{address}/audit?q=没有这样的事")
        signed_in(page, "管理员甲")
        expect(page.get_by_role("heading", name="没有符合条件的记录")).to_be_visible()
        page.goto(f"{address}/account")
        page.get_by_label("原口令").fill(PASSWORD)
        page.get_by_label("新口令").fill("aaaaaaaaaaaa")
        page.get_by_label("再输一次").fill("aaaaaaaaaaaa")
        page.get_by_role("button", name="修改").click()
        expect(page.get_by_role("alert")).to_contain_text("太容易猜到")
