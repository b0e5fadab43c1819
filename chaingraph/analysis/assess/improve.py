"""What would change a rank: the least change of one indicator that lifts a park, cheapest first."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from chaingraph.analysis.assess.score import Values, assess, span
from chaingraph.findings.rule.assessment import Assessed, Improvement, ParkScore, Points, Reported
from chaingraph.findings.rule.scheme import exact
from chaingraph.model.parks.assessment import Direction, Indicator

HALVINGS = 24
STEP = Decimal("0.01")
SUPPOSED = "推演"


def improvements(found: Assessed, values: Values, park: str) -> tuple[Improvement, ...]:
    """One line for each indicator that could lift the park by itself, cheapest first, then with the least effort.

    Costs that the scheme does not know come after the known ones. The others' values stand still, but where an
    indicator compares with the best of all, their points follow. O(indicators · halvings · parks²).
    """
    row = found.of(park)
    if row is None or row.rank == 1:
        return ()
    made = [one for points in row.points for one in _lift(found, values, row, points)]
    return tuple(sorted(made, key=_cheapest))


def _cheapest(one: Improvement) -> tuple[bool, Decimal, Decimal, str]:
    return one.cost_yuan is None, one.cost_yuan or Decimal(0), one.effort, one.indicator.name


def supposed(values: Values, park: str, indicator: str, value: Decimal) -> Values:
    """The values as they would be with one of them changed."""
    own: Mapping[str, Reported] = {**values[park], indicator: Reported(value=value, basis=SUPPOSED)}
    return {**values, park: own}


def _lift(found: Assessed, values: Values, row: ParkScore, points: Points) -> Iterator[Improvement]:
    indicator = points.indicator
    start, best = _span(indicator, points, values)
    if not _better(indicator, best, start) or not _lifts(found, values, row, indicator, best):
        return
    low, high = start, best
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if _lifts(found, values, row, indicator, middle) else (middle, high)
    rounded = high.quantize(STEP, ROUND_CEILING if indicator.direction is Direction.UP else ROUND_FLOOR)
    needed = best if _better(indicator, rounded, best) else rounded
    yield _improvement(found, values, row, points, needed, start)


def _span(indicator: Indicator, points: Points, values: Values) -> tuple[Decimal, Decimal]:
    """The present value, or the one that earns nothing where it is not known, and the one that earns all."""
    known = [own[indicator.name].value for own in values.values() if indicator.name in own]
    worst, best = span(indicator, known)
    return (points.reported.value if points.reported else worst), best


def _better(indicator: Indicator, one: Decimal, other: Decimal) -> bool:
    return one > other if indicator.direction is Direction.UP else one < other


def _lifts(found: Assessed, values: Values, row: ParkScore, indicator: Indicator, value: Decimal) -> bool:
    return _after(found, values, row, indicator, value).rank < row.rank


def _after(found: Assessed, values: Values, row: ParkScore, indicator: Indicator, value: Decimal) -> ParkScore:
    again = assess(found.period, found.scheme, supposed(values, row.park, indicator.name, value))
    return next(one for one in again.parks if one.park == row.park)


def _improvement(
    found: Assessed, values: Values, row: ParkScore, points: Points, needed: Decimal, start: Decimal
) -> Improvement:
    indicator = points.indicator
    after = _after(found, values, row, indicator, needed)
    units, cost = abs(needed - start), found.scheme.rules.costs_yuan.get(indicator.name)
    earned = next(one.points for one in after.points if one.indicator.name == indicator.name)
    return Improvement(
        park=row.park,
        indicator=indicator,
        before=points.reported.value if points.reported else None,
        after=needed,
        score_before=row.score,
        score_after=after.score,
        rank_before=row.rank,
        rank_after=after.rank,
        effort=(earned - points.points) / exact(indicator.weight),
        cost_yuan=None if cost is None else cost * units,
    )
