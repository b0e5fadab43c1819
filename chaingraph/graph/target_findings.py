"""What the search for targets answers with: enterprises elsewhere, their parts, reasons and evidence."""

from dataclasses import dataclass

from chaingraph.graph.findings import Confidence, SegmentStatus
from chaingraph.graph.worth_findings import Worth
from chaingraph.ids import SegmentKey
from chaingraph.model.chain import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEvidence:
    """What one reason rests on: the statement, and who says so."""

    reason: str
    statement: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An enterprise outside the place that could fill a segment.

    Attributes
    ----------
    firm
        Its index in the snapshot.
    score
        0 to 1, the weighted mean of ``parts`` (each 0 to 1, by name: fit, scale, ties, qualification, signal,
        reach), lowered by ``conflict_factor`` where another place is after it already.
    relation, mode
        How it stands to local firms, and the suggested way to approach it, in words.
    unverified
        Only likeness places it on the segment.
    conflicts, followed
        Who else follows it or has its project, and what this place itself has under way, as sentences.
    flags
        Short marks: 无扩张迹象, 撞车, 已在跟进, 待核实.
    worth
        What its landing alone would change; None where that was not worked out.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    uscc: str | None
    key: SegmentKey
    segment: str
    stage: Stage
    status: SegmentStatus
    score: float
    parts: dict[str, float]
    reasons: tuple[str, ...]
    evidence: tuple[TargetEvidence, ...]
    relation: str
    mode: str
    confidence: Confidence
    unverified: bool = False
    conflicts: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    worth: Worth | None = None
