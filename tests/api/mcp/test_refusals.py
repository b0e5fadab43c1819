"""What agents are refused: foreign parks, bad keys, wrong names; and that nothing they say breaks the server."""

import json
import random
from typing import Any

import httpx2
import pytest
from mcp.client.client import Client
from mcp.shared.exceptions import MCPError

from api.app import create_app
from api.mcp.asking import Misasked, asked_of
from api.mcp.schemas import arguments_of
from api.mcp.tools import TOOLS
from tests.api.mcp.agent import over_http, told
from tests.api.mcp.calls import CALLS, FIRM, WRITES
from tests.api.people import key_of, people
from tests.api.web import Web
from tests.api.world import CHAIN, PARK, client

FUZZED = 500
INITIALIZE = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"Accept": "application/json, text/event-stream", "Content-Type": "application/json"}


def _audit(web: Web) -> list[tuple[str, int, str]]:
    lines = web.app.state.office.desk.audit.last(20)
    return [(line.act, line.status, line.by) for line in lines]


def _refusal(web: Web, key: str, name: str, **said: Any) -> dict[str, Any]:
    async def talk(agent: Client) -> tuple[bool, dict[str, Any]]:
        return await told(agent, name, **said)

    refused, found = over_http(web, key, talk)
    assert refused, found
    return found


@pytest.mark.parametrize(
    "name", [name for name, (said, _, _) in CALLS.items() if {"place", "enterprise"} & said.keys()]
)
def test_a_key_bound_to_one_park_reaches_nothing_of_another(name: str) -> None:
    web = Web(create_app(people()))
    key = key_of(web, "乙园代理", "招商员", ("乙园",))
    assert _refusal(web, key, name, **CALLS[name][0])["status"] == 403


def test_a_key_bound_to_one_park_compares_finds_and_lists_only_its_own() -> None:
    web = Web(create_app(people()))
    key = key_of(web, "乙园代理", "招商员", ("乙园",))
    assert _refusal(web, key, "compare", **CALLS["compare"][0])["status"] == 403
    assert _refusal(web, key, "paths", supplier="外地隔膜厂", buyer=FIRM)["status"] == 403

    async def talk(agent: Client) -> tuple[Any, Any]:
        return await told(agent, "search", q=FIRM), await told(agent, "places")

    (_, found), (_, places) = over_http(web, key, talk)
    assert found["answer"]["results"] == []
    assert [row["name"] for row in places["answer"]["results"]] == ["乙园"]


def test_a_key_bound_to_one_park_writes_nothing_about_another_and_the_try_is_audited() -> None:
    web = Web(create_app(people()))
    key = key_of(web, "乙园代理", "招商员", ("乙园",))
    assert _refusal(web, key, "lead", **WRITES["lead"])["status"] == 403
    assert _audit(web)[0] == ("MCP：新建线索（lead）", 403, "接口·乙园代理")


@pytest.mark.parametrize("name", WRITES)
def test_a_write_and_a_refused_one_each_leave_a_line_in_the_audit(name: str) -> None:
    web = Web(create_app(people()))
    act = f"MCP：{TOOLS[name].title}（{name}）"
    assert _refusal(web, key_of(web, "访客代理", "访客"), name, **WRITES[name])["status"] == 403

    async def talk(agent: Client) -> tuple[bool, dict[str, Any]]:
        return await told(agent, name, **WRITES[name])

    refused, found = over_http(web, key_of(web, "代理", "招商员"), talk)
    assert not refused, found
    assert _audit(web)[:2] == [(act, 201, "接口·代理"), (act, 403, "接口·访客代理")]


def test_reading_leaves_no_line_in_the_audit() -> None:
    web = Web(create_app(people()))

    async def talk(agent: Client) -> tuple[bool, dict[str, Any]]:
        return await told(agent, "gaps", **CALLS["gaps"][0])

    over_http(web, key_of(web, "代理", "访客"), talk)
    assert _audit(web) == []


@pytest.mark.parametrize("key", ["", "cg_000000000000_nothing", "x" * 300])
def test_without_a_good_key_the_door_stays_shut(key: str) -> None:
    web = Web(create_app(people()))
    headers = HEADERS | ({"Authorization": f"Bearer {key}"} if key else {})
    found = web.post("/mcp", content=json.dumps(INITIALIZE), headers=headers)
    assert (found.status_code, found.headers["www-authenticate"]) == (401, "Bearer")
    assert found.json()["type"] == "urn:chaingraph:problem:sign-in"


def test_a_revoked_key_ends_an_open_session() -> None:
    web = Web(create_app(people()))
    key = key_of(web, "代理", "招商员")
    keys = web.app.state.office.desk.keys

    async def talk(agent: Client) -> Any:
        assert not (await told(agent, "gaps", **CALLS["gaps"][0]))[0]
        keys.revoke(keys.all()[0].id)
        return await told(agent, "gaps", **CALLS["gaps"][0])

    with pytest.raises((MCPError, httpx2.HTTPError, BaseExceptionGroup)):
        over_http(web, key, talk)


def test_a_page_elsewhere_cannot_reach_the_door_with_somebodys_cookie() -> None:
    web = Web(create_app(people()))
    for more in (
        {"Origin": "http://evil.example"},
        {"Cookie": "chaingraph_session=x"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        found = web.post("/mcp", content=json.dumps(INITIALIZE), headers={**HEADERS, **more})
        assert found.status_code == 403, more


@pytest.mark.parametrize(
    ("name", "said", "status", "near"),
    [
        ("gaps", {"place": PARK, "chain": "电"}, 404, "电池"),
        ("gaps", {"place": "甲圆", "chain": CHAIN}, 404, None),
        ("explain", {"place": PARK, "chain": CHAIN, "segment": "电解"}, 404, "电解液"),
        ("gap", {"place": PARK, "chain": CHAIN}, 404, "gaps"),
        ("gaps", {"plase": PARK, "chain": CHAIN}, 404, "place"),
        ("gaps", {"place": PARK}, 422, None),
        ("gaps", {"place": PARK, "chain": CHAIN, "size": 51}, 422, None),
        ("gaps", {"place": [PARK], "chain": CHAIN}, 422, None),
        ("targets", {"place": PARK, "chain": CHAIN, "min_score": 2}, 422, None),
    ],
)
def test_a_wrong_name_is_refused_with_the_nearest(
    name: str, said: dict[str, Any], status: int, near: str | None
) -> None:
    found = _refusal(client(), "", name, **said)
    assert found["status"] == status
    assert near is None or near in found["nearest"]


def test_an_address_and_a_prompt_that_are_none_name_those_that_are() -> None:
    async def talk(agent: Client) -> list[str]:
        said = []
        for ask in (
            agent.read_resource("chaingraph://chains/电迟"),
            agent.get_prompt("缺口", {}),
            agent.get_prompt("缺口研判", {"place": PARK}),
        ):
            with pytest.raises(MCPError) as refused:
                await ask
            said.append(refused.value.message)
        return said

    chain, prompt, argument = over_http(client(), "", talk)
    assert "chaingraph://chains/电池" in chain
    assert "缺口研判" in prompt
    assert argument == "chain：缺少此项"


VALUES: tuple[Any, ...] = (
    PARK, CHAIN, FIRM, "隔膜", "", " ", ".", "..", "../../users", "a/b", "%2F", "?q=1#x", "\x00", "😀",
    "甲" * 300,
    "' OR 1=1 --", "<script>", 0, 1, -1, 10**30, 0.5, 1e308, True, False, None, [], ["隔膜"], [PARK] * 60, [None], [[]],
    {}, {"a": 1}, "null", "新乡市/chains/动力电池/gaps",
)  # fmt: skip


@pytest.mark.slow
def test_five_hundred_calls_of_any_kind_meet_no_internal_error() -> None:
    dice = random.Random(20261130)
    web = Web(create_app(people()))

    async def talk(agent: Client) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
        rows = {tool.name: tool.input_schema["properties"] for tool in (await agent.list_tools()).tools}
        failed = []
        for _ in range(FUZZED):
            name = dice.choice([*rows, "nothing"])
            good = CALLS[name][0] if name in CALLS and dice.random() < 0.6 else WRITES.get(name, {})
            names = [*rows.get(name, {}), "stranger"]
            said = good | {dice.choice(names): dice.choice(VALUES) for _ in range(dice.randint(0, 3))}
            refused, found = await told(agent, name, **said)
            if refused and found["status"] >= 500:
                failed.append((name, said, found))
        return failed

    assert over_http(web, key_of(web, "代理", "招商员"), talk) == []


def test_half_a_character_is_refused_like_any_wrong_name() -> None:
    document = client().app.openapi()
    arguments = arguments_of(TOOLS["gaps"], document)
    with pytest.raises(Misasked) as refused:
        asked_of(TOOLS["gaps"], arguments, {"place": "\ud83d", "chain": CHAIN}, document)
    assert refused.value.refusal.status == 422
