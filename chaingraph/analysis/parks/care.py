"""Firms looked after: needs with their days, visits, inputs that lack, and what is overdue."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from chaingraph.analysis.parks.days import late_days
from chaingraph.analysis.parks.projects import cards, names_within
from chaingraph.analysis.targets.eligible import makers
from chaingraph.findings.park.care import FirmPlan, MissingInput, NeedLine, Ring, VisitLine
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId
from chaingraph.model.parks.firms import FirmService, NeedState, Visit
from chaingraph.settings import Settings

Lacking = Callable[[int], tuple[MissingInput, ...]]
"""What a firm's inputs lack in its place, asked by firm index."""


def looked_after(snapshot: Snapshot, place: Place | None) -> tuple[int, ...]:
    """Firms with a service on record or a leading role in a chain, in the place: by name. O(N)."""
    served = {one.enterprise for one in snapshot.facts["firm_services"]}
    inside = None if place is None else snapshot.members(place)
    found = [
        number
        for number, firm in enumerate(snapshot.enterprises)
        if (firm.id in served or (firm.roles and firm.park)) and (inside is None or inside[number])
    ]
    return tuple(sorted(found, key=lambda n: (snapshot.enterprises[n].name, snapshot.enterprises[n].id)))


def plan(snapshot: Snapshot, firm: int, on: date, lacking: Lacking) -> FirmPlan:
    """One firm's plan; ``lacking`` is asked for what its inputs lack."""
    own = snapshot.enterprises[firm]
    services = sorted(
        (one for one in snapshot.facts["firm_services"] if one.enterprise == own.id),
        key=lambda one: (_done(one), one.due_on or "9", one.kind or "", one.need or ""),
    )
    calls = sorted((v for v in snapshot.facts["visits"] if v.enterprise == own.id), key=lambda v: (v.on, v.by or ""))
    needs = tuple(_need(one, on) for one in services if one.kind is not None or one.need)
    next_on, visit_late = _next_visit(calls, on)
    return FirmPlan(
        enterprise=own.name,
        enterprise_id=own.id,
        park=own.park,
        roles=tuple(dict.fromkeys(role.kind for role in own.roles)),
        owner=next((one.owner for one in services if one.owner), None),
        leader=next((one.leader for one in services if one.leader), None),
        needs=needs,
        visits=tuple(VisitLine(on=v.on, by=v.by, minutes=v.minutes, next_on=v.next_on) for v in reversed(calls)),
        next_visit_on=next_on,
        visit_late_days=visit_late,
        missing=lacking(firm),
        open=sum(not _is_done(need) for need in needs),
        late=sum(need.late_days > 0 for need in needs) + (visit_late > 0),
        data_version=snapshot.version,
    )


def _done(one: FirmService) -> bool:
    return one.state is NeedState.DONE or bool(one.done_on)


def _is_done(need: NeedLine) -> bool:
    return need.state == NeedState.DONE


def _need(one: FirmService, on: date) -> NeedLine:
    return NeedLine(
        kind=one.kind,
        need=one.need,
        state=NeedState.DONE if _done(one) else one.state or NeedState.OPEN,
        owner=one.owner,
        due_on=one.due_on,
        done_on=one.done_on,
        late_days=late_days(one.due_on, on, done=_done(one)),
    )


def _next_visit(calls: Sequence[Visit], on: date) -> tuple[str | None, int]:
    """When the next visit is due by the last one, and how long that has been overdue."""
    if not calls or not calls[-1].next_on:
        return None, 0
    return calls[-1].next_on, late_days(calls[-1].next_on, on)


def rings(snapshot: Snapshot, place: Place | None, on: date) -> tuple[Ring, ...]:
    """Everything of a place that is overdue, longest first: needs, visits, tasks, projects with their milestones."""
    names = None if place is None else names_within(snapshot, place)
    found = [*_of_firms(snapshot, place, on), *_of_tasks(snapshot, names, on), *_of_projects(snapshot, place, on)]
    return tuple(sorted(found, key=lambda one: (-one.late_days, one.kind, one.about, one.what)))


def _of_firms(snapshot: Snapshot, place: Place | None, on: date) -> Iterator[Ring]:
    told = {one.enterprise for kind in ("firm_services", "visits") for one in snapshot.facts[kind]}
    inside = None if place is None else snapshot.members(place)
    for firm in sorted(snapshot.index[one] for one in told if one in snapshot.index):
        if inside is not None and not inside[firm]:
            continue
        found = plan(snapshot, firm, on, lambda _: ())
        address = f"/services/{found.enterprise_id}"
        for need in found.needs:
            if need.late_days:
                what = "".join(filter(None, (need.kind, f"：{need.need}" if need.need else "")))
                owner = need.owner or found.owner
                yield Ring("企业诉求", what, found.enterprise, address, owner, need.due_on or "", need.late_days)
        if found.visit_late_days:
            day = found.next_visit_on or ""
            yield Ring("走访", "该再次走访", found.enterprise, address, found.owner, day, found.visit_late_days)


def _of_tasks(snapshot: Snapshot, names: frozenset[str] | None, on: date) -> Iterator[Ring]:
    for task in snapshot.facts["tasks"]:
        days = late_days(task.due_on, on, done=bool(task.done_on))
        if days and (names is None or task.place in names):
            yield Ring(
                "任务", task.title, _name(snapshot, task.enterprise) or task.place, "", task.owner, task.due_on, days
            )


def _of_projects(snapshot: Snapshot, place: Place | None, on: date) -> Iterator[Ring]:
    for card in cards(snapshot, place, on):
        late = [step for step in card.steps if step.late_days]
        address = f"/projects?project={card.id}"
        for step in late:
            yield Ring("项目节点", step.name, card.name, address, card.owner, step.due_on or "", step.late_days)
        if card.late_days and not late:
            yield Ring("项目", "已过到期日期", card.name, address, card.owner, card.due_on or "", card.late_days)


def _name(snapshot: Snapshot, firm: EnterpriseId | None) -> str | None:
    number = snapshot.index.get(firm) if firm else None
    return None if number is None else snapshot.enterprises[number].name


def owners(plans: Iterable[FirmPlan]) -> tuple[str, ...]:
    """Everyone who answers for a firm."""
    return tuple(sorted({one.owner for one in plans if one.owner}))


def makers_elsewhere(
    snapshot: Snapshot, place: Place, chain: ChainGraph, segment: int, rules: Settings
) -> tuple[str, ...]:
    """Live makers of a segment outside the place, largest first, ties by name. O(tags of the segment)."""
    tags = snapshot.tag_columns(chain)
    firms = tags.firms[tags.on(segment)]
    firms = firms[snapshot.elsewhere(place)[firms] & makers(snapshot, chain.segments[segment], firms)]
    sizes = snapshot.sizes(rules)[0]
    live = (firm for firm in firms.tolist() if firm not in snapshot.gone)
    ranked = sorted(live, key=lambda firm: (-sizes[firm], snapshot.enterprises[firm].name))
    return tuple(snapshot.enterprises[firm].name for firm in ranked)
