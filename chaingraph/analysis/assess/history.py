"""What came of earlier assessments for a park, and where it stood before this one."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from chaingraph.analysis.land.clock import years_later
from chaingraph.analysis.land.parcels import first_day
from chaingraph.findings.rule.assessment import Assessed
from chaingraph.findings.rule.periods import period_end
from chaingraph.findings.rule.ranking import Before
from chaingraph.findings.rule.scheme import Scheme, exact
from chaingraph.findings.rule.standing import Mark, Standing
from chaingraph.model.parks.assessment import AssessmentResult
from chaingraph.model.parks.standing import ParkStanding, ParkStatus
from chaingraph.model.place import Park

WATCHED = "观察"
"""Standing in the reason of a standing, it says that the park is under observation."""
Published = Mapping[str, AssessmentResult]


def standing_before(park: Park, told: Sequence[ParkStanding], on: date, scheme: Scheme) -> tuple[Standing, date | None]:
    """Where the park stood before a day, and since when, None where only its own row says.

    A probationary park is under observation where it was a specialised one before, or its reason says so.
    """
    days = [(day, one) for one in told if (day := first_day(one.on)) is not None and day < on]
    known = sorted(days, key=lambda pair: pair[0])
    if not known:
        return Standing(status=status_of(park.status)), None
    since, last = known[-1]
    earlier = known[-2][1].status if len(known) > 1 else status_of(park.status)
    fell = earlier is ParkStatus.SPECIALISED
    watched = last.status is ParkStatus.PROBATIONARY and (fell or WATCHED in (last.reason or ""))
    until = years_later(since, scheme.rules.observation_years) if watched else None
    return Standing(status=last.status, watched_until=until), since


def status_of(text: str | None) -> ParkStatus | None:
    """The status that a park's own row names.

    >>> status_of("专业"), status_of("示范园区")
    (<ParkStatus.SPECIALISED: '专业园区'>, None)
    """
    return next((one for one in ParkStatus if text and text.strip() and one.value.startswith(text.strip())), None)


def mark_of(period: str, park: str, published: Published, found: Assessed | None, scheme: Scheme) -> Mark:
    """What counts of a period for a park: as it was published, else as it is worked out; absent where neither is."""
    told = published.get(park)
    if told is not None and told.rank is not None:
        number = told.parks or len(published)
        good = scheme.grade_is_good(told.grade) if told.grade else None
        if good is None and told.score is not None:
            good = scheme.is_good(exact(told.score))
        return Mark(period=period, good=good, among_last=told.rank > number - scheme.rules.last)
    row = found.of(park) if found else None
    if row is None:
        return Mark(period=period, good=None)
    return Mark(period=period, good=row.good, among_last=row.among_last)


def before_of(period: str, park: str, published: Published, found: Assessed | None) -> Before | None:
    """Score and rank of a park in an earlier period, as published, else as worked out; None where it was not in it."""
    told = published.get(park)
    if told is not None:
        score: Decimal | None = None if told.score is None else exact(told.score)
        return Before(period=period, score=score, rank=told.rank)
    row = found.of(park) if found else None
    return None if row is None else Before(period=period, score=row.score, rank=row.rank)


def ordered(periods: Sequence[str]) -> tuple[str, ...]:
    """Periods by their end, oldest first; a shorter one before a longer one of the same end."""
    return tuple(sorted(set(periods), key=lambda period: (period_end(period), -len(period), period)))
