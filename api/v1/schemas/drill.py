"""What a drill answers with: losses by wave, segments, second sources; and the chokepoints of a place."""

from typing import Annotated

from pydantic import Field

from api.wire.base import Answer, Record


class LossRow(Record):
    """One firm on one segment that falls."""

    enterprise: str
    enterprise_id: str
    key: str
    segment: str
    stage: str
    wave: Annotated[int, Field(description="第几轮；0 为退出企业自身", examples=[1])]
    kind: Annotated[str, Field(examples=["失去唯一来源"])]
    depth: Annotated[str, Field(description="难以替代、可转外地或最坏情形", examples=["可转外地"])]
    observed: Annotated[bool, Field(description="依据供应关系（真）或环节推断（假）")]
    because: str


class OwnSegmentRow(Record):
    """A segment the leaving firm stands on."""

    key: str
    segment: str
    stays: Annotated[int, Field(description="还剩几家本地企业")]
    lost_yuan: float
    lost_share: float | None


class SegmentLossRow(Record):
    """A segment all of whose local firms fall."""

    key: str
    segment: str
    stage: str
    wave: int
    depth: str
    firms: int
    because: str


class SecondSourceRow(Record):
    """A firm that could stand in."""

    enterprise: str
    enterprise_id: str
    key: str
    segment: str
    nearness: str
    local: bool
    score: float
    reasons: list[str]


class RemedyRow(Record):
    """A lost source or outlet, and who could stand in."""

    kind: str
    depth: str
    segments: list[str]
    keys: list[str]
    hit: Annotated[int, Field(description="直接依赖它的企业数")]
    saves: Annotated[int, Field(description="单补这一项，最坏情形下少倒下几家")]
    candidates: int
    sources: list[SecondSourceRow]


class DrillAnswer(Answer):
    """The firm walks away from a place, on one chain; losses are the worst case."""

    enterprise: str
    enterprise_id: str
    place: str
    chain: str
    chains: list[str]
    summary: str
    local_firms: int
    own: list[OwnSegmentRow]
    losses: list[LossRow]
    segments: list[SegmentLossRow]
    remedies: list[RemedyRow]
    waves: int
    hard: int
    soft: int
    far: int
    lost_yuan: float
    worst_yuan: float
    total_yuan: float
    as_of: str | None


class ChokepointRow(Record):
    """A segment that the chain hangs on."""

    key: str
    segment: str
    stage: str
    firms: int
    single_source: str | None
    dominates: list[str]
    cuts: bool
    hhi: float | None
    hit_segments: int
    hit_firms: int
    worst_firms: int
    reasons: list[str]


class ChokepointsAnswer(Answer):
    """Chokepoints of a place's chain, those that would take most firms along first."""

    place: str
    chain: str
    results: list[ChokepointRow]
