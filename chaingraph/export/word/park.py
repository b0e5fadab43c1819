"""A park on one sheet, as lines for a terminal and as a Word document."""

from collections.abc import Iterator

from chaingraph.export.sheets.park.parks import amount, factor_cell
from chaingraph.export.word.official import Grid, Paper
from chaingraph.findings.park.care import FirmPlan
from chaingraph.findings.park.sheet import ParkSheet
from chaingraph.units import percent, wan

UNKNOWN = "—"
MOST = 8


def park_docx(found: ParkSheet) -> bytes:
    """The sheet as docx bytes; the same findings give the same bytes."""
    paper = Paper(f"{found.line.park}档案")
    paper.title(found.line.park, f"园区档案（{found.on}）")
    paper.heading("一句话")
    paper.body(sentence(found))
    for part in (_factors, _platforms, _projects, _budget, _firms, _late, _decisions):
        part(paper, found)
    paper.heading("数据来源与口径")
    rule = "滞后指完成数低于全年目标按季度折算的数；没有填报的写“未报”，不作 0；来源注明“演示”的数字不代表实际情况。"
    paper.body(f"数据截至 {found.as_of or '未注明'}，数据版本 {found.data_version[:12]}。{rule}")
    return paper.content()


def _factors(paper: Paper, found: ParkSheet) -> None:
    paper.heading("六大要素")
    rows = [
        (one.factor.value, amount(one.target), amount(one.achieved), one.unit, one.state.value, one.why)
        for one in found.line.factors
    ]
    paper.grid(Grid(("要素", "全年目标", "完成", "单位", "状态", "依据"), (2.4, 2, 2, 1.3, 1.6, 6), rows))


def _platforms(paper: Paper, found: ParkSheet) -> None:
    paper.heading("一台两器与清单")
    for one in found.line.trio:
        names = "、".join(one.names)
        paper.body(f"{one.kind}：{one.state or '状态未注明'}（{names}）。" if names else f"{one.kind}：没有。")
    for block in found.checks:
        if block.entries:
            left = "、".join(entry.entry for entry in block.entries if not entry.done_on)
            tail = f"，未落实 {left}。" if left else "。"
            paper.body(f"{block.checklist}：{block.done}/{len(block.entries)} 项已落实{tail}")


def _projects(paper: Paper, found: ParkSheet) -> None:
    paper.heading("项目与缺口")
    rows = [(b.batch, str(b.projects), wan(b.invest_yuan), str(b.hundred_million), str(b.late)) for b in found.batches]
    paper.grid(Grid(("批次", "项目数", "投资合计", "亿元以上", "逾期"), (3, 2, 4, 2, 2), rows))
    if found.unfilled:
        gaps = [(g.segment, g.chain, f"{g.severity * 100:.0f}", g.reason) for g in found.unfilled[:MOST]]
        paper.body("以下紧迫缺口还没有在建、储备或谋划的项目：")
        paper.grid(Grid(("环节", "产业链", "紧迫度", "判定理由"), (3, 3.2, 1.6, 7), gaps))


def _budget(paper: Paper, found: ParkSheet) -> None:
    paper.heading("组合方案预算")
    for head, text in budget_lines(found):
        paper.body(f"{head}：{text}。")


def _firms(paper: Paper, found: ParkSheet) -> None:
    if not found.firms:
        return
    paper.heading("龙头企业与专人")
    rows = [(one.enterprise, one.owner or "未明确", _wants(one), _how_far(one)) for one in found.firms[:MOST]]
    paper.grid(Grid(("企业", "责任人", "要什么", "进展"), (4.6, 2.4, 5.6, 2.4), rows))


def _wants(one: FirmPlan) -> str:
    return "；".join(need.need or need.kind or "" for need in one.needs) or "没有登记需求"


def _how_far(one: FirmPlan) -> str:
    return f"逾期 {one.late} 项" if one.late else f"{one.open} 项未办结"


def _late(paper: Paper, found: ParkSheet) -> None:
    if not found.rings:
        return
    paper.heading("逾期事项")
    rows = [(r.kind, r.about, r.what, r.owner or "未明确", f"{r.late_days} 天") for r in found.rings[:MOST]]
    paper.grid(Grid(("类别", "对象", "事项", "责任人", "逾期"), (2, 4, 4.6, 2.4, 1.8), rows))


def _decisions(paper: Paper, found: ParkSheet) -> None:
    if found.decisions:
        paper.heading("请领导定")
    for number, text in enumerate(found.decisions, 1):
        paper.body(f"{number}. {text}。")


def sentence(found: ParkSheet) -> str:
    """The park in one sentence: what it is, and where it is behind."""
    line = found.line
    kind = f"{line.status or '类别未注明'}" + (f"（{found.since} 起）" if found.since else "")
    chains = "、".join(f"{one.chain}（{one.firms} 家，完整度 {percent(one.completeness)}）" for one in found.chains)
    lags = "；".join(line.lags[:3])
    return (
        f"{line.park}为{kind}，有企业 {line.firms} 家"
        + (f"，主导{chains}" if chains else "")
        + f"；项目 {line.projects} 个，其中亿元以上 {line.hundred_million} 个。"
        + (f"落后在：{lags}。" if lags else "六大要素和各项事务没有落后。")
    )


def budget_lines(found: ParkSheet) -> Iterator[tuple[str, str]]:
    """(what, how much and from where) of the budget of a portfolio."""
    budget = found.budget
    land = f"{amount(budget.resources.land_mu)} 亩"
    back = (
        f"（登记净地 {amount(budget.land_mu)} 亩，收回 {amount(budget.recovered_mu)} 亩）" if budget.recovered else ""
    )
    yield "净地", land + back
    yield "标准厂房", f"{amount(budget.plant_m2)} ㎡"
    funds = "、".join(f"{one.name} 余 {wan(one.free_yuan)}" for one in budget.funds)
    yield (
        "基金",
        wan(budget.resources.fund_yuan) + (f"（{funds}）" if funds else "（园区登记数）" if budget.fund_yuan else ""),
    )


def sheet_lines(found: ParkSheet) -> Iterator[tuple[str, str]]:
    """The sheet as (what, text) for a terminal."""
    yield "概况", sentence(found)
    for one in found.line.factors:
        yield one.factor.value, f"{factor_cell(one)}；{one.why}"
    for trio in found.line.trio:
        yield trio.kind, f"{trio.state or ('未注明' if trio.names else '无')}  {'、'.join(trio.names)}"
    for block in found.checks:
        yield block.checklist, f"{block.done}/{len(block.entries)}"
    for batch in found.batches:
        yield f"项目·{batch.batch}", f"{batch.projects} 个，{wan(batch.invest_yuan)}，逾期 {batch.late} 个"
    yield "没有项目的缺口", "、".join(one.segment for one in found.unfilled[:MOST]) or "没有"
    for head, text in budget_lines(found):
        yield f"预算·{head}", text
    for ring in found.rings[:MOST]:
        yield "逾期", f"{ring.kind} {ring.about} {ring.what}（{ring.owner or '责任人未明确'}，{ring.late_days} 天）"
