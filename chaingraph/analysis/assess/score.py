"""From values to points, scores, grades and ranks; ties share a rank."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from chaingraph.findings.rule.assessment import Assessed, ParkScore, Points, Reported
from chaingraph.findings.rule.scheme import HUNDRED, Scheme, exact
from chaingraph.model.parks.assessment import Direction, Indicator

Values = Mapping[str, Mapping[str, Reported]]
"""By park and then by indicator; what is not there is not known."""
CENT = Decimal("0.01")


def assess(period: str, scheme: Scheme, values: Values) -> Assessed:
    """Points, score, grade and rank of every park that has a row, even an empty one.

    A value that lacks earns nothing and is named. O(parks² + parks · indicators).
    """
    points = {park: _points(scheme, park, values) for park in sorted(values)}
    scores = {park: score_of(scheme, own) for park, own in points.items()}
    rows = [_row(scheme, park, points[park], scores) for park in points]
    return Assessed(period=period, scheme=scheme, parks=tuple(sorted(rows, key=lambda row: (row.rank, row.park))))


def part_of(indicator: Indicator, value: Decimal, known: Sequence[Decimal]) -> Decimal:
    """The part of the full marks that a value earns, 0 to 1; ``known`` are the values of all parks.

    Straight from the value that earns nothing to the one that earns all; where the scheme leaves one open, the worst
    or the best of the parks stands there.

    >>> part_of(Indicator(scheme="办法", name="净地", weight=20, zero=0, full=200), Decimal(150), ())
    Decimal('0.75')
    """
    zero, full = span(indicator, known)
    if value == full or (value > full) == (indicator.direction is Direction.UP):
        return Decimal(zero != full or indicator.zero is None)
    if zero == full:
        return Decimal(0)
    return min(max((value - zero) / (full - zero), Decimal(0)), Decimal(1))


def span(indicator: Indicator, known: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """The values that earn nothing and all; never the wrong way round, whatever the parks reached."""
    rising = indicator.direction is Direction.UP
    low, high = min(known, default=Decimal(0)), max(known, default=Decimal(0))
    worst, best = (low, high) if rising else (high, low)
    zero = worst if indicator.zero is None else exact(indicator.zero)
    full = best if indicator.full is None else exact(indicator.full)
    return (zero, full) if (zero <= full) == rising or zero == full else (full, full)


def score_of(scheme: Scheme, points: Sequence[Points]) -> Decimal:
    """Points as a part of a hundred, to two decimals."""
    earned = sum((one.points for one in points), Decimal(0))
    return (earned / scheme.full * HUNDRED).quantize(CENT, ROUND_HALF_UP)


def rank_of(score: Decimal, scores: Sequence[Decimal]) -> int:
    """1 and how many scored more.

    >>> [rank_of(Decimal(s), [Decimal(90), Decimal(80), Decimal(80), Decimal(70)]) for s in (80, 70)]
    [2, 4]
    """
    return 1 + sum(other > score for other in scores)


def among_last(score: Decimal, scores: Sequence[Decimal], scheme: Scheme) -> bool:
    """Whether the rank is one of the last ones; who shares it with a safe one is safe where the scheme is lenient."""
    if scheme.rules.lenient:
        return rank_of(score, scores) > len(scores) - scheme.rules.last
    return sum(other < score for other in scores) < scheme.rules.last


def _points(scheme: Scheme, park: str, values: Values) -> tuple[Points, ...]:
    return tuple(_earned(indicator, values[park].get(indicator.name), values) for indicator in scheme.indicators)


def _earned(indicator: Indicator, reported: Reported | None, values: Values) -> Points:
    if reported is None:
        return Points(indicator=indicator, reported=None, part=None, points=Decimal(0))
    known = [own[indicator.name].value for own in values.values() if indicator.name in own]
    part = part_of(indicator, reported.value, known)
    return Points(indicator=indicator, reported=reported, part=part, points=part * exact(indicator.weight))


def _row(scheme: Scheme, park: str, points: tuple[Points, ...], scores: Mapping[str, Decimal]) -> ParkScore:
    score, everyone = scores[park], list(scores.values())
    lacking = sum((exact(one.indicator.weight) for one in points if one.reported is None), Decimal(0))
    return ParkScore(
        park=park,
        points=points,
        score=score,
        possible=(score + lacking / scheme.full * HUNDRED).quantize(CENT, ROUND_HALF_UP),
        grade=scheme.grade(score),
        rank=rank_of(score, everyone),
        among_last=among_last(score, everyone, scheme),
        good=scheme.is_good(score),
    )
