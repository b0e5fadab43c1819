"""A real Chromium on a real server with the demo city; any request that leaves this computer fails the test."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from api.app import create_app
from api.command import load_demo
from chaingraph.workspace import Workspace

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
LOCAL = "127.0.0.1"
EXPECTED = "the server responded with a status of 4"
SCREEN = {"width": 1600, "height": 900}
expect.set_options(timeout=20_000)


@contextmanager
def served(workspace: Workspace) -> Iterator[str]:
    """The address of a running server over the workspace."""
    with socket.socket() as listening:
        listening.bind((LOCAL, 0))
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(create_app(workspace), log_level="warning", ws="none"))
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        running.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        try:
            yield f"http://{LOCAL}:{port}"
        finally:
            server.should_exit = True
            running.join(10)


@contextmanager
def demo_city(folder: Path) -> Iterator[str]:
    """The demo city in a fresh file, served."""
    with Workspace.open(f"sqlite:///{folder / 'demo.db'}") as workspace:
        load_demo(workspace)
        with served(workspace) as address:
            yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; missing, it fails in CI and skips elsewhere."""
    if not Path(CHROMIUM).is_file():
        message = f"Chromium is missing at {CHROMIUM}; run tests/browser/setup.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo city that the tests of a module only read."""
    with demo_city(tmp_path_factory.mktemp("city")) as address:
        yield address


@pytest.fixture
def own_city(tmp_path: Path) -> Iterator[str]:
    """The address of a demo city that one test may change."""
    with demo_city(tmp_path) as address:
        yield address


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Open an address; at the end nothing may have left this computer, and no script or policy may have complained."""
    left: list[str] = []
    complaints: list[str] = []

    def watch(route: Route) -> None:
        if urlsplit(route.request.url).hostname in (LOCAL, None):
            route.continue_()
        else:
            left.append(route.request.url)
            route.abort()

    with ExitStack() as closing:

        def opened(address: str) -> Page:
            context = browser.new_context(viewport=SCREEN, locale="zh-CN", accept_downloads=True)
            closing.callback(context.close)
            context.route("**/*", watch)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
            page.goto(address)
            return page

        yield opened
    assert left == []
    assert [text for text in complaints if EXPECTED not in text] == []
