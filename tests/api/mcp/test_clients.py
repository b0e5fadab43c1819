"""docs/clients.md runs as it stands, and an agent's answer of three calls says what the pages say."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client

from api.access.keys import ApiKeys
from api.access.roles import Role
from api.access.users import User, Users
from api.app import create_app
from api.command import load_demo
from api.html.templating import points, score
from api.mcp.tools import TOOLS
from api.server.office import now
from chaingraph.service.workspace import Workspace
from chaingraph.store.sqlite import SqliteStore
from tests.api.mcp.agent import ROOT, over_http, told
from tests.api.people import password_hash
from tests.api.web import Web
from tests.browser.conftest import served

TEXT = (ROOT / "docs" / "clients.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.S)
RUN = [(language, text) for language, text in BLOCKS if language in ("sh", "python")]
PAIR = {"place": "新乡市", "chain": "动力电池"}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The demo city."""
    with Workspace(SqliteStore(tmp_path_factory.mktemp("clients") / "a.db")) as workspace:
        load_demo(workspace)
        yield workspace


def _blocks(language: str) -> list[str]:
    return [text for of, text in BLOCKS if of == language]


def test_an_answer_of_three_calls_says_what_the_pages_say(demo: Workspace) -> None:
    """新乡市动力电池缺什么，谁能来，为什么"""
    web = Web(create_app(demo))

    async def talk(agent: Client) -> tuple[Any, Any, Any]:
        _, lacking = await told(agent, "gaps", **PAIR, size=50)
        _, coming = await told(agent, "targets", **PAIR, size=1)
        target = coming["answer"]["results"][0]
        _, why = await told(agent, "explain", **PAIR, segment=target["key"])
        gap = next(row for row in lacking["answer"]["results"] if row["key"] == target["key"])
        return gap, target, why

    gap, target, why = over_http(web, "", talk)
    where = "/places/新乡市/chains/动力电池"
    gaps = web.get(f"{where}/gaps", params={"size": 200}).text
    row = next(part for part in gaps.split("<tr") if f">{gap['segment']}<" in part and gap["kind"] in part)
    assert points(gap["severity"]) in row
    assert gap["status"] in row
    targets = web.get(f"{where}/targets").text
    offered = next(part for part in targets.split("<tr") if target["enterprise"] in part)
    assert f'<b class="big">{score(target["priority"])}</b>' in offered
    assert f"匹配度 {points(target['score'])}" in offered
    assert any(reason in offered for reason in target["reasons"])
    figures = {one["name"]: one["value"] for one in why["answer"]["figures"]}
    assert figures["severity"] == gap["severity"]
    assert figures["absence"] == gap["absence"]
    assert figures["demand_yuan"] == gap["demand_yuan"]
    assert why["answer"]["gap"] == gap
    drawer = web.get(f"{where}/panorama", params={"segment": gap["key"]}).text
    assert why["answer"]["state"]["why"] in drawer
    assert gap["segment"] == target["segment"]
    assert why["sources"]


@pytest.fixture(scope="module")
def server(demo: Workspace) -> Iterator[dict[str, str]]:
    """The variables under which the blocks run: the demo city behind a sign-in, and an officer's key."""
    Users(demo.store).add(User(name="管理员甲", role=Role.ADMIN, password=password_hash()))
    key = ApiKeys(demo.store).add("客户端", Role.OFFICER, (), by="管理员甲", at=now())
    with served(demo) as address:
        yield {**os.environ, "CHAINGRAPH_URL": address, "CHAINGRAPH_KEY": key, "no_proxy": "*", "NO_PROXY": "*"}


@pytest.mark.parametrize("number", range(len(RUN)))
def test_a_block_runs_as_it_stands(server: dict[str, str], number: int) -> None:
    language, text = RUN[number]
    command = ["sh", "-eu", "-c", text] if language == "sh" else [sys.executable, "-c", text]
    done = subprocess.run(command, env=server, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_power_query_asks_a_route_that_has_its_columns(server: dict[str, str]) -> None:
    (query,) = _blocks("powerquery")
    path = re.search(r'RelativePath = "([^"]+)"', query)
    columns = re.search(r"FromRecords\(Rows, \{([^}]+)\}", query)
    assert path
    assert columns
    asked = "import json,os,sys,urllib.request as u,urllib.parse as p\nr=u.Request(os.environ['CHAINGRAPH_URL']+'/'+"
    asked += "p.quote(sys.argv[1])+'?page=1&size=100',headers={'Authorization':'Bearer '+os.environ['CHAINGRAPH_KEY']})"
    asked += "\nprint(u.urlopen(r).read().decode())"
    done = subprocess.run(
        [sys.executable, "-c", asked, path[1]], env=server, capture_output=True, text=True, timeout=60, check=True
    )
    answer = json.loads(done.stdout)
    assert {"total", "size", "results"} <= answer.keys()
    assert set(re.findall(r'"(\w+)"', columns[1])) <= answer["results"][0].keys()


def test_the_cypher_is_one_of_those_that_run_on_a_real_server() -> None:
    (query,) = _blocks("cypher")
    assert query.strip() in (ROOT / "docs" / "neo4j.md").read_text(encoding="utf-8")


def test_the_settings_of_an_agent_name_our_command_and_the_page_names_every_tool() -> None:
    (settings,) = _blocks("json")
    started = json.loads(settings)["mcpServers"]["chaingraph"]
    assert (started["command"], started["args"][0]) == ("chaingraph", "mcp")
    assert 'mcp = "api.mcp_command:mcp_command"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for name in TOOLS:
        assert f"`{name}`" in TEXT, name


def test_the_page_shows_every_way_in() -> None:
    assert {language for language, _ in BLOCKS} == {"sh", "python", "powerquery", "cypher", "json"}
    assert Path(ROOT / "docs" / "clients.md").is_file()
