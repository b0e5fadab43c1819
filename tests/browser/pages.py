"""Every page of the application and the states it can be in: a new page without a line here fails the walk."""

from dataclasses import dataclass
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from api.access.gate import declared
from api.access.roles import GRANTED, Permission, Role

PLACE, CHAIN, PARK, SIBLING = "新乡市", "动力电池", "动力电池专业园区", "电池及电动车专业园区"
BARE = "先进成形高端装备产业园"
"""A park of the demo city without a firm."""
FIRM, THEIRS = "河南新太行电源股份有限公司", "河南平煤国能锂电有限公司"
"""A firm of the sibling park, and one of the park."""
PAIR, ENTERPRISE = "/places/{place:path}/chains/{chain:path}", "/enterprises/{enterprise:path}"
DISTRICT = "牧野区"
NEVER = "没有这样的东西"
State = tuple[str, str]
"""An address on the demo city, and words that must stand in its main part."""
Wrong = tuple[str, int, str]
"""An address, the status it is answered with, and what the page says."""


def pair(place: str, chain: str = CHAIN) -> str:
    """The address of a pair."""
    return f"/places/{quote(place)}/chains/{quote(chain)}"


HERE, EMPTY = pair(PLACE), pair(BARE, "照明与光电显示")


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """One page and its states.

    Attributes
    ----------
    main
        The page with something on it.
    empty
        The same where there is nothing to show; None where that cannot be (``why`` says so).
    wrong
        Addresses that cannot be answered.
    bare
        What the page says in a store without a fact; None where the address names a fact, and then it is not found.
    who
        Who opens it, when the least role that may cannot: somebody's own job; nobody signed in is an empty name.
    """

    main: State
    empty: State | None = None
    wrong: tuple[Wrong, ...] = ()
    bare: str | None = None
    why: str = ""
    who: str | None = None


def of_pair(name: str, words: str, empty: State | str | None, *wrong: Wrong, suffix: str = "") -> Walk:
    """A page about a place and a chain: wrong names of either are walked too."""
    why = "" if empty is not None else "no chain of the demo city is complete anywhere"
    nothing = (f"{EMPTY}/{name}", empty) if isinstance(empty, str) else empty
    unknown = (
        (f"{pair(NEVER)}/{name}", 404, "找不到园区或地区"),
        (f"{pair(PLACE, NEVER)}/{name}", 404, "找不到产业链"),
    )
    return Walk(main=(f"{HERE}/{name}{suffix}", words), empty=nothing, wrong=(*unknown, *wrong), why=why)


UNKNOWN_FIRM = f"/enterprises/{quote(NEVER)}"
PAGES: dict[str, Walk] = {
    "/": Walk(main=("/", "园区与地区的产业链"), bare="还没有企业数据", why="the demo city is never empty"),
    f"{PAIR}/panorama": of_pair(
        "panorama", "上游", "缺失", (f"{HERE}/panorama?segment={quote(NEVER)}", 404, "找不到环节")
    ),
    f"{PAIR}/ecosystem": of_pair(
        "ecosystem",
        "上下游",
        "这里还没有链上企业",
        (f"{HERE}/ecosystem?enterprise={quote(NEVER)}", 404, "找不到企业"),
        (f"{HERE}/ecosystem?tiers=9", 422, "不能大于 2"),
    ),
    f"{PAIR}/gaps": of_pair(
        "gaps",
        "缺口清单",
        (f"{HERE}/gaps?q={quote(NEVER)}", "没有符合条件的缺口"),
        (f"{HERE}/gaps?page=0", 422, "不能小于 1"),
        (f"{HERE}/gaps?without={quote(NEVER)}", 404, "找不到企业"),
    ),
    f"{PAIR}/targets": of_pair(
        "targets",
        "匹配度",
        (f"{HERE}/targets?q={quote(NEVER)}", "没有符合条件的目标企业"),
        (f"{HERE}/targets?segment={quote(NEVER)}", 404, "找不到环节"),
        (f"{HERE}/targets?least=many", 422, "应为整数"),
    ),
    f"{PAIR}/targets/beside": of_pair("targets/beside", "还没有选企业", (f"{HERE}/targets/beside", "还没有选企业")),
    f"{PAIR}/worklist": of_pair(
        "worklist", "自己的话", "这里还没有企业", (f"{HERE}/worklist?top=0", 422, "不能小于 1")
    ),
    f"{PAIR}/matrix": of_pair(
        "matrix", "园区", "没有", (f"{HERE}/matrix?at={quote(NEVER)}&column=x", 404, "找不到园区或地区")
    ),
    f"{PAIR}/flow": of_pair("flow", "供应流向", "还没有", (f"{HERE}/flow?basis=guessed", 422, "应为")),
    f"{PAIR}/explorer": of_pair("explorer", "", "", (f"{HERE}/explorer?format=exe", 422, "应为")),
    f"{PAIR}/portfolio": of_pair("portfolio", "组合方案", (f"{pair('宁波市')}/portfolio", "请给出至少一项预算")),
    f"{PAIR}/pack": of_pair("pack", "一页看懂", "本地企业 0 家"),
    f"{PAIR}/scenario": of_pair(
        "scenario",
        "之后",
        (f"{HERE}/scenario", "写上要落地或离开的企业"),
        (f"{HERE}/scenario?land={quote(NEVER)}", 404, "找不到企业"),
        suffix=f"?leave={quote(FIRM)}",
    ),
    f"{PAIR}/drill": of_pair(
        "drill", "退出", "这里还没有链上企业", (f"{HERE}/drill?enterprise={quote(NEVER)}", 404, "找不到企业")
    ),
    f"{PAIR}/extend": of_pair("extend", "延链", None, (f"{HERE}/extend?by=colour", 422, "写法不对")),
    f"{PAIR}/compare": of_pair(
        "compare", "对比", "对比", (f"{HERE}/compare?places={quote(NEVER)}", 404, "找不到园区或地区")
    ),
    "/paths": Walk(
        main=(f"/paths?supplier={quote(FIRM)}&buyer={quote(THEIRS)}", "供应往来"),
        empty=("/paths", "写上一家或两家企业"),
        wrong=((f"/paths?supplier={quote(NEVER)}", 422, "找不到企业"), ("/paths?links=9", 422, "不能大于 2")),
    ),
    "/leads": Walk(
        main=("/leads", "演示责任人甲"),
        empty=(f"/leads?q={quote(NEVER)}", "没有符合条件的线索"),
        bare="看板上还没有线索",
    ),
    "/leads/new": Walk(
        main=("/leads/new", "企业"),
        wrong=((f"/leads/new?enterprise={quote(NEVER)}", 404, "找不到企业"),),
        bare="企业",
        why="a form",
    ),
    "/leads/{lead_id}": Walk(
        main=("", "经过"), wrong=(("/leads/0000000000000000", 404, "找不到线索"),), why="a lead is never empty"
    ),
    "/backtest": Walk(
        main=("/backtest", "回测"),
        empty=("/backtest", "这一问还没有算过"),
        wrong=(("/backtest?question=luck", 422, "写法不对"), ("/backtest?cases=0", 422, "不能小于 1")),
        bare="这一问还没有算过",
    ),
    "/proposals": Walk(
        main=(f"/proposals?enterprise={quote(FIRM)}", "可能还在的环节"),
        empty=(f"/proposals?product={quote(NEVER)}", "没有佐证足够的建议"),
        wrong=((f"/proposals?enterprise={quote(NEVER)}", 404, "找不到企业"),),
    ),
    "/bulletin": Walk(
        main=("/bulletin", "月通报"),
        wrong=(
            ("/bulletin?month=2026-13", 422, "月份"),
            ("/bulletin?month=1999-01", 422, "1999-01"),
            (f"/bulletin?place={quote(NEVER)}", 404, "找不到园区或地区"),
        ),
        bare="还没有数据",
        why="a store with facts has a month",
    ),
    "/enterprises": Walk(
        main=("/enterprises", "统一社会信用代码"),
        empty=(f"/enterprises?q={quote(NEVER)}", "没有找到企业"),
        wrong=(
            (f"/enterprises?where={quote(NEVER)}", 404, "找不到园区或地区"),
            ("/enterprises?page=no", 422, "应为整数"),
        ),
        bare="名录还是空的",
    ),
    ENTERPRISE: Walk(
        main=(f"/enterprises/{quote(FIRM)}", "所在环节与依据"),
        wrong=((UNKNOWN_FIRM, 404, "找不到企业"),),
        why="a firm is never empty",
    ),
    f"{ENTERPRISE}/ecosystem": Walk(
        main=(f"/enterprises/{quote(FIRM)}/ecosystem", "上下游"),
        wrong=((f"{UNKNOWN_FIRM}/ecosystem", 404, "找不到企业"),),
        why="a firm is in its own ecosystem",
    ),
    f"{ENTERPRISE}/drill": Walk(
        main=(f"/enterprises/{quote(FIRM)}/drill", "退出"),
        wrong=((f"{UNKNOWN_FIRM}/drill", 404, "找不到企业"),),
        why="leads to the drill of a pair",
    ),
    "/places/{place:path}": Walk(
        main=(f"/places/{quote(PARK)}", "企业"),
        empty=(f"/places/{quote(DISTRICT)}", "没有登记项目"),
        wrong=((f"/places/{quote(NEVER)}", 404, "找不到园区或地区"),),
    ),
    "/parks": Walk(main=("/parks", "六大要素"), bare="还没有园区", why="the demo city has parks"),
    "/parks/{place:path}": Walk(
        main=(f"/parks/{quote(PARK)}", "请领导定"),
        wrong=((f"/parks/{quote(NEVER)}", 404, "找不到园区"), (f"/parks/{quote(PARK)}?on=soon", 422, "不是 年-月-日")),
        why="a park has a sheet whatever is known of it",
    ),
    "/projects": Walk(
        main=("/projects", "没有项目的紧迫缺口"),
        empty=(f"/projects?at={quote(DISTRICT)}", "没有登记项目"),
        wrong=(("/projects?view=globe", 422, "应为"), (f"/projects?at={quote(NEVER)}", 404, "找不到园区或地区")),
        bare="没有登记项目",
    ),
    "/platforms": Walk(
        main=("/platforms", "平台服务哪些环节"),
        empty=(f"/platforms?at={quote(DISTRICT)}", "没有登记平台"),
        wrong=((f"/platforms?at={quote(NEVER)}", 404, "找不到园区或地区"),),
        bare="没有登记平台",
    ),
    "/services": Walk(
        main=("/services", "演示责任人甲"),
        empty=(f"/services?at={quote(BARE)}", "没有要服务的企业"),
        wrong=((f"/services?at={quote(NEVER)}", 404, "找不到园区或地区"),),
        bare="没有要服务的企业",
    ),
    "/services/{enterprise:path}": Walk(
        main=(f"/services/{quote(THEIRS)}", "缺的投入与可能的供应商"),
        wrong=((f"/services/{quote(NEVER)}", 404, "找不到企业"),),
        why="a firm always has a plan, if an empty one",
    ),
    "/land": Walk(
        main=("/land", "本季可收回"),
        empty=(f"/land?place={quote(DISTRICT)}", "还没有地块"),
        wrong=(("/land?on=2026-02-30", 422, ""), (f"/land?place={quote(NEVER)}", 404, "找不到园区或地区")),
        bare="还没有地块",
    ),
    "/assessment": Walk(
        main=("/assessment", "末位与升降"),
        wrong=(
            ("/assessment?period=1999", 404, "找不到考评期"),
            (f"/assessment?set={quote(NEVER)}", 422, "不是 园区:指标=值"),
            (f"/assessment?set={quote(f'{NEVER}:四个一批=1')}", 404, "找不到参评园区"),
        ),
        bare="还没有考评办法",
        why="the demo city has been assessed",
    ),
    "/imports": Walk(
        main=("/imports", "上传文件"), bare="还没有导入过数据", why="the demo city was imported", who=Role.OFFICER
    ),
    "/imports/{import_id}": Walk(
        main=("", "逐行报告"), wrong=(("/imports/nothing", 404, "找不到导入记录"),), why="an import has its counts"
    ),
    "/imports/preview/{token}": Walk(
        main=("", "确认导入"), wrong=(("/imports/preview/nothing", 422, "请重新上传"),), why="a file has been read"
    ),
    "/jobs/{job_id}": Walk(
        main=("", "任务"), wrong=(("/jobs/nothing", 404, "任务"),), why="a job is never empty", who=Role.OFFICER
    ),
    "/search": Walk(
        main=(f"/search?q={quote('隔膜')}", "环节"),
        empty=(f"/search?q={quote(NEVER)}", f"没有找到“{NEVER}”"),
        wrong=((f"/search?q={'x' * 101}", 422, "不能超过 100 个字"),),
        bare="搜索",
    ),
    "/rules": Walk(main=("/rules", "判定"), bare="判定", why="rules are always there"),
    "/account": Walk(main=("/account", "修改"), bare="单机", why="an account is never empty"),
    "/users": Walk(main=("/users", "建立"), bare="建立", why="who sees it has an account"),
    "/keys": Walk(main=("/keys", "给哪个系统"), empty=("/keys", "还没有密钥"), bare="还没有密钥"),
    "/audit": Walk(
        main=("/audit", "登录"),
        empty=(f"/audit?q={quote(NEVER)}", "没有符合条件的记录"),
        wrong=(("/audit?since=2026-02-30", 422, "不是真实存在的日期"), ("/audit?since=soon", 422, "写法不对")),
        bare="没有符合条件的记录",
    ),
    "/sign-in": Walk(main=("/sign-in", "口令"), bare="", why="a form", who=""),
}
"""By route. A main address that is empty is made by the walk: it needs something to be there first."""

NO_PAGES = {
    "/healthz", "/readyz", "/metrics", "/openapi.json", "/static", "/go", "/imports/template", "/names",
    "/packs/{job_id}",
    f"{ENTERPRISE}/dossier", f"{PAIR}/segments/{{segment:path}}", f"{PAIR}/find",
}  # fmt: skip
"""Routes outside the API that answer with a file, a part of a page or an address, or that programs ask."""


def page_routes(app: FastAPI) -> dict[str, RouteContext]:
    """The routes of an application that people open, by path."""
    found = (route for route in iter_route_contexts(app.routes) if "GET" in (route.methods or ()))
    return {route.path: route for route in found if not route.path.startswith("/api") and route.path not in NO_PAGES}


def least_role(route: RouteContext) -> Role:
    """The role with the fewest permissions that may open the page."""
    fits = (role for role in Role if declared(route) <= GRANTED[role])
    return min(fits, key=lambda role: len(GRANTED[role]))


def lacking(route: RouteContext) -> list[Permission]:
    """What a guest lacks to open the page."""
    return sorted(declared(route) - GRANTED[Role.GUEST])
