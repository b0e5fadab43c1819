"""The six factors of a park against the targets of a year: there, late, lacking, or not reported."""

from collections.abc import Iterable
from datetime import date

from chaingraph.findings.park.factor import FactorStanding, FactorState
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.parks.platforms import Platform, PlatformKind, PlatformState
from chaingraph.model.parks.standing import UNIT_OF_FACTOR, Factor, ParkFactor
from chaingraph.model.provenance import NO_EVIDENCE

KIND_OF_FACTOR = {
    Factor.INNOVATION: (PlatformKind.INNOVATION, PlatformKind.INSTITUTE),
    Factor.OPENING: (PlatformKind.OPENING,),
    Factor.FINANCING: (PlatformKind.FINANCING,),
}
"""Which platforms count towards a factor where nobody reported its number."""


def factors_of(snapshot: Snapshot, park: str, on: date) -> tuple[FactorStanding, ...]:
    """Every factor of the park, in the latest year on record up to the day. O(factors + platforms)."""
    own = [one for one in snapshot.facts["park_factors"] if one.park == park and one.year <= on.year]
    listed = snapshot.facts["platforms"]
    platforms = [one for one in listed if one.park == park] if listed else None
    year = max((one.year for one in own), default=on.year)
    rows = [one for one in own if one.year == year]
    return tuple(_standing(factor, year, [r for r in rows if r.factor is factor], platforms, on) for factor in Factor)


def _standing(
    factor: Factor, year: int, rows: list[ParkFactor], platforms: Iterable[Platform] | None, on: date
) -> FactorStanding:
    ordered = sorted(rows, key=lambda one: one.quarter or 0)
    target = next((one.target for one in reversed(ordered) if one.target is not None and one.quarter is None), None)
    target = target if target is not None else next((o.target for o in reversed(ordered) if o.target is not None), None)
    said = next((one for one in reversed(ordered) if one.achieved is not None), None)
    counted = _counted(factor, platforms)
    achieved = said.achieved if said else None if counted is None else float(counted)
    present = 4 if year < on.year else (on.month + 2) // 3
    quarter = said.quarter or present if said else None
    due = None if target is None else target * (quarter or present) / 4
    state, why = state_of(target, achieved, due, UNIT_OF_FACTOR[factor])
    told = said or (ordered[-1] if ordered else None)
    return FactorStanding(
        factor=factor,
        unit=UNIT_OF_FACTOR[factor],
        year=year,
        quarter=quarter,
        target=target,
        achieved=achieved,
        due=due,
        state=state,
        counted=counted,
        why=why if said or counted is None else f"{why}；按平台表中在运营的计数",
        evidence=told.evidence if told else NO_EVIDENCE,
    )


def _counted(factor: Factor, platforms: Iterable[Platform] | None) -> int | None:
    """Running platforms of the factor; None where no list of platforms is there at all."""
    kinds = KIND_OF_FACTOR.get(factor)
    if kinds is None or platforms is None:
        return None
    return sum(one.kind in kinds and one.state is PlatformState.RUNNING for one in platforms)


def state_of(target: float | None, achieved: float | None, due: float | None, unit: str) -> tuple[FactorState, str]:
    """The state and why: late when less is there than the part of the target due by the quarter.

    >>> state_of(500, 240, 250, "亩")
    (<FactorState.LATE: '滞后'>, '完成 240 亩，按进度应有 250 亩')
    >>> state_of(500, 250, 250, "亩")[0], state_of(None, None, None, "亩")[0], state_of(2, 0, 1, "个")[0]
    (<FactorState.THERE: '有'>, <FactorState.UNREPORTED: '未报'>, <FactorState.LACKING: '缺'>)
    """
    if achieved is None:
        return FactorState.UNREPORTED, "没有填报完成数" if target is not None else "没有目标，也没有填报"
    if achieved <= 0 and (target is None or target > 0):
        return FactorState.LACKING, "完成数是 0"
    if due is not None and achieved < due:
        return FactorState.LATE, f"完成 {_amount(achieved)} {unit}，按进度应有 {_amount(due)} {unit}"
    return FactorState.THERE, f"完成 {_amount(achieved)} {unit}" + (
        "" if due is None else f"，按进度应有 {_amount(due)}"
    )


def _amount(value: float) -> str:
    return f"{value:,.10g}" if abs(value) < 1000 else f"{value:,.0f}"
