"""The land book of a place: every parcel by the clock, what must be acted on first, and the sums."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from chaingraph.analysis.land.documents import documents
from chaingraph.analysis.land.parcels import parcel_verdict, stage_of
from chaingraph.findings.rule.land import ClockState
from chaingraph.findings.rule.land_book import LandRow, LandSums, takes_back
from chaingraph.model.parks.land import LandState, Parcel

ORDER = tuple(ClockState)


def land_rows(parcels: Sequence[Parcel], names: Mapping[str, str], on: date) -> tuple[LandRow, ...]:
    """Rows, the gravest state first, then what falls due next, then by park and name. O(n log n)."""
    rows = [_row(parcel, names, on) for parcel in parcels]
    return tuple(sorted(rows, key=_order))


def land_sums(rows: Sequence[LandRow], quarter_ends: date) -> LandSums:
    """The sums of the rows. O(n)."""
    idle = [row for row in rows if row.verdict.state.idle]
    fees = (row.verdict.fee_yuan for row in idle if row.verdict.fee_yuan is not None)
    return LandSums(
        parcels=len(rows),
        approved_mu=_area(rows, lambda row: row.stage is LandState.APPROVED),
        acquired_mu=_area(rows, lambda row: row.stage is LandState.ACQUIRED),
        unused_mu=_area(rows, lambda row: row.stage is LandState.SUPPLIED),
        idle=len(idle),
        idle_mu=_area(idle, lambda _: True),
        reclaim_mu=_area(idle, lambda row: row.verdict.state is ClockState.RECLAIM),
        soon_mu=_area(rows, lambda row: takes_back(row, quarter_ends)),
        fee_yuan=sum(fees, Decimal(0)),
        recovered_mu=_area(rows, lambda row: row.stage is LandState.RECOVERED),
        unmeasured=sum(row.parcel.area_mu is None for row in rows),
    )


def quarter_end(on: date) -> date:
    """The last day of the quarter.

    >>> quarter_end(date(2026, 11, 30))
    datetime.date(2026, 12, 31)
    """
    month = (on.month - 1) // 3 * 3 + 3
    following = date(on.year + 1, 1, 1) if month == 12 else date(on.year, month + 1, 1)
    return following - timedelta(days=1)


def _row(parcel: Parcel, names: Mapping[str, str], on: date) -> LandRow:
    found = parcel_verdict(parcel, on)
    holder = parcel.enterprise
    return LandRow(
        parcel=parcel,
        enterprise=None if holder is None else names.get(holder, holder),
        stage=stage_of(parcel, on),
        verdict=found,
        papers=documents(found.state),
    )


def _order(row: LandRow) -> tuple[int, date, str, str]:
    return ORDER.index(row.verdict.state), row.verdict.next_on or date.max, row.parcel.park, row.parcel.name


def _area(rows: Sequence[LandRow], wanted: Callable[[LandRow], bool]) -> float:
    return sum(row.parcel.area_mu or 0.0 for row in rows if wanted(row))
