"""The schemes of a store, and the values of a period under one: reported, or worked out of the graph."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from chaingraph.analysis.assess.computed import Grounds, computed
from chaingraph.analysis.assess.history import ordered, status_of
from chaingraph.analysis.assess.score import Values
from chaingraph.analysis.land.clock import years_later
from chaingraph.errors import Refused, UnknownName
from chaingraph.findings.rule.assessment import Reported
from chaingraph.findings.rule.periods import period_end
from chaingraph.findings.rule.scheme import Rules, Scheme, exact
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.dates import day_of
from chaingraph.model.parks.assessment import AssessmentValue, ValueOrigin
from chaingraph.model.parks.standing import ParkStatus
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings


class NoScheme(Refused):
    """The store has no scheme of indicators to assess by."""

    def __init__(self) -> None:
        super().__init__("还没有考评办法：请导入“考评指标”表（指标、权重、方向），再导入“考评数据”")


def rules_of(settings: Settings) -> Rules:
    """The city's rules as the settings have them. Raises Refused for costs that cannot be read."""
    budget = settings.reward_budget_yuan
    return Rules(
        good=settings.assess_good,
        last=settings.assess_last,
        running=settings.assess_running,
        observation_years=settings.observation_years,
        lenient=settings.assess_lenient,
        reward_budget_yuan=exact(budget) if budget else None,
        costs_yuan=_costs(settings.improvement_costs),
    )


def _costs(text: str) -> Mapping[str, Decimal]:
    found = {}
    for pair in text.replace(";", "；").split("；"):
        name, _, amount = pair.partition("=")
        if name.strip():
            try:
                found[name.strip()] = Decimal(amount.strip())
            except InvalidOperation as error:
                raise Refused(f"设置“指标单位代价”中“{pair.strip()}”不是 指标=元") from error
    return found


def scheme_of(snapshot: Snapshot, settings: Settings, name: str = "", period: str = "") -> Scheme:
    """The scheme of that name; without one the only one, or the only one with values in the period.

    Raises NoScheme, UnknownName, or Refused where several fit.
    """
    facts = snapshot.facts
    names = sorted({one.scheme for one in facts["indicators"]})
    if not names:
        raise NoScheme
    if name and name not in names:
        raise UnknownName("考评办法", name, tuple(names))
    with_values = {one.scheme for one in facts["assessments"] if not period or one.period == period}
    fit = [name] if name else [one for one in names if one in with_values] if len(names) > 1 else names
    if len(fit) != 1:
        raise Refused(f"有多个考评办法（{'、'.join(names)}），请用 --scheme 写明是哪一个")
    chosen = fit[0]
    own = [one for one in facts["indicators"] if one.scheme == chosen and one.weight > 0]
    return Scheme(
        name=chosen,
        indicators=tuple(sorted(own, key=lambda one: (-one.weight, one.name))),
        grades=tuple(one for one in facts["grades"] if one.scheme == chosen),
        rewards=tuple(one for one in facts["rewards"] if one.scheme == chosen),
        rules=rules_of(settings),
    )


def own_values(snapshot: Snapshot, scheme: Scheme) -> list[AssessmentValue]:
    """Values of the scheme, and those that name none."""
    return [one for one in snapshot.facts["assessments"] if one.scheme in (scheme.name, None, "")]


def periods_of(snapshot: Snapshot, scheme: Scheme) -> tuple[str, ...]:
    """Periods with values or results, oldest first."""
    results = (one.period for one in snapshot.facts["assessment_results"] if one.scheme in (scheme.name, None, ""))
    return ordered([*(one.period for one in own_values(snapshot, scheme)), *results])


def values_of(workspace: Workspace, snapshot: Snapshot, scheme: Scheme, period: str) -> Values:
    """By park and indicator: what was reported, else what the graph works out for indicators that are computed.

    Parks that take part are those with a reported value in the period; where the scheme reports nothing, all that are
    not delisted.
    """
    told: dict[str, dict[str, Reported]] = {}
    for one in own_values(snapshot, scheme):
        if one.period == period and one.value is not None:
            told.setdefault(one.park, {})[one.indicator] = _reported(one)
    parks = {park.name: park for park in snapshot.parks if status_of(park.status) is not ParkStatus.DELISTED}
    if all(one.origin is ValueOrigin.COMPUTED for one in scheme.indicators):
        told = {name: told.get(name, {}) for name in parks}
    by_graph = [one for one in scheme.indicators if one.origin is ValueOrigin.COMPUTED]
    earlier = _earlier(workspace, period) if by_graph else {}
    for name in told:
        if name in parks:
            ground = Grounds(
                snapshot=snapshot, park=parks[name], on=period_end(period), rules=workspace.rules, earlier=earlier
            )
            made = ((one.name, computed(one, ground)) for one in by_graph if one.name not in told[name])
            told[name].update({indicator: value for indicator, value in made if value is not None})
    return told


def _reported(one: AssessmentValue) -> Reported:
    assert one.value is not None  # noqa: S101
    return Reported(value=exact(one.value), basis=f"填报：{one.evidence.caption}")


def _earlier(workspace: Workspace, period: str) -> Mapping[str, float]:
    """Revenue by firm as the store knew it a year before the period ended."""
    until = years_later(period_end(period), -1).isoformat()
    records: Sequence[int] = [one.sequence for one in workspace.store.imports() if day_of(one.at) <= until]
    if not records:
        return {}
    _, facts = workspace.store.read(max(records))
    return {firm.id: firm.revenue_yuan for firm in facts["enterprises"] if firm.revenue_yuan is not None}
