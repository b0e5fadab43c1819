"""Every page in every state, in a real browser: full, empty, asked wrongly, closed to who asks, and without sign-in."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, ViewportSize

from api.access.roles import Role
from api.access.users import User, Users
from api.app import create_app
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from tests.api.people import PASSWORD, password_hash
from tests.api.world import workspace as small_city
from tests.browser.accessible import faults, focus_faults
from tests.browser.conftest import Watched, served
from tests.browser.pages import FIRM, PAGES, PARK, SIBLING, Walk, lacking, least_role, page_routes, pair

pytestmark = pytest.mark.browser
ROUTES = page_routes(create_app(small_city()))
NARROW = "本园招商员"
WRONG = [(path, *wrong) for path, walk in PAGES.items() for wrong in walk.wrong]
EMPTY = [path for path, walk in PAGES.items() if walk.empty]
CLOSED = [path for path, route in ROUTES.items() if lacking(route)]
THEIRS = [
    *(
        f"{pair(SIBLING)}/{path.rsplit('}/', 1)[1]}"
        for path in ROUTES
        if path.startswith("/places/") and "}/" in path[8:]
    ),
    f"/places/{quote(SIBLING)}",
    *(f"/enterprises/{quote(FIRM)}{end}" for end in ("", "/ecosystem", "/drill", "/dossier")),
    f"/enterprises?where={quote(SIBLING)}",
    f"/leads/new?place={quote(SIBLING)}",
    *(f"{path}={quote(FIRM)}" for path in ("/leads/new?enterprise", "/proposals?enterprise", "/paths?supplier")),
    f"{pair(PARK)}/ecosystem?enterprise={quote(FIRM)}",
]
OFFICE_SCREENS: tuple[ViewportSize, ...] = ({"width": 1366, "height": 768}, {"width": 1600, "height": 900})
CSV = "企业名称,省,市,主营产品\n新来铜箔有限公司,河南省,新乡市,锂电铜箔\n"


@dataclass(frozen=True, slots=True)
class Town:
    """The demo city with accounts, a signed-in page for each of them, and the addresses that had to be made first."""

    address: str
    watched: Watched
    pages: dict[str, Page]
    made: dict[str, str]

    def open(self, who: str, path: str) -> tuple[Page, Response]:
        """Somebody opens an address."""
        page = self.pages[who]
        answer = page.goto(self.address + path)
        assert answer is not None
        return page, answer

    def main(self, route: str) -> str:
        """The address of the page with something on it."""
        return PAGES[route].main[0] or self.made[route]


@pytest.fixture(scope="module")
def town(browser: Browser, demo_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """One server for the whole walk."""
    file = shutil.copy(demo_file, tmp_path_factory.mktemp("town") / "demo.db")
    with Workspace.open(f"sqlite:///{file}") as workspace:
        users = Users(workspace.store)
        for role in Role:
            users.add(User(name=role, role=role, password=password_hash()))
        users.add(User(name=NARROW, role=Role.OFFICER, password=password_hash(), scope=(PARK,)))
        with served(workspace) as address:
            watched = Watched(browser)
            pages = {name: watched.page() for name in (*Role, NARROW)}
            for name, page in pages.items():
                signed_in(page, address, name)
            yield Town(address, watched, {**pages, "": watched.page()}, made(pages[Role.OFFICER], address))
            watched.close()


def signed_in(page: Page, address: str, name: str, wanted: str = "/rules") -> None:
    """Go for a page and be led there by way of the form."""
    page.goto(address + wanted)
    page.get_by_label("账号").fill(name)
    page.get_by_label("口令").fill(PASSWORD)
    page.get_by_label("口令").press("Enter")
    page.wait_for_url(f"{address}{wanted}")


def made(page: Page, address: str) -> dict[str, str]:
    """Addresses of a lead, an import, a waiting upload, and of a job that failed and so stays on its page."""
    preview = uploaded(page, address, "企业.csv", CSV)
    broken = uploaded(page, address, "杂.csv", "甲,乙\n1,2\n")
    sent = page.request.post(f"{broken}/trial", headers={"Origin": address}, max_redirects=0)
    return {
        "/leads/{lead_id}": link(page, f"{address}/leads", ".lead h3 a"),
        "/imports/{import_id}": link(page, f"{address}/imports", "td a[href^='/imports/']"),
        "/imports/preview/{token}": urlsplit(preview).path,
        "/jobs/{job_id}": sent.headers["location"],
    }


def uploaded(page: Page, address: str, name: str, text: str) -> str:
    """The address of the preview of a file."""
    page.goto(f"{address}/imports")
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": text.encode()})
    page.get_by_role("button", name="上传并预览").click()
    page.wait_for_url("**/imports/preview/*")
    return page.url


def link(page: Page, where: str, chosen: str) -> str:
    """Where the first such link of a page leads."""
    page.goto(where)
    return str(page.locator(chosen).first.get_attribute("href"))


def too_wide(page: Page) -> Iterator[int]:
    """Widths of office screens that the page does not fit."""
    for size in OFFICE_SCREENS:
        page.set_viewport_size(size)
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            yield size["width"]


def opener(route: str) -> str:
    """Who opens the page: of those who may, the one who may least."""
    named = PAGES[route].who
    return least_role(ROUTES[route]) if named is None else named


def told(page: Page) -> str:
    """The words of the page's main part."""
    return page.locator("main").inner_text()


def test_every_page_has_its_states_in_the_table() -> None:
    assert sorted(PAGES) == sorted(ROUTES)
    for route, walk in PAGES.items():
        assert (walk.empty is None) == bool(walk.why), f"{route}: an empty state, or why there is none"


@pytest.mark.parametrize("route", PAGES)
def test_a_page_shows_what_it_is_for_and_can_be_used_by_everyone(town: Town, route: str) -> None:
    page, answer = town.open(opener(route), town.main(route))
    assert answer.status == 200
    assert PAGES[route].main[1] in told(page)
    assert faults(page) == []
    assert focus_faults(page) == []
    assert page.locator("nav[aria-label='位置'] a").count() or route in ("/", "/sign-in")
    assert list(too_wide(page)) == []


def test_the_skip_link_leads_the_keyboard_past_the_bar(town: Town) -> None:
    page, _ = town.open(Role.OFFICER, "/leads")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


@pytest.mark.parametrize("route", EMPTY)
def test_a_page_with_nothing_to_show_says_so(town: Town, route: str) -> None:
    address, words = PAGES[route].empty or ("", "")
    page, answer = town.open(least_role(ROUTES[route]), address)
    assert answer.status == 200
    assert words in told(page)
    assert faults(page) == []


@pytest.mark.parametrize(("route", "path", "status", "words"), WRONG)
def test_a_wrong_address_is_told_in_chinese_with_a_way_on(
    town: Town, route: str, path: str, status: int, words: str
) -> None:
    page, answer = town.open(least_role(ROUTES[route]), path)
    assert answer.status == status
    assert words in page.get_by_role("alert").inner_text()
    assert page.locator("main a").count() > 1
    assert faults(page) == []


@pytest.mark.parametrize("route", CLOSED)
def test_who_lacks_the_permission_is_told_which(town: Town, route: str) -> None:
    page, answer = town.open(Role.GUEST, PAGES[route].main[0] or "/imports/preview/nothing")
    assert answer.status == 403
    assert f"没有“{'、'.join(lacking(ROUTES[route]))}”的权限" in told(page)


@pytest.mark.parametrize("path", THEIRS)
def test_an_officer_of_one_park_is_kept_from_another(town: Town, path: str) -> None:
    page, answer = town.open(NARROW, path)
    assert answer.status == 403
    assert "不在您的负责范围内" in page.get_by_role("alert").inner_text()


@pytest.mark.parametrize("route", [route for route in PAGES if route != "/sign-in"])
def test_without_sign_in_a_page_leads_to_the_form_and_remembers_itself(town: Town, route: str) -> None:
    path = town.main(route)
    page, answer = town.open("", path)
    assert answer.status == 200
    landed = urlsplit(page.url)
    assert landed.path == "/sign-in"
    assert unquote(unquote(landed.query)) == f"next={unquote(path)}"


@pytest.fixture(scope="module")
def bare(browser: Browser) -> Iterator[tuple[str, Page]]:
    """A store without a fact, at a desktop, and a page to look at it with."""
    watched = Watched(browser)
    with served(Workspace(MemoryStore(), Settings())) as address:
        yield address, watched.page()
        watched.close()


@pytest.mark.parametrize("route", PAGES)
def test_an_empty_store_says_what_to_do(bare: tuple[str, Page], route: str) -> None:
    address, page = bare
    walk: Walk = PAGES[route]
    answer = page.goto(address + (walk.main[0] or walk.wrong[0][0]))
    assert answer is not None
    if walk.bare is None:
        assert answer.status in (404, 422)
        assert page.locator("main a[href='/imports']").count() == 1
    else:
        assert answer.status == 200
        assert walk.bare in told(page)
    assert faults(page) == []
