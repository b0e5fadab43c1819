"""Every block of docs/api.md runs as it stands against a server with accounts and a key."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.access.keys import ApiKeys
from api.access.roles import Role
from api.access.users import User, Users
from api.command import load_demo
from api.server.office import now
from chaingraph.service.workspace import Workspace
from chaingraph.store.sqlite import SqliteStore
from tests.api.people import password_hash
from tests.browser.conftest import served

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "api.md"
BLOCKS = re.findall(r"```(sh|python)\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The variables under which the blocks run: the demo city behind a sign-in, and an officer's key."""
    with Workspace(SqliteStore(tmp_path_factory.mktemp("api") / "a.db")) as workspace:
        load_demo(workspace)
        Users(workspace.store).add(User(name="管理员甲", role=Role.ADMIN, password=password_hash()))
        key = ApiKeys(workspace.store).add("数据平台", Role.OFFICER, (), by="管理员甲", at=now())
        with served(workspace) as address:
            yield {**os.environ, "CHAINGRAPH_URL": address, "CHAINGRAPH_KEY": key, "no_proxy": "*"}


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_a_block_runs_as_it_stands(server: dict[str, str], number: int) -> None:
    language, text = BLOCKS[number]
    if language == "sh" and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    command = ["sh", "-eu", "-c", text] if language == "sh" else [sys.executable, "-c", text]
    done = subprocess.run(command, env=server, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or "test" in text


def test_the_document_shows_both_ways() -> None:
    assert {language for language, _ in BLOCKS} == {"sh", "python"}
    assert len(BLOCKS) >= 8
