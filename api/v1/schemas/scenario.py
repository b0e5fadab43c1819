"""What a scenario answers with: measures before and after, and every segment."""

from typing import Annotated

from pydantic import Field

from api.v1.schemas.findings import CompletenessRow, SupplyRateRow
from api.wire.base import Answer, Record


class MeasuresRow(Record):
    """A chain in a place in a few numbers."""

    firms: int
    completeness: CompletenessRow
    supply: SupplyRateRow
    gaps: int
    severity: Annotated[float, Field(description="各缺口紧迫度之和，无单位")]


class SegmentChangeRow(Record):
    """One segment before and after; severity is 0 where it is no gap."""

    key: str
    segment: str
    stage: str
    status_before: str
    status_after: str
    severity_before: float
    severity_after: float
    firms_before: int
    firms_after: int
    local_supply_rate_before: float | None
    local_supply_rate_after: float | None


class ScenarioAnswer(Answer):
    """A chain in a place before and after firms land or leave."""

    place: str
    chain: str
    landed: list[str]
    left: list[str]
    before: MeasuresRow
    after: MeasuresRow
    closed: Annotated[list[str], Field(description="不再是缺口的环节", examples=[["湿法隔膜"]])]
    opened: Annotated[list[str], Field(description="新成为缺口的环节", examples=[[]])]
    results: list[SegmentChangeRow]
