"""The MCP server over one application: tools, resources and prompts, answered as the caller."""

import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from fastapi import FastAPI
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    ReadResourceRequestParams,
    ReadResourceResult,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as ToolRow
from starlette.concurrency import run_in_threadpool

from api.access.visitor import Visitor
from api.mcp import prompts, resources
from api.mcp.answers import compact
from api.mcp.asking import Asked, Misasked, asked_of
from api.mcp.caller import Caller, Routes
from api.mcp.plain_text import markdown
from api.mcp.refusals import Refusal, of_problem, unknown
from api.mcp.schemas import Argument, arguments_of, input_schema
from api.mcp.tools import API, TOOLS, Tool
from api.server.office import Office, product_version

INSTRUCTIONS = """产业链图谱：一地一链缺什么、谁能来补、为什么。数字全部由系统算出并带来源；
请原样引用，不要补写未知项（not_known）。
Industrial chains of a place: what is missing, who could fill it, why. Every figure is computed and sourced: quote it as
it is, never fill in what `not_known` names. Unsure of a name? Call `search`. Lists are paged by `page` and `size`."""
NOBODY = "没有接口密钥，或密钥已停用"
NOT_YOURS = "写入工具需要有相应权限的接口密钥；本机无账号时用 chaingraph mcp --write 打开"
Context = ServerRequestContext[Any, Any]
Who = Callable[[Context], Caller]


class Face:
    """What the server answers with; ``who`` tells the caller of a request."""

    def __init__(self, app: FastAPI, who: Who) -> None:
        self._app, self._who, self.routes = app, who, Routes(app)
        self.office: Office = app.state.office

    @cached_property
    def document(self) -> Mapping[str, Any]:
        """The document of the routes."""
        return self._app.openapi()

    @cached_property
    def arguments(self) -> Mapping[str, Mapping[str, Argument]]:
        """What each tool takes."""
        return {name: arguments_of(tool, self.document) for name, tool in TOOLS.items()}

    async def list_tools(self, context: Context, _: PaginatedRequestParams | None) -> ListToolsResult:
        """Every tool the caller may use."""
        caller, visitor = await self._known(context)
        open_ = [tool for tool in TOOLS.values() if not tool.writes or caller.may_write(visitor, tool.name)]
        return ListToolsResult(tools=[self._row(tool) for tool in open_])

    async def call_tool(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        """The route's answer, or why there is none."""
        caller, visitor = await self._known(context)
        tool = TOOLS.get(params.name)
        if tool is None:
            return _refused(unknown("工具", params.name, TOOLS, "unknown-tool"))
        try:
            asked = asked_of(tool, self.arguments[tool.name], params.arguments or {}, self.document)
        except Misasked as error:
            return _refused(error.refusal)
        if tool.writes and not caller.may_write(visitor, tool.name):
            await self._audit_refusal(caller, visitor, tool)
            return _refused(Refusal(error="forbidden", status=403, detail=NOT_YOURS))
        return await self._answered(caller, tool, asked)

    async def list_resources(self, context: Context, _: PaginatedRequestParams | None) -> ListResourcesResult:
        """Method, glossary, and the document of each chain."""
        await self._known(context)
        facts = await run_in_threadpool(self.office.workspace.snapshot)
        return ListResourcesResult(resources=resources.listed(facts))

    async def list_templates(self, context: Context, _: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        """The one form of addresses with a name in them."""
        await self._known(context)
        return ListResourceTemplatesResult(resource_templates=[resources.TEMPLATE])

    async def read_resource(self, context: Context, params: ReadResourceRequestParams) -> ReadResourceResult:
        """The text of a resource. Raises MCPError with the nearest addresses for one that is none."""
        caller, _ = await self._known(context)
        uri = str(params.uri)
        if uri == resources.METHOD:
            text: str | Refusal = markdown((await self.routes.ask(caller, "GET", "/rules")).text)
        else:
            text = await run_in_threadpool(resources.written, self.office.workspace.snapshot(), uri)
        if isinstance(text, Refusal):
            raise MCPError(INVALID_PARAMS, text.detail, text.as_json())
        row = TextResourceContents(uri=params.uri, mime_type=resources.MARKDOWN, text=text)
        return ReadResourceResult(contents=[row])

    async def list_prompts(self, context: Context, _: PaginatedRequestParams | None) -> ListPromptsResult:
        """The three prompts."""
        await self._known(context)
        return ListPromptsResult(prompts=list(prompts.PROMPTS))

    async def get_prompt(self, context: Context, params: GetPromptRequestParams) -> GetPromptResult:
        """A prompt filled in. Raises MCPError for a name that is none, or an argument that lacks."""
        await self._known(context)
        found = prompts.filled(params.name, params.arguments or {})
        if isinstance(found, Refusal):
            raise MCPError(INVALID_PARAMS, found.detail, found.as_json())
        return found

    async def _known(self, context: Context) -> tuple[Caller, Visitor]:
        caller = self._who(context)
        visitor = await run_in_threadpool(caller.visitor, self.office.desk)
        if visitor is None:
            raise MCPError(INVALID_PARAMS, NOBODY, {"error": "sign-in", "status": 401})
        return caller, visitor

    async def _answered(self, caller: Caller, tool: Tool, asked: Asked) -> CallToolResult:
        act = f"MCP：{tool.title}（{tool.name}）" if tool.writes else ""
        found = await self.routes.ask(caller, tool.method, asked.path, asked.query, asked.body, act)
        told = _json(found.text)
        if found.status_code >= 400 or not isinstance(told, dict):
            return _refused(of_problem(found.status_code, told))
        return _result(compact(told, asked, await self._sources(caller, told)))

    async def _sources(self, caller: Caller, told: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Who says what is known of the place that the answer speaks of."""
        place = told.get("place")
        name = place.get("name") if isinstance(place, Mapping) else place
        if not isinstance(name, str) or not name:
            return []
        found = await self.routes.ask(caller, "GET", f"{API}{resources.place_path(name)}/sources")
        rows: list[dict[str, Any]] = _json(found.text)["results"] if found.status_code == 200 else []
        return rows

    async def _audit_refusal(self, caller: Caller, visitor: Visitor, tool: Tool) -> None:
        await run_in_threadpool(
            self.office.desk.audit.add,
            by=visitor.name,
            way=visitor.way.value,
            act=f"MCP：{tool.title}（{tool.name}）",
            path=f"MCP {tool.name}",
            status=403,
            address=caller.address,
        )

    def _row(self, tool: Tool) -> ToolRow:
        return ToolRow(
            name=tool.name,
            title=tool.title,
            description=tool.description,
            input_schema=input_schema(self.arguments[tool.name]),
            annotations=ToolAnnotations(
                title=tool.title,
                read_only_hint=not tool.writes,
                destructive_hint=False,
                idempotent_hint=not tool.writes,
                open_world_hint=False,
            ),
        )


def mcp_server(app: FastAPI, who: Who) -> Server[Any]:
    """The server over the application; ``who`` tells who calls."""
    face = Face(app, who)
    return Server(
        "chaingraph",
        version=product_version(),
        title="产业链图谱",
        instructions=INSTRUCTIONS,
        on_list_tools=face.list_tools,
        on_call_tool=face.call_tool,
        on_list_resources=face.list_resources,
        on_list_resource_templates=face.list_templates,
        on_read_resource=face.read_resource,
        on_list_prompts=face.list_prompts,
        on_get_prompt=face.get_prompt,
    )


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _result(told: dict[str, Any], *, refused: bool = False) -> CallToolResult:
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=told, is_error=refused)


def _refused(refusal: Refusal) -> CallToolResult:
    return _result(refusal.as_json(), refused=True)
