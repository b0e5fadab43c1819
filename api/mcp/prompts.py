"""Three prompts that lead an agent through the tools: review of gaps, first choice of targets, notes for a visit."""

from collections.abc import Mapping
from dataclasses import dataclass

from mcp_types import GetPromptResult, Prompt, PromptArgument, PromptMessage, TextContent

from api.mcp.refusals import Refusal, unknown

PLACE = PromptArgument(name="place", description="园区或地区 / park or region", required=True)
CHAIN = PromptArgument(name="chain", description="产业链 / industrial chain", required=True)
FIRM = PromptArgument(name="enterprise", description="要走访的企业 / the enterprise to visit", required=True)
RULES = (
    "要求：每个数字照工具原样引用并注明来源与数据版本；answer 中为 null 的一律写“待核实”，不得估填；"
    "“待摸排”不得写成“缺失”；推断的关系写明是推断；不得以补贴、税收返还为理由排序。"
)


@dataclass(frozen=True, slots=True)
class Script:
    """A prompt: its row and the text with the arguments' names in braces."""

    row: Prompt
    text: str


SCRIPTS = {
    script.row.name: script
    for script in (
        Script(
            Prompt(
                name="缺口研判",
                title="缺口研判",
                description="一地一链缺什么、多急、凭什么 / Review of the gaps of a chain in a place",
                arguments=[PLACE, CHAIN],
            ),
            "请就{place}的{chain}产业链写一份缺口研判。先调用 panorama 看整体与完整度，再调用 gaps 取最急的缺口，"
            "对前三个缺口各调用 explain 追问出处，用 worklist 说明还有哪些企业没问清。"
            "依次写：总体判断、急缺环节（类型、紧迫度、理由、把握）、待摸排的、不必强求的、下一步。",
        ),
        Script(
            Prompt(
                name="目标初筛",
                title="目标初筛",
                description="谁能来补、为什么、谁已在跟进 / First choice of targets for the gaps",
                arguments=[PLACE, CHAIN],
            ),
            "请为{place}的{chain}产业链初筛招商目标。先调用 gaps，再对最急的缺口用 targets（segment 指定环节）取目标，"
            "对入选的用 enterprise 核对主营与来源，用 scenario（land）看落地后的变化。"
            "列表：企业、补哪个环节、匹配度与分项、理由、撞车提示、须核实的。",
        ),
        Script(
            Prompt(
                name="走访提纲",
                title="走访提纲",
                description="走访一家企业问什么 / What to ask an enterprise on a visit",
                arguments=[FIRM, PLACE, CHAIN],
            ),
            "请为走访{enterprise}写一页提纲（{place}，{chain}产业链）。"
            "调用 enterprise 看已知与来源，ecosystem 看上下游，"
            "drill 看它离开的后果，gaps 看本地缺什么可以请它引荐。"
            "分：已知（带来源）、须当面核实的、要问的、可以谈的合作、可请其引荐的上下游。",
        ),
    )
}
PROMPTS = tuple(script.row for script in SCRIPTS.values())


def filled(name: str, given: Mapping[str, str]) -> GetPromptResult | Refusal:
    """The prompt as a message of the user, or why there is none."""
    script = SCRIPTS.get(name)
    if script is None:
        return unknown("提示", name, SCRIPTS, "unknown-prompt")
    wanted = [argument.name for argument in script.row.arguments or ()]
    lacking = [one for one in wanted if not given.get(one, "").strip()]
    if lacking:
        return Refusal(error="parameters", status=422, detail=f"{lacking[0]}：缺少此项")
    text = script.text
    for one in wanted:
        text = text.replace(f"{{{one}}}", f"“{given[one].strip()[:200]}”")
    message = PromptMessage(role="user", content=TextContent(type="text", text=f"{text}\n{RULES}"))
    return GetPromptResult(description=script.row.description, messages=[message])
