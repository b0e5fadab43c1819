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
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, Request, expect, sync_playwright

from api.app import create_app
from api.command import load_demo
from chaingraph.service.workspace import Workspace

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
LOCAL = "127.0.0.1"
EXPECTED = "the server responded with a status of 4"
OFFLINE = ["--no-sandbox", f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {LOCAL}"]
"""No name but this computer's is resolved: cheaper than holding every request up, and the cache works as at work."""
NEVER_SECONDS = 3600.0
"""Nothing is made ready in the background of a test: it would take the time of the others."""

SCREEN = {"width": 1600, "height": 900}
expect.set_options(timeout=20_000)


@contextmanager
def served(workspace: Workspace, app: FastAPI | None = None) -> Iterator[str]:
    """The address of a running server over the workspace, or of the application already made over it."""
    with socket.socket() as listening:
        listening.bind((LOCAL, 0))
        port = listening.getsockname()[1]
        rules = workspace.rules.model_copy(update={"warm_after_seconds": NEVER_SECONDS})
        config = uvicorn.Config(app or create_app(workspace, rules), log_level="warning", ws="none")
        server = uvicorn.Server(config)
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


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all; missing, it fails in CI and skips elsewhere."""
    if not Path(CHROMIUM).is_file():
        message = f"Chromium is missing at {CHROMIUM}; run tests/browser/setup.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        yield opened
        opened.close()


@pytest.fixture(scope="package")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo city in a file, its firms placed: loading and placing it takes seconds, copying it does not."""
    file = tmp_path_factory.mktemp("demo") / "demo.db"
    with Workspace.open(f"sqlite:///{file}") as workspace:
        load_demo(workspace)
        workspace.snapshot()
    return file


@pytest.fixture(scope="package")
def city(demo_file: Path) -> Iterator[str]:
    """The address of a demo city that tests only read."""
    with Workspace.open(f"sqlite:///{demo_file}") as workspace, served(workspace) as address:
        yield address


@pytest.fixture
def own_city(demo_file: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demo city that one test may change."""
    file = shutil.copy(demo_file, tmp_path / "demo.db")
    with Workspace.open(f"sqlite:///{file}") as workspace, served(workspace) as address:
        yield address


class Watched:
    """Pages of one browser, and what went wrong in them: requests that left this computer, complaints of scripts."""

    def __init__(self, browser: Browser) -> None:
        self._browser, self._closing = browser, ExitStack()
        self.left: list[str] = []
        self.complaints: list[str] = []

    def page(self) -> Page:
        """A page with cookies of its own."""
        context = self._browser.new_context(viewport=SCREEN, locale="zh-CN", accept_downloads=True)
        self._closing.callback(context.close)
        context.on("request", self._asked)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        return page

    def close(self) -> None:
        """Close what was opened; fails the test when anything went wrong."""
        self._closing.close()
        assert self.left == []
        assert [text for text in self.complaints if EXPECTED not in text] == []

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in (LOCAL, None):
            self.left.append(request.url)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Open an address; at the end nothing may have left this computer, and no script or policy may have complained."""
    watched = Watched(browser)

    def opened(address: str) -> Page:
        page = watched.page()
        page.goto(address)
        return page

    yield opened
    watched.close()
