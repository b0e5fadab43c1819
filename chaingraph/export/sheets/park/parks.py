"""Parks side by side, projects, platforms and firms looked after as tables."""

from collections.abc import Sequence

from chaingraph.export.sheets.workbook import workbook
from chaingraph.export.table import Cell, Column, Table, in_wan
from chaingraph.findings.park.care import FirmPlan
from chaingraph.findings.park.factor import FactorStanding
from chaingraph.findings.park.platform import Innovation
from chaingraph.findings.park.project import ProjectBoard, ProjectCard
from chaingraph.findings.park.sheet import ParkLine, ParkTable
from chaingraph.model.parks.standing import Factor

UNKNOWN = "—"
PROJECT_COLUMNS = (
    Column(title="序号", width=6, look="centre"),
    Column(title="批次", width=8, look="centre"),
    Column(title="项目名称", width=26),
    Column(title="园区", width=20),
    Column(title="企业", width=24),
    Column(title="产业链", width=14),
    Column(title="环节", width=14),
    Column(title="投资(万元)", width=11, look="whole"),
    Column(title="进度(%)", width=8, look="whole"),
    Column(title="状态", width=12),
    Column(title="下一节点", width=16),
    Column(title="节点期限", width=11, look="centre"),
    Column(title="逾期天数", width=8, look="whole"),
    Column(title="责任人", width=11),
    Column(title="挂牌督办", width=8, look="centre"),
    Column(title="开工日期", width=11, look="centre"),
    Column(title="到期日期", width=11, look="centre"),
    Column(title="来源", width=24),
)


def ledger(table: Table) -> bytes:
    """One table as xlsx bytes with a cover that says what it is and by which rule."""
    return workbook((table,), (("表", table.title), ("口径", table.note or "按导入的台账原样列出")))


def park_table(found: ParkTable) -> Table:
    """A row a park: each factor as its state with what is there against the target."""
    heads = [Column(title=f"{factor.value}", width=17, look="centre") for factor in Factor]
    columns = (
        Column(title="序号", width=6, look="centre"),
        Column(title="园区", width=22),
        Column(title="类别", width=10, look="centre"),
        Column(title="企业", width=6, look="whole"),
        *heads,
        Column(title="一台两器", width=24),
        Column(title="项目", width=6, look="whole"),
        Column(title="亿元以上", width=8, look="whole"),
        Column(title="逾期", width=6, look="whole"),
        Column(title="落后在哪里", width=60),
    )
    rows = tuple(_park_row(number, line) for number, line in enumerate(found.parks, 1))
    note = "每格：状态 完成/目标；滞后 = 完成数低于全年目标按季度折算的数；空着的目标不判滞后"
    return Table(sheet="园区对比", title=f"园区六大要素对比（{found.on}）", note=note, columns=columns, rows=rows)


def _park_row(number: int, line: ParkLine) -> tuple[str | int | None, ...]:
    trio = "；".join(f"{one.kind}{'：' + (one.state or '未注明') if one.names else '：无'}" for one in line.trio)
    return (
        number, line.park, line.status or UNKNOWN, line.firms, *(factor_cell(one) for one in line.factors), trio,
        line.projects, line.hundred_million, line.late, "；".join(line.lags) or "没有落后项",
    )  # fmt: skip


def factor_cell(one: FactorStanding) -> str:
    """The state of a factor with its numbers."""
    if one.achieved is None and one.target is None:
        return one.state.value
    return f"{one.state.value} {amount(one.achieved)}/{amount(one.target)} {one.unit}"


def amount(value: float | None) -> str:
    """A figure for a cell; a dash where it is not known.

    >>> amount(80000.0), amount(1.5), amount(None)
    ('80,000', '1.5', '—')
    """
    return UNKNOWN if value is None else f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def project_table(found: ProjectBoard) -> Table:
    """Projects in the board's order."""
    rows = tuple(_project_row(number, card) for number, card in enumerate(found.cards, 1))
    gaps = "、".join(f"{one.segment}（{one.park}）" for one in found.unfilled[:8])
    note = f"截至 {found.on}；" + (f"还没有项目的紧迫缺口：{gaps}" if gaps else "各园区主导链的紧迫缺口都有项目")
    where = found.place or "全部"
    return Table(
        sheet="项目",
        title=f"{where}项目清单（四个一批）",
        note=note,
        columns=PROJECT_COLUMNS,
        rows=rows,
        frozen_columns=3,
    )


def _project_row(number: int, card: ProjectCard) -> tuple[str | int | float | None, ...]:
    step = card.next_step
    return (
        number, card.batch or UNKNOWN, card.name, card.park, card.enterprise or UNKNOWN, card.chain or UNKNOWN,
        card.segment or UNKNOWN, in_wan(card.invest_yuan),
        None if card.progress is None else card.progress * 100, card.status or UNKNOWN,
        step.name if step else UNKNOWN, (step.due_on if step else None) or UNKNOWN, card.late_days,
        card.owner or UNKNOWN, "是" if card.supervised else "", card.start_on or UNKNOWN, card.due_on or UNKNOWN,
        card.source or UNKNOWN,
    )  # fmt: skip


def platform_table(found: Innovation) -> Table:
    """Platforms with what they serve."""
    columns = (
        Column(title="序号", width=6, look="centre"),
        Column(title="平台名称", width=30),
        Column(title="园区", width=20),
        Column(title="类型", width=11, look="centre"),
        Column(title="级别", width=8, look="centre"),
        Column(title="建设状态", width=9, look="centre"),
        Column(title="运营日期", width=11, look="centre"),
        Column(title="面积(㎡)", width=10, look="whole"),
        Column(title="在孵企业", width=8, look="whole"),
        Column(title="服务环节", width=36),
        Column(title="可转化成果", width=26),
        Column(title="人才需求", width=24),
        Column(title="来源", width=28),
    )
    rows = tuple(
        (
            number, one.name, one.park, one.kind, one.level or UNKNOWN, one.state or UNKNOWN, one.opened_on or UNKNOWN,
            one.area_m2, one.incubated, "；".join(f"{s.chain}/{s.segment}" for s in one.serves) or UNKNOWN,
            "；".join(one.results) or UNKNOWN, "；".join(one.talents) or UNKNOWN, one.source or UNKNOWN,
        )
        for number, one in enumerate(found.platforms, 1)
    )  # fmt: skip
    bare = "、".join(dict.fromkeys(one.segment for one in found.unserved))
    note = f"没有平台服务的关键环节：{bare}" if bare else "各园区主导链的关键环节都有平台服务"
    return Table(sheet="平台", title=f"{found.place or '全部'}创新平台清单", note=note, columns=columns, rows=rows)


def service_table(found: Sequence[FirmPlan], place: str) -> Table:
    """A row a need; a firm without any has one row."""
    columns = (
        Column(title="序号", width=6, look="centre"),
        Column(title="企业", width=30),
        Column(title="园区", width=20),
        Column(title="责任人", width=12),
        Column(title="包联领导", width=12),
        Column(title="需求类别", width=9, look="centre"),
        Column(title="需求内容", width=40),
        Column(title="办理状态", width=9, look="centre"),
        Column(title="办结期限", width=11, look="centre"),
        Column(title="逾期天数", width=8, look="whole"),
        Column(title="最近走访", width=11, look="centre"),
        Column(title="下次走访", width=11, look="centre"),
    )
    rows: list[tuple[Cell, ...]] = []
    for one in found:
        visit = one.visits[0].on if one.visits else UNKNOWN
        who = (one.enterprise, one.park or UNKNOWN, one.owner or "未明确", one.leader or UNKNOWN)
        called = (visit, one.next_visit_on or UNKNOWN)
        for need in one.needs:
            said = (need.kind or UNKNOWN, need.need or UNKNOWN, need.state, need.due_on or UNKNOWN, need.late_days)
            rows.append((len(rows) + 1, *who, *said, *called))
        if not one.needs:
            rows.append((len(rows) + 1, *who, UNKNOWN, "没有登记需求", UNKNOWN, UNKNOWN, None, *called))
    title = f"{place or '全部'}一企一策台账"
    return Table(sheet="一企一策", title=title, note="逾期的企业在前", columns=columns, rows=tuple(rows))
