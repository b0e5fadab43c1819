"""What is overdue, what the leaders watch themselves, and what falls due in the following month."""

from collections.abc import Iterator

from chaingraph.analysis.parks.days import last_day
from chaingraph.analysis.reports.month.grounds import UNKNOWN, MonthGrounds
from chaingraph.findings.park.project import ProjectCard
from chaingraph.findings.report.month import Section
from chaingraph.findings.rule.land import ClockState
from chaingraph.graph.veil import is_veiled
from chaingraph.ids import EnterpriseId
from chaingraph.units import percent

Todo = tuple[str, str, str, str]
"""Day, what, about whom, who answers for it."""


def overdue_section(grounds: MonthGrounds) -> Section:
    """Needs, visits, tasks and projects that are overdue, longest first."""
    rows = ((ring.kind, ring.what, ring.about, ring.owner, ring.due_on, f"{ring.late_days}") for ring in grounds.rings)
    return Section(
        name="overdue",
        title="逾期事项",
        sentences=(f"逾期 {len(grounds.rings)} 件。",) if grounds.rings else (),
        heads=("类别", "事项", "企业或项目", "责任人", "期限", "逾期(天)"),
        widths=(2, 4, 4.2, 2, 3, 1.7),
        rows=tuple(tuple(part or UNKNOWN for part in row) for row in rows),
        empty="没有逾期事项。",
    )


def supervised_section(grounds: MonthGrounds) -> Section:
    """挂牌督办: projects that the leaders watch themselves."""
    return Section(
        name="supervised",
        title="挂牌督办",
        heads=("项目", "园区", "批次", "进度", "下一节点", "期限", "责任人"),
        widths=(3.8, 3.2, 1.5, 1.7, 2.6, 3, 2),
        rows=tuple(_supervised(card) for card in grounds.cards if card.supervised),
        empty="没有挂牌督办的项目。",
    )


def _supervised(card: ProjectCard) -> tuple[str, ...]:
    step = card.next_step
    ahead = (step.name, step.due_on or UNKNOWN) if step else (UNKNOWN, card.due_on or UNKNOWN)
    done = percent(card.progress)
    return card.name, card.park, card.batch or UNKNOWN, done, *ahead, card.owner or UNKNOWN


def todo_section(grounds: MonthGrounds) -> Section:
    """What falls due in the following month, by day."""
    found = sorted({*_land(grounds), *_projects(grounds), *_people(grounds), *_places(grounds), *_parks(grounds)})
    return Section(
        name="todo",
        title=f"下月待办（{grounds.following}）",
        heads=("期限", "事项", "对象", "责任人"),
        widths=(2.9, 5.4, 4.8, 2),
        rows=tuple(found),
        empty="台账里没有下月到期的事项。",
    )


def _land(grounds: MonthGrounds) -> Iterator[Todo]:
    for row in grounds.land.rows:
        ahead = row.verdict.next_on
        if ahead is not None and ahead.isoformat().startswith(grounds.following) and row.verdict.state.waiting:
            second = row.verdict.state is ClockState.FEE
            what = "土地满两年，可启动无偿收回" if second else "土地满一年，应征缴闲置费"
            yield ahead.isoformat(), what, f"{row.parcel.park} {row.parcel.name}", UNKNOWN


def _projects(grounds: MonthGrounds) -> Iterator[Todo]:
    for card in grounds.cards:
        for step in card.steps:
            if not step.done_on and _falls(grounds, step.due_on):
                yield step.due_on or "", f"项目节点：{step.name}", card.name, card.owner or UNKNOWN
        if _falls(grounds, card.due_on) and (card.progress or 0.0) < 1.0:
            yield card.due_on or "", "项目到期", card.name, card.owner or UNKNOWN


def _people(grounds: MonthGrounds) -> Iterator[Todo]:
    facts = grounds.snapshot.facts
    for one in facts["firm_services"]:
        if not one.done_on and _falls(grounds, one.due_on) and (name := _inside(grounds, one.enterprise)):
            kind = one.kind.value if one.kind else "企业诉求"
            yield one.due_on, f"{kind}：{one.need or '办结诉求'}", name, one.owner or UNKNOWN
    for one in facts["visits"]:
        if _falls(grounds, one.next_on) and (name := _inside(grounds, one.enterprise)):
            yield one.next_on, "再次走访", name, one.by or UNKNOWN


def _places(grounds: MonthGrounds) -> Iterator[Todo]:
    for one in grounds.snapshot.facts["tasks"]:
        if not one.done_on and _falls(grounds, one.due_on) and one.place in grounds.names:
            yield one.due_on, one.title, one.place, one.owner or UNKNOWN
    for lead in grounds.snapshot.leads:
        if _falls(grounds, lead.next_on) and lead.place in grounds.names and not is_veiled(lead):
            name = _name(grounds, lead.enterprise) or lead.enterprise
            yield lead.next_on or "", f"跟进线索（{lead.stage}）", name, lead.owner or UNKNOWN


def _name(grounds: MonthGrounds, firm: EnterpriseId) -> str | None:
    number = grounds.snapshot.index.get(firm)
    return None if number is None else grounds.snapshot.enterprises[number].name


def _inside(grounds: MonthGrounds, firm: EnterpriseId) -> str | None:
    """The firm's name where it sits in the place asked; None elsewhere."""
    number = grounds.snapshot.index.get(firm)
    if number is None or (grounds.place is not None and not grounds.snapshot.members(grounds.place)[number]):
        return None
    return grounds.snapshot.enterprises[number].name


def _parks(grounds: MonthGrounds) -> Iterator[Todo]:
    for row in grounds.ranking.rows if grounds.ranking else ():
        until = row.step.after.watched_until
        if until is not None and until.isoformat().startswith(grounds.following) and row.score.park in grounds.names:
            yield until.isoformat(), "预备园区观察期满，须考评去留", row.score.park, UNKNOWN


def _falls(grounds: MonthGrounds, due_on: str | None) -> bool:
    return bool(due_on) and last_day(due_on or "").isoformat().startswith(grounds.following)
