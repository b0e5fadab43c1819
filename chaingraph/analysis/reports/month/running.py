"""How the parks stand at the end of the month: factors, ranking, land, platforms."""

from collections.abc import Iterator

from chaingraph.analysis.parks.factors import factors_of
from chaingraph.analysis.reports.month.grounds import UNKNOWN, MonthGrounds
from chaingraph.findings.park.factor import FactorStanding, FactorState
from chaingraph.findings.report.month import Section
from chaingraph.findings.rule.land_book import LandRow
from chaingraph.findings.rule.periods import period_name
from chaingraph.findings.rule.ranking import Ranked
from chaingraph.model.parks.platforms import Platform, PlatformKind, PlatformState
from chaingraph.model.parks.standing import Factor


def factor_section(grounds: MonthGrounds) -> Section:
    """Parks down, the six factors across: achieved of the target, with the state where it is not in time."""
    parks = [(park.name, factors_of(grounds.snapshot, park.name, grounds.ends)) for park in grounds.parks]
    told = [(name, own) for name, own in parks if any(_is_told(one) for one in own)]
    silent = [name for name, own in parks if not any(_is_told(one) for one in own)]
    behind = [f"{name}的{one.factor.value}" for name, own in told for one in own if one.state in LATE]
    sentences = (
        [f"滞后或缺的 {len(behind)} 项：{'、'.join(behind[:12])}{'等' if len(behind) > 12 else ''}。"] if behind else []
    )
    sentences += [f"没有填报的园区：{'、'.join(silent)}。"] if silent and told else []
    return Section(
        name="factors",
        title="六大要素对目标",
        sentences=tuple(sentences),
        heads=("园区", *(factor.value for factor in Factor)),
        widths=(3.2, 2.4, 3.4, 1.9, 1.9, 2.1, 3.2),
        rows=tuple((name, *(_factor(one) for one in own)) for name, own in told),
        empty="没有园区填报六大要素的目标与完成数。",
    )


MOST = 8
LATE = (FactorState.LATE, FactorState.LACKING)


def _is_told(one: FactorStanding) -> bool:
    return one.target is not None or one.achieved is not None


def _factor(one: FactorStanding) -> str:
    if not _is_told(one):
        return UNKNOWN
    done, target = ("未报" if v is None else f"{v:,.10g}" for v in (one.achieved, one.target))
    mark = f"（{one.state.value}）" if one.state in LATE else ""
    return f"{done}/{'无目标' if one.target is None else target}{mark}"


def ranking_section(grounds: MonthGrounds) -> Section:
    """The last assessment: ranks, who moves, who is to be looked at."""
    found = grounds.ranking
    rows = [row for row in found.rows if row.score.park in grounds.names] if found else []
    noticed = [f"{row.score.park}：{row.step.reason}。" for row in rows if row.step.moved or row.step.notice]
    told = f"（{period_name(found.period)}，{'已公布' if found.published else '未公布'}）" if found else ""
    return Section(
        name="ranking",
        title=f"考评排名{told}",
        sentences=tuple(noticed),
        heads=("名次", "园区", "总分", "等次", "上期名次", "考评后类别"),
        widths=(1.4, 4.6, 1.8, 1.6, 1.8, 4.2),
        rows=tuple(_ranked(row) for row in rows),
        empty="没有考评结果。",
    )


def _ranked(row: Ranked) -> tuple[str, ...]:
    score, before = row.score, row.before
    last = str(before.rank) if before and before.rank else UNKNOWN
    return str(score.rank), score.park, str(score.score), score.grade, last, row.step.after.words


def land_section(grounds: MonthGrounds) -> Section:
    """Parcels that are idle or will be soon, and what can be taken back this quarter."""
    sums, rows = grounds.land.sums, [row for row in grounds.land.rows if row.must_act]
    sentences = (
        f"批而未征 {sums.approved_mu:,.1f} 亩，征而未供 {sums.acquired_mu:,.1f} 亩，"
        f"供而未用 {sums.unused_mu:,.1f} 亩。",
        f"闲置 {sums.idle} 宗 {sums.idle_mu:,.1f} 亩，应征闲置费 {sums.fee_yuan:,.2f} 元；"
        f"到 {grounds.land.quarter_ends} 可收回 {len(grounds.land.reclaimable)} 宗 {sums.soon_mu:,.1f} 亩。",
    )
    return Section(
        name="land",
        title="闲置土地",
        sentences=sentences if sums.parcels else (),
        heads=("地块", "园区", "使用权人", "亩", "计时", "下一期限", "闲置费(元)"),
        widths=(2.8, 3, 2.6, 1.9, 2.4, 2.9, 3.3),
        rows=tuple(_parcel(row) for row in rows),
        empty="没有闲置和 90 天内到期的地块。" if sums.parcels else "没有登记地块。",
    )


def _parcel(row: LandRow) -> tuple[str, ...]:
    parcel, clock = row.parcel, row.verdict
    area = UNKNOWN if parcel.area_mu is None else f"{parcel.area_mu:,.1f}"
    fee = UNKNOWN if clock.fee_yuan is None else f"{clock.fee_yuan:,.2f}"
    ahead = UNKNOWN if clock.next_on is None else str(clock.next_on)
    return parcel.name, parcel.park, row.enterprise or UNKNOWN, area, clock.state.value, ahead, fee


def platform_section(grounds: MonthGrounds) -> Section:
    """一台两器 and the other platforms park by park; which opened in the month."""
    own = [one for one in grounds.snapshot.facts["platforms"] if one.park in grounds.names]
    opened = [one.name for one in own if (one.opened_on or "").startswith(grounds.month)]
    bare = list(_without_trio(grounds, own))
    sentences = (
        [f"本月投入运营：{'、'.join(sorted(opened))}。" if opened else "本月没有新投入运营的平台。"] if own else []
    )
    sentences += [f"一台两器还没有全部运营：{'；'.join(bare)}。"] if own and bare else []
    ranked = sorted(own, key=lambda one: (one.park, tuple(PlatformKind).index(one.kind), one.name))
    return Section(
        name="platforms",
        title="平台（一台两器）",
        sentences=tuple(sentences),
        heads=("园区", "平台", "类别", "状态", "运营日期", "在孵企业"),
        widths=(3.4, 4.4, 2.3, 1.7, 2.9, 1.9),
        rows=tuple(_platform(one) for one in ranked),
        empty="没有登记平台。",
    )


def _without_trio(grounds: MonthGrounds, own: list[Platform]) -> Iterator[str]:
    trio = (PlatformKind.INNOVATION, PlatformKind.INCUBATOR, PlatformKind.ACCELERATOR)
    for park in grounds.parks:
        running = {one.kind for one in own if one.park == park.name and one.state is PlatformState.RUNNING}
        lacking = [kind.value for kind in trio if kind not in running]
        if lacking:
            yield f"{park.name}缺{'、'.join(lacking)}"


def _platform(one: Platform) -> tuple[str, ...]:
    state = one.state.value if one.state else "未注明"
    firms = UNKNOWN if one.incubated is None else f"{one.incubated}"
    return one.park, one.name, one.kind.value, state, one.opened_on or UNKNOWN, firms
