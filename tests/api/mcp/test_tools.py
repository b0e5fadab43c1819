"""Every tool answers what its route answers, over HTTP and stdio, for whoever may ask."""

import json
from pathlib import Path
from typing import Any

import pytest
from mcp.client.client import Client

from api.access.users import Users
from api.app import create_app
from api.mcp.tools import READING, TOOLS
from chaingraph.ids import ImportId
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportBatch
from tests.api.mcp.agent import over_http, over_stdio, told
from tests.api.mcp.calls import CALLS, WRITES
from tests.api.people import PEOPLE, User, key_of, password_hash, people
from tests.api.web import Web
from tests.api.world import client, facts

SNAPSHOT = Path(__file__).with_name("tools.json")
MAY = {"领导": {"lead"}, "招商员": {"lead", "correction"}, "访客": set[str]()}
"""Roles a key can have, and the writing tools each may use."""


async def _all(client: Client) -> dict[str, Any]:
    names = {tool.name for tool in (await client.list_tools()).tools}
    answers = {name: await told(client, name, **said) for name, (said, _, _) in CALLS.items()}
    writes = {name: await told(client, name, **said) for name, said in WRITES.items()}
    return {"names": names, "answers": answers, "writes": writes}


def _check(found: dict[str, Any], may: set[str]) -> None:
    assert found["names"] == {tool.name for tool in READING} | may
    for name, (refused, answer) in found["answers"].items():
        assert not refused, (name, answer)
        assert answer["data_version"]
    for name, (refused, answer) in found["writes"].items():
        assert refused is (name not in may), (name, answer)
        if refused:
            assert (answer["error"], answer["status"]) == ("forbidden", 403)


@pytest.mark.parametrize("role", MAY)
def test_over_http_each_role_reads_everything_and_writes_what_it_may(role: str) -> None:
    web = Web(create_app(people()))
    _check(over_http(web, key_of(web, "代理", role), _all), MAY[role])


def test_over_http_a_desktop_without_accounts_reads_and_does_not_write() -> None:
    _check(over_http(client(), "", _all), set())


@pytest.fixture
def url(tmp_path: Path) -> str:
    """The city in a file."""
    address = f"sqlite:///{tmp_path}/city.db"
    with Workspace.open(address) as city:
        city.store.write(
            ImportBatch(id=ImportId("first"), title="名录", facts=facts(), by="测试", at="2026-07-01T00:00:00Z")
        )
    return address


@pytest.mark.slow
@pytest.mark.parametrize("role", MAY)
def test_over_stdio_a_key_gives_what_its_role_may(url: str, role: str) -> None:
    with Workspace.open(url) as city:
        users = Users(city.store)
        for name, own, scope in PEOPLE:
            users.add(User(name=name, role=own, password=password_hash(), scope=scope))
        key = key_of(Web(create_app(city)), "代理", role)
    _check(over_stdio(url, key, _all), MAY[role])


@pytest.mark.slow
@pytest.mark.parametrize("options", [(), ("--write",)])
def test_over_stdio_a_desktop_writes_only_when_its_user_said_so(url: str, options: tuple[str, ...]) -> None:
    _check(over_stdio(url, "", _all, *options), set(WRITES) if options else set())


@pytest.mark.parametrize("name", CALLS)
def test_a_tool_answers_with_what_its_route_answers(name: str) -> None:
    web = client()
    said, path, query = CALLS[name]

    async def talk(agent: Client) -> dict[str, Any]:
        return (await told(agent, name, **said, size=50))[1]["answer"]  # type: ignore[no-any-return]

    assert over_http(web, "", talk) == web.get(path, params={**query, "size": 50}).json()


def test_every_reading_tool_is_called_in_these_tests() -> None:
    assert set(CALLS) | set(WRITES) == set(TOOLS)


def test_what_the_tools_take_is_as_it_was_written_down() -> None:
    web = Web(create_app(people()))

    async def talk(agent: Client) -> list[dict[str, Any]]:
        return [
            {"name": tool.name, "description": tool.description, "schema": tool.input_schema}
            for tool in (await agent.list_tools()).tools
        ]

    rows = over_http(web, key_of(web, "代理", "招商员"), talk)
    assert rows == json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert "$ref" not in json.dumps(rows)


def test_every_argument_is_described_in_both_languages() -> None:
    rows = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    for row in rows:
        assert row["description"].isascii() is False
        assert any(line.isascii() for line in row["description"].replace("缺失", "").split("\n")), row["name"]
        for name, schema in row["schema"]["properties"].items():
            assert " / " in schema["description"], (row["name"], name)


def test_lists_are_paged_and_say_how_long_they_are() -> None:
    async def talk(agent: Client) -> list[dict[str, Any]]:
        pages = [await told(agent, "panorama", **CALLS["panorama"][0], size=3, page=page) for page in (1, 2)]
        return [answer for _, answer in pages]

    first, second = over_http(client(), "", talk)
    assert first["lists"]["results"] == {"total": 4, "page": 1, "size": 3, "pages": 2}
    keys = [row["key"] for one in (first, second) for row in one["answer"]["results"]]
    assert set(keys) == {"电池包", "电解液", "电芯", "隔膜"}


def test_an_answer_says_who_says_so_how_sure_it_is_and_what_is_not_known() -> None:
    async def talk(agent: Client) -> dict[str, Any]:
        return (await told(agent, "gaps", **CALLS["gaps"][0]))[1]

    found = over_http(client(), "", talk)
    assert found["sources"][0] == {"source": "园区名录", "certainty": "已注明来源", "firms": 2, "as_of": "2026-06-30"}
    assert sum(found["confidence"]["confidence"].values()) == len(found["answer"]["results"])
    nulls = sum(row["demand_low_yuan"] is None for row in found["answer"]["results"])
    assert found["not_known"]["demand_low_yuan"] == nulls


def test_what_is_read_besides_tools_is_the_method_the_words_and_each_chain() -> None:
    async def talk(agent: Client) -> list[str]:
        rows = (await agent.list_resources()).resources
        texts = [await agent.read_resource(str(row.uri)) for row in rows[:2]]
        chain = await agent.read_resource("chaingraph://chains/电池")
        return [one.contents[0].text for one in (*texts, chain)]  # type: ignore[union-attr]

    method, words, chain = over_http(client(), "", talk)
    assert "紧迫度" in method
    assert "弱配套" in method or "本地配套率" in method
    assert "| 待摸排 | to be surveyed |" in words
    assert "## 电池" in chain
    assert "电解液" in chain


def test_three_prompts_lead_through_the_tools() -> None:
    async def talk(agent: Client) -> dict[str, str]:
        said = {"place": "新乡市", "chain": "动力电池", "enterprise": "甲厂"}
        rows = (await agent.list_prompts()).prompts
        found = {}
        for row in rows:
            own = {one.name: said[one.name] for one in row.arguments or ()}
            message = (await agent.get_prompt(row.name, own)).messages[0]
            found[row.name] = message.content.text  # type: ignore[union-attr]
        return found

    found = over_http(client(), "", talk)
    assert list(found) == ["缺口研判", "目标初筛", "走访提纲"]
    for text in found.values():
        assert "“新乡市”" in text
        assert any(name in text for name in TOOLS)
        assert "待核实" in text
