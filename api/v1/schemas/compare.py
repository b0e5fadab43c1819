"""What a comparison answers with, and what tells the changes since a day."""

from typing import Annotated

from pydantic import Field

from api.v1.schemas.findings import CompletenessRow, SupplyRateRow
from api.wire.base import Answer, Record


class StandingRow(Record):
    """One place in a few numbers."""

    place: str
    firms: int
    completeness: float
    weighted_completeness: float | None
    capability_yuan: float
    gap_yuan: float
    strong: int
    potential: int
    weak: int
    missing: int
    specialised: list[str]


class CellRow(Record):
    """One place on one segment."""

    place: str
    key: str
    segment: str
    status: Annotated[str, Field(examples=["薄弱"])]
    firms: int
    capability_yuan: float
    demand_yuan: float
    location_quotient: Annotated[float | None, Field(description="区位商；没有可比对象时为空")]


class ComplementRow(Record):
    """One place's gap is another's strength."""

    key: str
    segment: str
    stage: str
    needs: str
    gives: str
    status: str
    gap_yuan: float
    spare_yuan: float
    count: int
    firms: list[str]
    reason: str


class ChaseRow(Record):
    """One place's lead or project."""

    place: str
    what: str
    stage: str
    owner: str | None
    on: str | None


class ClashRow(Record):
    """What several places are after at once."""

    kind: Annotated[str, Field(examples=["同一企业"])]
    subject: str
    key: str | None
    chases: list[ChaseRow]
    reason: str


class SharedGapRow(Record):
    """A segment that at least two places lack and want."""

    key: str
    segment: str
    stage: str
    places: list[str]
    gap_yuan: list[float]
    known: int


class ComparisonAnswer(Answer):
    """Places side by side on one chain."""

    chain: str
    as_of: str | None
    standings: list[StandingRow]
    matrix: list[CellRow]
    complements: list[ComplementRow]
    clashes: list[ClashRow]
    shared_gaps: list[SharedGapRow]


class StatusMoveRow(Record):
    """A segment whose status changed."""

    segment: str
    before: str
    after: str


class GapMoveRow(Record):
    """A gap whose severity changed; None where it was none."""

    key: str
    segment: str
    before: float | None
    after: float | None


class LeadMoveRow(Record):
    """A lead that is new or stands differently."""

    enterprise: str
    before: str | None
    after: str


class ProjectMoveRow(Record):
    """A project that is new or stands differently."""

    project: str
    new: bool
    batch: str | None
    progress: float | None


class ChangesAnswer(Answer):
    """What changed on a chain in a place since a day."""

    place: str
    chain: str
    since: str
    version_before: str
    firms_before: int
    firms_after: int
    arrived: list[str]
    left: list[str]
    completeness_before: CompletenessRow
    completeness_after: CompletenessRow
    supply_before: SupplyRateRow
    supply_after: SupplyRateRow
    statuses: list[StatusMoveRow]
    gaps: list[GapMoveRow]
    leads: list[LeadMoveRow]
    projects: list[ProjectMoveRow]
