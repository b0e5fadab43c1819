"""一企一策: the report on one firm as a Word document."""

from collections.abc import Iterator

from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.firm.dossier import Dossier, Need
from chaingraph.findings.park.care import FirmPlan
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.units import percent, wan

UNKNOWN = "—"
NAMED = 6


def dossier_docx(found: Dossier, picture: bytes) -> bytes:
    """概况, 链上位置与生态, 需求与缺口匹配, 建议与下一步, 数据来源与口径; ``picture`` is the ecosystem as PNG."""
    paper = Paper(f"{found.firm.name}招商研判报告（一企一策）")
    paper.title(found.firm.name, "招商研判报告（一企一策）")
    paper.heading("企业概况")
    paper.grid(Grid(("项目", "内容", "来源"), (2.2, 6.5, 4), tuple(_facts(found))))
    paper.heading("产业链位置与生态")
    paper.body(_position(found))
    if found.positions:
        rows = tuple(
            (p.segment, " / ".join(filter(None, (p.stage.value, p.branch))), p.status.value, "；".join(p.evidence[:2]))
            for p in found.positions
        )
        paper.grid(Grid(("所在环节", "链上位置", "本地状态", "识别依据"), (3, 3.4, 2, 6), rows))
    paper.body(_around(found))
    caption = f"{found.firm.label}上下游生态（实线有来源，虚线为按环节推断）"
    paper.picture(picture, f"图 1 {caption}，放大见附图")
    paper.heading("需求与缺口匹配")
    _needs(paper, found)
    if found.plan is not None:
        _looked_after(paper, found.plan)
    paper.heading("建议与下一步")
    for number, line in enumerate(found.advice, 1):
        paper.body(f"{number}. {line}。")
    if found.package:
        paper.body(f"可供洽谈的资源（事实，不参与排序）：{'；'.join(found.package)}。")
    paper.heading("数据来源与口径")
    for line in _sources(found):
        paper.body(line)
    paper.wide_picture(picture, f"附图 {caption}")
    return paper.content()


def _facts(found: Dossier) -> Iterator[tuple[str, str, str]]:
    firm = found.firm
    source = " ".join(filter(None, (firm.evidence.source or "来源未注明", firm.evidence.as_of)))
    segments = "、".join(position.segment for position in found.positions[:NAMED])
    rows = (
        ("统一社会信用代码", firm.uscc),
        ("所在地", " ".join(filter(None, (firm.region, firm.park)))),
        ("成立日期", firm.founded_on),
        ("营业收入", wan(firm.revenue_yuan) if firm.revenue_yuan is not None else None),
        ("注册资本", wan(firm.registered_capital_yuan) if firm.registered_capital_yuan is not None else None),
        ("从业人数", f"{firm.employees} 人" if firm.employees is not None else None),
        ("企业资质", "、".join(firm.qualifications)),
        ("上市情况", firm.listing or None),
        ("主营产品", "、".join(found.products[:12])),
    )
    if firm.mark:
        yield "名录", f"{firm.mark}：本地各类名单中没有它，使用前请核实", source
    yield "所属环节", f"{found.chain}产业链 · {segments or '未识别'}", "系统识别"
    said = [f"{source}（{firm.evidence.certainty.value}）"]
    for name, text in rows:
        if text:
            yield name, text, said.pop() if said else "同上"
    for lead in found.leads[:3]:
        yield "招商线索", f"{lead.place} · {lead.stage} · 责任人{lead.owner or '未明确'}", lead.updated_on or UNKNOWN
    for project in found.projects[:3]:
        yield "在谈在建项目", f"{project.name}（投资 {wan(project.invest_yuan)}）", project.evidence.source or UNKNOWN


def _position(found: Dossier) -> str:
    here = "是本地企业" if found.local else "目前不在本地"
    roles = "、".join(role.kind for role in found.firm.roles if role.chain in (None, found.chain))
    named = f"，名录注明为{roles}" if roles else ""
    return f"以{found.place.name}的{found.chain}产业链研判，该企业{here}{named}，处在 {len(found.positions)} 个环节上。"


def _around(found: Dossier) -> str:
    parts = []
    for side, word in (("上游", "供给"), ("下游", "去向")):
        everything = found.beside(side)
        if not everything:
            parts.append(f"在库中没有{side}{word}环节")
            continue
        lacking = found.beside(side, SegmentStatus.MISSING, SegmentStatus.WEAK)
        names = "、".join(lacking[:NAMED]) + ("等" if len(lacking) > NAMED else "")
        tail = f"，其中本地缺失或薄弱 {len(lacking)} 个（{names}）" if lacking else "，本地均不缺"
        parts.append(f"{side}{word}环节 {len(everything)} 个{tail}")
    share = found.ecosystem.local_supplier_share
    told = "名录里没有它的一级供应商" if share is None else f"一级供应商本地占比 {percent(share)}（按家数，不是采购额）"
    return f"该企业{'；'.join(parts)}。{told}。"


def _needs(paper: Paper, found: Dossier) -> None:
    if not found.needs:
        paper.body(f"按现有名录，该企业周边环节在{found.place.label}没有缺失或薄弱，或尚无可匹配的缺口。")
        return
    rows = tuple(
        (
            need.segment,
            f"{need.side}·{need.status.value}",
            _suggested(need),
            f"{need.score * 100:.1f}" if need.score is not None else UNKNOWN,
            need.basis,
        )
        for need in found.needs
    )
    paper.grid(Grid(("缺口环节", "方位与状态", "建议引进企业", "匹配度", "依据"), (2.6, 2.1, 4, 1.9, 6), rows))


def _suggested(need: Need) -> str:
    """The firm to bring in, where it sits, and whether only the shipped list knows it."""
    if not need.target:
        return "名录内暂无候选企业"
    return f"{need.target}（{'，'.join(filter(None, (need.target_region or '地区不详', need.mark)))}）"


def _looked_after(paper: Paper, plan: FirmPlan) -> None:
    """Who answers for the firm, what it asked for and how far that is, and the last visit."""
    paper.heading("专人专责与诉求办理")
    late = f"，逾期 {plan.late} 项" if plan.late else ""
    leader = f"，包联领导{plan.leader}" if plan.leader else ""
    paper.body(f"责任人{plan.owner or '未明确'}{leader}；诉求未办结 {plan.open} 项{late}。")
    if plan.needs:
        rows = [
            (need.kind or UNKNOWN, need.need or UNKNOWN, need.state, need.due_on or UNKNOWN, _overdue(need.late_days))
            for need in plan.needs
        ]
        paper.grid(Grid(("类别", "诉求", "状态", "期限", "逾期"), (2, 6, 2, 2.6, 1.8), rows))
    if plan.visits:
        last, again = plan.visits[0], f"下次走访 {plan.next_visit_on}" if plan.next_visit_on else "没有约定下次走访"
        paper.body(f"最近走访 {last.on}（{last.by or '走访人未注明'}）：{last.minutes or '没有纪要'}；{again}。")


def _overdue(days: int) -> str:
    return f"{days} 天" if days else UNKNOWN


def _sources(found: Dossier) -> Iterator[str]:
    ecosystem = found.ecosystem
    yield (
        f"本报告由系统依据截至 {found.as_of or '（各行未注明日期）'} 的数据生成，数据版本 {found.data_version[:12]}。"
        f"有来源的供需关系 {ecosystem.observed_links} 条，按产业链上下游环节推断 {ecosystem.inferred_links} 条，"
        "推断类信息使用前须人工核实。"
    )
    yield (
        "“缺失”只表示名录内没有本地企业；匹配度为各分项按权重加权平均的 0–100 分，不含任何补贴因素；"
        "各项门槛与权重见系统“说明”页。"
    )
