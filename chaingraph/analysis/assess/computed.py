"""What the graph works out for an indicator where nobody reports a value, each with the words that say how."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chaingraph.analysis.land.parcels import parcel_verdict
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Coverage
from chaingraph.findings.rule.assessment import Reported
from chaingraph.findings.rule.scheme import exact
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.parks.assessment import Indicator
from chaingraph.model.parks.platforms import PlatformKind, PlatformState
from chaingraph.model.parks.standing import ParkFactor
from chaingraph.model.place import Park
from chaingraph.model.promotion import Project
from chaingraph.settings import Settings
from chaingraph.units import YI

TRIO = (PlatformKind.INNOVATION, PlatformKind.INCUBATOR, PlatformKind.ACCELERATOR)
Told = tuple[float | None, str]
"""A value, None where the graph does not know it, and how it was worked out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What values are worked out from: a park in a snapshot on a day; ``earlier`` is revenue a year before, by firm."""

    snapshot: Snapshot
    park: Park
    on: date
    rules: Settings
    earlier: Mapping[str, float]


def computed(indicator: Indicator, grounds: Grounds) -> Reported | None:
    """The value of an indicator by the formula it names, or by its own name; None where neither is known here, or the
    graph does not know the figure. A share becomes percent where the indicator is counted in it."""
    names = (indicator.formula or "", indicator.name)
    formula = next((FORMULAS[name.strip()] for name in names if name.strip() in FORMULAS), None)
    if formula is None:
        return None
    value, how = formula(grounds)
    if value is None:
        return None
    scale = 100 if indicator.unit in ("%", "％") and formula in SHARES else 1
    return Reported(value=round(exact(value * scale), 2), basis=f"按现有图谱计算：{how}", computed=True)


def _covers(grounds: Grounds) -> list[Coverage]:
    facts = grounds.snapshot
    place = facts.place(grounds.park.name)
    chains = [facts.chains[name] for name in grounds.park.chains if name in facts.chains]
    return [coverage(facts, place, chain, grounds.rules) for chain in chains]


def completeness(grounds: Grounds) -> Told:
    """Mean of the weighted completeness of the chains that the park stands for."""
    found = [cover.measures.weighted for cover in _covers(grounds)]
    return (sum(found) / len(found) if found else None), f"{'、'.join(grounds.park.chains)}加权完整度的平均"


def local_supply_rate(grounds: Grounds) -> Told:
    """Mean of the local supply rate of those chains: observed where amounts are known, else estimated."""
    rates = (cover.supply for cover in _covers(grounds))
    told = [rate for one in rates if (rate := one.observed if one.observed is not None else one.estimated) is not None]
    return (sum(told) / len(told) if told else None), "各主导链本地配套率的平均，有采购金额的按记录，其余按估算"


def factors(grounds: Grounds) -> Told:
    """Mean of what was achieved of the year's target over the factors that have one, none above 1."""
    year = grounds.on.year
    rows = [one for one in grounds.snapshot.facts["park_factors"] if one.park == grounds.park.name and one.year == year]
    parts = [part for factor in {one.factor for one in rows} if (part := _reached(rows, factor)) is not None]
    return (sum(parts) / len(parts) if parts else None), f"{year} 年 {len(parts)} 项有目标要素的平均完成率"


def _reached(rows: list[ParkFactor], factor: str) -> float | None:
    own = sorted((one for one in rows if one.factor == factor), key=lambda one: one.quarter or 5)
    target = next((one.target for one in reversed(own) if one.target), None)
    achieved = next((one.achieved for one in reversed(own) if one.achieved is not None), None)
    return None if target is None or achieved is None else min(achieved / target, 1.0)


def trio(grounds: Grounds) -> Told:
    """How many of 一台两器 run."""
    own = [one for one in grounds.snapshot.facts["platforms"] if one.park == grounds.park.name]
    running = {one.kind for one in own if one.state is PlatformState.RUNNING and one.kind in TRIO}
    return (float(len(running)) if own else None), "运营中的创新平台、孵化器、加速器种类数"


def _projects(grounds: Grounds, *batches: str) -> list[Project]:
    own = (one for one in grounds.snapshot.projects if one.park == grounds.park.name)
    return [one for one in own if not batches or one.batch in batches]


def projects(grounds: Grounds) -> Told:
    """Projects of the four batches."""
    return float(len(_projects(grounds))), "项目台账中本园区项目数"


def big_projects(grounds: Grounds) -> Told:
    """Projects of 100 million yuan and more."""
    found = [one for one in _projects(grounds) if (one.invest_yuan or 0) >= YI]
    return float(len(found)), "项目台账中投资亿元以上的项目数"


def running_invest(grounds: Grounds) -> Told:
    """Investment of projects under construction and newly started, in 亿元."""
    found = [one.invest_yuan for one in _projects(grounds, "建设", "新开") if one.invest_yuan is not None]
    return (sum(found) / YI if found else None), "建设、新开项目的投资合计（亿元）"


def idle_land(grounds: Grounds) -> Told:
    """亩 that lie idle by the clock at the end of the period."""
    own = [one for one in grounds.snapshot.facts["parcels"] if one.park == grounds.park.name]
    idle = [one.area_mu or 0.0 for one in own if parcel_verdict(one, grounds.on).state.idle]
    return (sum(idle, 0.0) if own else None), f"按闲置土地计时，{grounds.on} 闲置的亩数"


def growth(grounds: Grounds) -> Told:
    """Growth of revenue of the park's firms whose revenue is known now and a year before."""
    facts = grounds.snapshot
    here = Place.of_park(grounds.park)
    pairs = [
        (grounds.earlier[firm.id], firm.revenue_yuan)
        for firm in facts.enterprises
        if firm.revenue_yuan is not None and firm.id in grounds.earlier and here.holds(firm)
    ]
    before, now = sum(old for old, _ in pairs), sum(new for _, new in pairs)
    return (now / before - 1 if before > 0 else None), f"{len(pairs)} 家企业营业收入比一年前的增速"


FORMULAS: Mapping[str, Callable[[Grounds], Told]] = {
    "completeness": completeness, "产业链完整度": completeness, "链完整度": completeness,
    "local_supply_rate": local_supply_rate, "本地配套率": local_supply_rate,
    "factors": factors, "六大要素": factors, "六大要素完成率": factors,
    "trio": trio, "一台两器": trio,
    "projects": projects, "项目数": projects, "四个一批": projects,
    "big_projects": big_projects, "亿元以上项目数": big_projects, "亿元以上项目": big_projects,
    "running_invest": running_invest, "在建投资": running_invest,
    "idle_land": idle_land, "闲置土地": idle_land,
    "growth": growth, "营业收入增速": growth,
}  # fmt: skip
"""What can be computed, by the names a scheme may give it."""
SHARES = frozenset({completeness, local_supply_rate, factors, growth})
"""Those that are parts of one."""
