"""Pictures of every page of the demo city: python -m tests.browser.screenshots FOLDER."""

import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM, SCREEN, demo_city

PLACE, CHAIN, TUNNEL = "新乡市", "动力电池", "高端装备·隧道掘进机"
PAIR = f"/places/{quote(PLACE)}/chains/{quote(CHAIN)}"
PAGES = {
    "home": "/",
    "panorama": f"{PAIR}/panorama",
    "panorama-tunnel": f"/places/{quote(PLACE)}/chains/{quote(TUNNEL)}/panorama",
    "panorama-park": f"/places/{quote('动力电池专业园区')}/chains/{quote(CHAIN)}/panorama",
    "gaps": f"{PAIR}/gaps",
    "targets": f"{PAIR}/targets",
    "explorer": f"{PAIR}/explorer",
    "place": f"/places/{quote(PLACE)}",
    "enterprises": "/enterprises",
    "imports": "/imports",
    "rules": "/rules",
    "unknown": "/places/no-such-place",
}


def main(folder: Path) -> None:
    """Write one picture a page, and those that need a click."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as store,
        demo_city(Path(store)) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport=SCREEN, locale="zh-CN")
        for name, path in PAGES.items():
            page.goto(address + path)
            page.wait_for_timeout(300)
            page.screenshot(path=folder / f"{name}.png")
        _clicked(page, address, folder)
        browser.close()


def _clicked(page: Page, address: str, folder: Path) -> None:
    page.goto(f"{address}{PAIR}/panorama")
    page.locator('[data-key="方形电芯"]').first.click()
    page.wait_for_timeout(600)
    page.screenshot(path=folder / "panorama-selected.png")
    page.goto(f"{address}/enterprises?q={quote('新太行')}")
    page.get_by_role("link", name="河南新太行电源股份有限公司").first.click()
    page.wait_for_timeout(300)
    page.screenshot(path=folder / "enterprise.png")
    page.get_by_role("link", name="生态").last.click()
    page.wait_for_timeout(300)
    page.screenshot(path=folder / "ecosystem.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "screenshots"))
