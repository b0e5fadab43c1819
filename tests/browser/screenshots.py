"""Pictures of every page of the demo city: python -m tests.browser.screenshots FOLDER."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from api.html.navigation import MENU
from tests.browser.conftest import CHROMIUM, SCREEN, demo_city

PLACE, CHAIN, TUNNEL, PARK = "新乡市", "动力电池", "高端装备·隧道掘进机", "动力电池专业园区"
FIRM = "河南新太行电源股份有限公司"
SMALL, LARGE = {"width": 1366, "height": 768}, {"width": 1920, "height": 1080}
PAIR = f"/places/{quote(PLACE)}/chains/{quote(CHAIN)}"
EVERY = {entry.name: f"{PAIR}/{entry.name}" if entry.of_pair else entry.path for entry in MENU}
"""All that the bar leads to: a page that is added there is photographed here."""
MORE = {
    "panorama-tunnel": f"/places/{quote(PLACE)}/chains/{quote(TUNNEL)}/panorama",
    "panorama-park": f"/places/{quote(PARK)}/chains/{quote(CHAIN)}/panorama",
    "panorama-supposed": f"{PAIR}/panorama?with={quote('科达利')}",
    "matrix-branch": f"{PAIR}/matrix?by=branch",
    "matrix-cell": f"{PAIR}/matrix?at={quote(PLACE)}&column={quote('方形电芯')}",
    "scenario-landed": f"{PAIR}/scenario?land={quote('科达利')}",
    "portfolio-found": f"{PAIR}/portfolio?land_mu=300&fund_wan=20000",
    "flow-inferred": f"{PAIR}/flow?basis=inferred",
    "flow-empty": f"/places/{quote(PLACE)}/chains/{quote('光伏')}/flow?basis=observed",
    "gaps-empty": f"{PAIR}/gaps?q={quote('没有这个环节')}",
    "place": f"/places/{quote(PLACE)}",
    "place-park": f"/places/{quote(PARK)}",
    "enterprise": f"/enterprises/{quote(FIRM)}?place={quote(PLACE)}&chain={quote(CHAIN)}",
    "paths-found": f"/paths?supplier={quote('中科科技')}&buyer={quote(FIRM)}",
    "paths-refused": f"/paths?supplier={quote('没有这家')}",
    "search": f"/search?q={quote('隔膜')}",
    "search-empty": "/search?q=zzzz",
    "park": f"/parks/{quote(PARK)}",
    "projects-table": "/projects?view=table",
    "service": f"/services/{quote('河南平煤国能锂电有限公司')}",
    "account": "/account",
    "users": "/users",
    "keys": "/keys",
    "audit": "/audit",
    "lead-new": "/leads/new",
    "forbidden": "/imports/preview/nothing",
    "unknown": "/places/no-such-place",
}


def main(folder: Path) -> None:
    """Write one picture a page, those that need a click, and the bar's pages again on a small and a large screen."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as store,
        demo_city(Path(store)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=SCREEN, locale="zh-CN")
        for name, path in {**EVERY, **MORE}.items():
            _pictured(page, address + path, folder / f"{name}.png")
        for name, act in CLICKED.items():
            page.goto(address)
            act(page, address)
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
        for size, prefix in ((SMALL, "small"), (LARGE, "large")):
            page.set_viewport_size(size)
            for name, path in EVERY.items():
                _pictured(page, address + path, folder / f"{prefix}-{name}.png")
        browser.close()


def _pictured(page: Page, address: str, file: Path) -> None:
    page.goto(address)
    page.wait_for_timeout(400)
    page.screenshot(path=file)


def _selected(page: Page, address: str) -> None:
    page.goto(f"{address}{PAIR}/panorama")
    page.locator('[data-key="方形电芯"]').first.click()


def _beside(page: Page, address: str) -> None:
    page.goto(f"{address}{PAIR}/targets")
    for number in range(4):
        page.locator("[name=pick]").nth(number).click()
    page.locator("[data-picked]").click()


def _lit(page: Page, address: str) -> None:
    page.goto(f"{address}{PAIR}/ecosystem?enterprise={quote(FIRM)}")
    page.locator(".node").nth(14).click()


def _typed(page: Page, _: str) -> None:
    page.locator("#seek").press_sequentially("dianchi")
    page.wait_for_selector("#hits [role=option]")
    page.keyboard.press("ArrowDown")


def _unfolded(page: Page, _: str) -> None:
    page.get_by_role("button", name="更多分析").click()


CLICKED: dict[str, Callable[[Page, str], None]] = {
    "panorama-selected": _selected,
    "targets-beside": _beside,
    "ecosystem-selected": _lit,
    "search-typing": _typed,
    "menu": _unfolded,
}

if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
