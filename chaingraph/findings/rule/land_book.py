"""The parcels of a place on a day: each with what the clock says of it, and the sums."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chaingraph.findings.rule.land import LandVerdict
from chaingraph.model.parks.land import LandState, Parcel


@dataclass(frozen=True, slots=True, kw_only=True)
class LandRow:
    """One parcel; ``enterprise`` is the name of who holds it, ``papers`` what the step it stands at asks for."""

    parcel: Parcel
    enterprise: str | None
    stage: LandState | None
    verdict: LandVerdict
    papers: tuple[str, ...]

    @property
    def must_act(self) -> bool:
        """Whether somebody has to do something: it is idle, or will be within the days of warning."""
        return self.verdict.state.idle or self.verdict.warning is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class LandSums:
    """Areas in 亩 and money of the rows; areas that are not known are left out and counted in ``unmeasured``.

    Attributes
    ----------
    approved_mu, acquired_mu, unused_mu
        批而未征, 征而未供, 供而未用.
    idle_mu, reclaim_mu, soon_mu
        Idle by the clock; of that two full years and more; and what will have two by the end of the quarter.
    fee_yuan
        Fees that have fallen due on parcels whose price is known.
    recovered_mu
        Taken back.
    """

    parcels: int
    approved_mu: float
    acquired_mu: float
    unused_mu: float
    idle: int
    idle_mu: float
    reclaim_mu: float
    soon_mu: float
    fee_yuan: Decimal
    recovered_mu: float
    unmeasured: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LandBook:
    """Parcels of a place, what must be acted on first; ``quarter_ends`` is the last day of the quarter asked in."""

    place: str
    on: date
    quarter_ends: date
    rows: tuple[LandRow, ...]
    sums: LandSums
    as_of: str | None
    data_version: str

    @property
    def reclaimable(self) -> tuple[LandRow, ...]:
        """Parcels that can be taken back by the end of the quarter: two full years are over by then."""
        return tuple(row for row in self.rows if takes_back(row, self.quarter_ends))


def takes_back(row: LandRow, by: date) -> bool:
    """Whether the second full year is over by a day and the parcel still waits for work to begin."""
    two = row.verdict.two_years
    return two is not None and two <= by and row.verdict.state.waiting
