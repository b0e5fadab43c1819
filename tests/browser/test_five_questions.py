"""A leader's five questions, each answered from home in at most three clicks."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
Open = Callable[[str], Page]
MOST = 3


class Leader:
    """Somebody at home who clicks, and whose clicks are counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def click(self, target: Locator) -> None:
        self.clicks += 1
        assert self.clicks <= MOST
        target.click()

    def go(self, name: str) -> None:
        """Open the menu of the parks and choose a page: two clicks."""
        self.click(self.page.get_by_role("button", name="园区运行"))
        self.click(self.page.get_by_role("link", name=name, exact=True).first)

    @property
    def main(self) -> Locator:
        return self.page.locator("#main")


@pytest.fixture
def leader(city: str, open_page: Open) -> Leader:
    return Leader(open_page(city))


def test_which_park_lags_and_why(leader: Leader) -> None:
    leader.go("考评")
    rows = leader.main.locator("tr.last")
    expect(rows).to_have_count(3)
    fallen = rows.filter(has_text="电池及电动车专业园区")
    expect(fallen).to_contain_text("连续 2 次低于良好且在末 3 位")
    leader.click(fallen.get_by_role("link").first)
    expect(leader.main.locator("#points")).to_contain_text("演示数据，非实际台账")


def test_which_gap_has_no_project(leader: Leader) -> None:
    leader.go("四个一批")
    section = leader.main.locator("section", has=leader.page.get_by_role("heading", name="没有项目的紧迫缺口"))
    expect(section.locator("tbody tr").first).to_contain_text("专业园区")


def test_which_land_can_be_taken_back_this_quarter(leader: Leader) -> None:
    leader.go("闲置土地")
    leader.click(leader.main.get_by_role("link", name="本季可收回"))
    expect(leader.main.locator("tbody tr")).not_to_have_count(0)
    expect(leader.main.locator("tbody tr").first).to_contain_text("满两年")
    expect(leader.main).to_contain_text("收回国有建设用地使用权决定书")


def test_who_answers_for_a_firm(leader: Leader) -> None:
    leader.go("一企一策")
    row = leader.main.locator("tr", has_text="河南平煤国能锂电有限公司").first
    expect(row).to_contain_text("演示责任人甲")


def test_what_changes_when_a_project_starts(leader: Leader) -> None:
    leader.go("四个一批")
    card = leader.main.locator(".card", has_text="演示·方形电芯引进项目")
    leader.click(card.get_by_role("link", name="投产后会变什么"))
    expect(leader.main).to_contain_text("之后")
    expect(leader.main).to_contain_text("星恒电源")
