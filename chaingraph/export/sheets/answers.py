"""Answers of the tools as tables, the same on the command line and the web: scenario, portfolio, growth, comparison."""

from collections.abc import Sequence
from typing import Any

from chaingraph.export.table import Table, in_percent, in_wan, plain_table
from chaingraph.findings.move.lead import BoardLead
from chaingraph.findings.move.portfolio import Portfolio
from chaingraph.findings.move.scenario import Measures, Scenario
from chaingraph.findings.place.compare import Comparison
from chaingraph.findings.place.extension import Extension
from chaingraph.findings.place.gap import Coverage
from chaingraph.findings.place.worklist import Worklist
from chaingraph.graph.snapshot import Snapshot
from chaingraph.units import WAN, percent


def scenario_table(found: Scenario) -> Table:
    """Measures first, then every segment that moved."""
    rows: list[tuple[Any, ...]] = [
        (name, before, after)
        for (name, before), (_, after) in zip(_rows(found.before), _rows(found.after), strict=True)
    ]
    rows += [
        ("关闭的缺口", None, "、".join(found.closed) or "无"),
        ("新增的缺口", None, "、".join(found.opened) or "无"),
    ]
    rows += [
        (
            f"环节 {c.segment}",
            f"{c.status_before.value} 紧迫度 {c.severity_before * 100:.1f}",
            f"{c.status_after.value} 紧迫度 {c.severity_after * 100:.1f}",
        )
        for c in found.changed
    ]
    return plain_table("前后对比", ("指标", "之前", "之后"), rows)


def measure_rows(now: Coverage | Measures) -> list[tuple[str, Any]]:
    """The measures of a chain in a place with their names on screen; shares in percent."""
    by = now.measures if isinstance(now, Coverage) else now.completeness
    rate = now.supply
    return [
        ("本地企业数", now.firms),
        ("完整度（按环节，%）", in_percent(by.plain)),
        ("完整度（加权，%）", in_percent(by.weighted)),
        ("完整度（按路径，%）", in_percent(by.path)),
        ("路径平均覆盖（%）", in_percent(by.along)),
        ("本地配套率（估算，%）", in_percent(rate.estimated)),
        ("本地配套率（有记录，%）", in_percent(rate.observed)),
        ("记录覆盖的采购额（%）", in_percent(rate.spend_known)),
        ("供应商家数中本地所占（%）", in_percent(rate.local_supplier_share)),
    ]


def _rows(now: Measures) -> list[tuple[str, Any]]:
    return [*measure_rows(now), ("缺口数", now.gaps), ("紧迫度合计", round(now.severity * 100, 1))]


def gap_between(found: Portfolio) -> str:
    """How far greedy stays behind exact, and exact behind the bound, in words."""
    behind = f"贪心比精确低 {percent(found.shortfall)}" if found.shortfall > 0 else "贪心与精确一样好"
    left = 1 - found.best.value / found.upper if found.upper > 0 else 0.0
    return f"{behind}；{'已证明最优' if found.proven else f'距上界最多还差 {percent(left)}'}"


def portfolio_table(found: Portfolio) -> Table:
    """The picks of both sets, then values, bound and notes."""
    rows: list[tuple[Any, ...]] = []
    for name, chosen in (("精确", found.exact), ("贪心", found.greedy)):
        rows += [
            (
                f"{name} {number}", pick.enterprise, pick.segment, round(pick.gain * 100, 1),
                pick.need.land_mu, pick.need.plant_m2, in_wan(pick.need.fund_yuan), pick.basis,
            )
            for number, pick in enumerate(chosen.picks, 1)
        ]  # fmt: skip
        used = chosen.used
        total = ("合计", f"{name} {len(chosen.picks)} 家", None, round(chosen.value * 100, 1))
        rows.append((*total, used.land_mu, used.plant_m2, in_wan(used.fund_yuan), None))
        if chosen.completed:
            rows.append(("补齐", "、".join(chosen.completed), *[None] * 6))
    proof = "已证明最优" if found.proven else f"只在前 {found.considered} 家内精确"
    rows.append(
        ("上界", f"候选 {found.candidates} 家，{proof}", None, round(found.upper * 100, 1), None, None, None, None)
    )
    rows.append(("比较", gap_between(found), *[None] * 6))
    rows += [("说明", note, *[None] * 6) for note in found.notes]
    header = ("序号", "企业", "补哪个缺口", "价值", "用地(亩)", "厂房(㎡)", "基金(万元)", "需求依据")
    return plain_table("组合方案", header, rows)


def _figures(one: Extension) -> tuple[object, ...]:
    return one.place, one.name, one.score, one.band.value, one.local_fit, one.tail_wind, one.complexity


def extension_table(found: Sequence[Extension]) -> Table:
    """What a place is likely to grow, the likeliest first, with what speaks for it."""
    header = ("地点", "行业或环节", "得分", "档", "本地契合", "全国顺风", "复杂度", "理由")
    rows = [(*_figures(one), "；".join(one.reasons)) for one in found]
    return plain_table("延链", header, rows)


def comparison_table(found: Comparison) -> Table:
    """Segments down, places across: status and number of firms."""
    matrix = found.survey
    rows = [
        (
            matrix.stages[s].value,
            segment.name,
            *(_cell(matrix.status[p][s].letter, int(matrix.firms[p, s])) for p in range(len(matrix.places))),
        )
        for s, segment in enumerate(matrix.segments)
    ]
    return plain_table("对比", ("位置", "环节", *(place.label for place in matrix.places)), rows)


def _cell(letter: str, firms: int) -> str:
    return f"{letter} {firms}" if firms else letter


def worklist_table(found: Worklist) -> Table:
    """Firms with their candidates in one cell."""
    rows = [
        (row.enterprise, row.chain, "；".join(option.label for option in row.candidates), row.gain, row.why)
        for row in found.rows
    ]
    return plain_table("待摸排企业", ("企业", "产业链", "可能的环节", "问清的价值", "为什么没认出来"), rows)


def board_table(found: Sequence[BoardLead]) -> Table:
    """Leads with who follows them and when next."""
    header = ("企业", "地点", "产业链", "环节", "阶段", "责任人", "下次跟进", "备注", "更新")
    rows = [
        (
            one.name, one.lead.place, one.lead.chain, one.segment, one.lead.stage, one.lead.owner or None,
            one.lead.next_on or None, one.lead.note or None, one.lead.updated_on,
        )
        for one in found
    ]  # fmt: skip
    return plain_table("招商线索", header, rows)


def roster_table(facts: Snapshot, firms: Sequence[int]) -> Table:
    """Firms by index with where they stand, for lists that no chain in particular asks for."""
    header = (
        "企业名称", "统一社会信用代码", "所在园区", "所在地区", "产业链与环节", "营业收入(万元)", "资质", "上市情况",
        "登记状态", "数据来源", "来源日期",
    )  # fmt: skip
    return plain_table("企业", header, [_roster_row(facts, firm) for firm in firms])


def _roster_row(facts: Snapshot, number: int) -> tuple[Any, ...]:
    firm, on = facts.enterprises[number], []
    for tag in facts.tags.of_firm(number):
        graph = facts.chains.get(tag.chain)
        if graph is not None and tag.key in graph.index:
            on.append(f"{tag.chain} {graph.segments[graph.index[tag.key]].name}")
    return (
        firm.name, firm.uscc, firm.park, firm.region or None, "；".join(dict.fromkeys(on)) or "未识别",
        None if firm.revenue_yuan is None else round(firm.revenue_yuan / WAN), "、".join(firm.qualifications) or None,
        firm.listing or None, firm.status.value if firm.status else None, firm.evidence.source, firm.evidence.as_of,
    )  # fmt: skip
