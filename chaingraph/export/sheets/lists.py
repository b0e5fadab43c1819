"""Targets, gaps and local firms as tables, column by column as officers hand them on."""

from collections.abc import Iterable, Mapping, Sequence

from chaingraph.export.table import Cell, Column, Table, in_percent, in_wan
from chaingraph.findings.move.target import Reason, ReasonKind, Target
from chaingraph.findings.place.gap import Coverage, Gap
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.promotion import LEAD_STAGES, Lead

UNKNOWN = "—"
OWN_COLUMNS = frozenset({ReasonKind.STANDING, ReasonKind.SEAT})

TARGET_COLUMNS = (
    Column(title="序号", width=6, look="centre"),
    Column(title="企业名称", width=27),
    Column(title="统一社会信用代码", width=20),
    Column(title="目标环节", width=15),
    Column(title="环节状态", width=8, look="status"),
    Column(title="链上位置", width=8, look="centre"),
    Column(title="所在省市", width=14),
    Column(title="成立年份", width=8, look="centre"),
    Column(title="注册资本(万元)", width=12, look="whole"),
    Column(title="企业资质", width=16),
    Column(title="上市情况", width=11, look="centre"),
    Column(title="匹配度", width=8, look="score"),
    Column(title="推荐理由", width=66),
    Column(title="与本地企业关系", width=18),
    Column(title="建议招引方式", width=12),
    Column(title="关系证据", width=84),
    Column(title="数据来源", width=26),
    Column(title="来源日期", width=12, look="centre"),
    Column(title="数据可信度", width=13, look="centre"),
    Column(title="跟进状态", width=11, look="choice", choices=LEAD_STAGES),
    Column(title="责任人", width=12),
    Column(title="备注", width=26),
    Column(title="推荐值", width=8, look="score"),
)

GAP_COLUMNS = (
    Column(title="序号", width=6, look="centre"),
    Column(title="环节", width=17),
    Column(title="环节状态", width=8, look="status"),
    Column(title="缺口类型", width=12, look="centre"),
    Column(title="链上位置", width=8, look="centre"),
    Column(title="紧迫度", width=8, look="score"),
    Column(title="本地需求(万元/年)", width=12.5, look="whole"),
    Column(title="本地产能(万元/年)", width=12.5, look="whole"),
    Column(title="本地配套率(%)", width=9, look="number"),
    Column(title="本地企业数", width=7, look="whole"),
    Column(title="名录企业数", width=7, look="whole"),
    Column(title="判定理由", width=72),
    Column(title="分支", width=14),
    Column(title="招商用途", width=8, look="centre"),
    Column(title="有记录的采购(万元/年)", width=13, look="whole"),
    Column(title="有记录的配套率(%)", width=11, look="number"),
    Column(title="测算可信度", width=8, look="centre"),
    Column(title="周边已有", width=28),
    Column(title="在补项目", width=18),
    Column(title="缺失把握(%)", width=9, look="number"),
    Column(title="可能的本地企业", width=48),
)
GAP_PRINTED = 12
"""Up to the reasons: what fits on A4."""

FIRM_COLUMNS = (
    Column(title="序号", width=6, look="centre"),
    Column(title="企业名称", width=30),
    Column(title="统一社会信用代码", width=22),
    Column(title="所在环节", width=26),
    Column(title="链上位置", width=10, look="centre"),
    Column(title="所在园区", width=20),
    Column(title="所在区域", width=22),
    Column(title="成立年份", width=9, look="centre"),
    Column(title="营业收入(万元)", width=14, look="whole"),
    Column(title="从业人数", width=10, look="whole"),
    Column(title="注册资本(万元)", width=14, look="whole"),
    Column(title="企业资质", width=20),
    Column(title="上市情况", width=11, look="centre"),
    Column(title="主营产品", width=36),
    Column(title="识别依据", width=44),
    Column(title="数据来源", width=26),
    Column(title="来源日期", width=12, look="centre"),
    Column(title="数据可信度", width=13, look="centre"),
)


def target_table(targets: Sequence[Target], snapshot: Snapshot, coverage: Coverage) -> Table:
    """Targets in the order given, with what is already known of following them up."""
    leads = _leads(snapshot, coverage)
    rows = tuple(_target_row(n, target, snapshot, leads) for n, target in enumerate(targets, 1))
    return Table(
        sheet="目标企业清单",
        title=f"{coverage.place.label}{coverage.chain}产业链目标企业清单",
        note=(
            "按“推荐值”（最右一列）排：匹配度 ×（0.2 + 紧迫度）× 0.85^同环节排在前面的家数；"
            "匹配度为 0–100 分，各分项与权重见“说明”页；"
            "依《公平竞争审查条例》，排序不使用补贴、税收返还等优惠因素"
        ),
        columns=TARGET_COLUMNS,
        rows=rows,
        frozen_columns=2,
        printed_columns=15,
        as_of=coverage.as_of,
    )


def gap_table(gaps: Sequence[Gap], coverage: Coverage) -> Table:
    """Gaps in the order given."""
    rows = tuple(
        (
            n,
            gap.segment,
            gap.status.value,
            "、".join(kind.value for kind in gap.kinds) or gap.kind.value,
            gap.stage.value,
            _points(gap.severity),
            in_wan(gap.demand_yuan),
            in_wan(gap.capability_yuan),
            in_percent(gap.local_supply_rate),
            gap.local_firms,
            gap.known_firms,
            _sentences(gap.reasons),
            gap.branch,
            gap.purpose.value,
            in_wan(gap.observed_purchases_yuan),
            in_percent(gap.observed_local_rate),
            gap.confidence.value,
            _sentences(found.sentence for found in gap.elsewhere) or UNKNOWN,
            _sentences(gap.filled_by) or UNKNOWN,
            in_percent(gap.absence),
            _sentences(suspect.sentence for suspect in gap.suspects) or UNKNOWN,
        )
        for n, gap in enumerate(gaps, 1)
    )
    title = f"{coverage.place.label}{coverage.chain}产业链缺口清单"
    note = "按紧迫度从高到低；紧迫度为 0–100 分；“缺失”是名录内没有本地企业的把握够大，“待摸排”是可能有，先问清"
    return Table(
        sheet="缺口清单",
        title=title,
        note=note,
        columns=GAP_COLUMNS,
        rows=rows,
        printed_columns=GAP_PRINTED,
        as_of=coverage.as_of,
    )


def firm_table(snapshot: Snapshot, coverage: Coverage, graph: ChainGraph) -> Table:
    """Local firms of the chain, from upstream to downstream, each on every segment it stands on."""
    rows: list[tuple[Cell, ...]] = []
    for state in coverage.states:
        for firm in state.local:
            rows.append(_firm_row(len(rows) + 1, firm, graph, state.index, snapshot))
    title = f"{coverage.place.label}{coverage.chain}产业链本地企业清单"
    note = f"本地企业 {coverage.firms} 家；一家企业落在几个环节就列几行"
    return Table(
        sheet="本地企业清单", title=title, note=note, columns=FIRM_COLUMNS, rows=tuple(rows), as_of=coverage.as_of
    )


def _target_row(number: int, target: Target, snapshot: Snapshot, leads: Mapping[str, Lead]) -> tuple[Cell, ...]:
    firm = snapshot.enterprises[target.firm]
    told = [reason for reason in target.told if reason.kind not in OWN_COLUMNS]
    lead = leads.get(f"{firm.id}/{target.key}") or leads.get(f"{firm.id}/")
    return (
        number,
        firm.name,
        firm.uscc or UNKNOWN,
        target.segment,
        target.status.value,
        target.stage.value,
        _region(firm),
        _year(firm.founded_on),
        in_wan(firm.registered_capital_yuan),
        "、".join(firm.qualifications) or UNKNOWN,
        firm.listing or UNKNOWN,
        _points(target.score),
        _sentences(reason.sentence for reason in told),
        target.relation or UNKNOWN,
        target.mode or UNKNOWN,
        _sentences(_cited(told)) or UNKNOWN,
        firm.evidence.source or "未注明来源",
        firm.evidence.as_of or UNKNOWN,
        firm.evidence.certainty.value,
        lead.stage if lead else LEAD_STAGES[0],
        (lead.owner if lead else None) or "",
        (lead.note if lead else None) or "",
        _points(target.priority),
    )


def _firm_row(number: int, firm: int, graph: ChainGraph, segment: int, snapshot: Snapshot) -> tuple[Cell, ...]:
    enterprise, place_on_chain = snapshot.enterprises[firm], graph.segments[segment]
    tag = snapshot.tag(firm, graph.chain.name, place_on_chain.key)
    return (
        number,
        enterprise.name,
        enterprise.uscc or UNKNOWN,
        place_on_chain.name,
        graph.stages[segment].value,
        enterprise.park or UNKNOWN,
        enterprise.region or UNKNOWN,
        _year(enterprise.founded_on),
        in_wan(enterprise.revenue_yuan),
        enterprise.employees,
        in_wan(enterprise.registered_capital_yuan),
        "、".join(enterprise.qualifications) or UNKNOWN,
        enterprise.listing or UNKNOWN,
        "、".join(offering.product for offering in snapshot.offerings_of[firm]) or UNKNOWN,
        _sentences(evidence.sentence for evidence in tag.evidence) if tag else UNKNOWN,
        enterprise.evidence.source or "未注明来源",
        enterprise.evidence.as_of or UNKNOWN,
        enterprise.evidence.certainty.value,
    )


def _leads(snapshot: Snapshot, coverage: Coverage) -> dict[str, Lead]:
    here = (lead for lead in snapshot.leads if lead.place == coverage.place.name)
    return {f"{lead.enterprise}/{lead.segment or ''}": lead for lead in here if lead.chain in (None, coverage.chain)}


def _cited(told: Iterable[Reason]) -> Iterable[str]:
    """What the reasons rest on."""
    return (f"{r.statement}（{r.source}）" if r.source else r.statement for r in told if r.statement)


def _sentences(parts: Iterable[str]) -> str:
    return "；".join(part.rstrip("。；;") for part in parts if part)


def _region(firm: Enterprise) -> str:
    return "/".join(part for part in (firm.province, firm.city) if part) or UNKNOWN


def _year(on: str | None) -> str:
    return on[:4] if on else UNKNOWN


def _points(part: float) -> float:
    return round(part * 100, 1)
