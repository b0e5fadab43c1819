"""The command that serves agents on standard input and output."""

import anyio
import click
from mcp.server.lowlevel.server import Server
from mcp.server.stdio import stdio_server

from api.access.desk import Desk
from api.address.hosts import Hosts
from api.app import create_app
from api.mcp.caller import Caller
from api.mcp.server import mcp_server
from chaingraph.cli.common import Refusal, refusals, store_option
from chaingraph.service.workspace import Workspace

KEY = "CHAINGRAPH_KEY"


@click.command("mcp")
@click.option("--write", is_flag=True, help="库中没有账号时，也提供写入工具（更正、线索）；有账号时看密钥的权限")
@click.option("--key", default="", envvar=KEY, hidden=True, help="接口密钥；请只用环境变量")
@store_option
def mcp_command(write: bool, key: str, store_url: str) -> None:
    """给智能体用的 MCP 服务（标准输入输出）；有账号的库用环境变量 CHAINGRAPH_KEY 给出接口密钥。"""
    with refusals(), Workspace.open(store_url) as workspace:
        app = create_app(workspace, workspace.rules, Hosts())
        caller = Caller.of_key(key, desktop_writes=write)
        _check(app.state.office.desk, caller)
        anyio.run(_serve, mcp_server(app, lambda _: caller))
        app.state.office.close()


def _check(desk: Desk, caller: Caller) -> None:
    """Refuse before anything is served where a key is needed and there is none, or not a good one."""
    if caller.visitor(desk) is None:
        raise Refusal(f"这个库有账号：请用环境变量 {KEY} 给出接口密钥（没有给出，或已停用）")


async def _serve(server: "Server[object]") -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())
