"""What the search for targets answers with: enterprises elsewhere, their parts, reasons and evidence."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.findings.firm.worth import Worth
from chaingraph.findings.place.gap import Confidence, SegmentStatus
from chaingraph.ids import SegmentKey
from chaingraph.model.chain import Stage


class Mode(StrEnum):
    """The suggested way to approach a target."""

    FILL = "补链招商"
    STRENGTHEN = "强链招商"
    THROUGH_INCUMBENT = "以商招商"
    BESIDE = "同业招商"
    EXTEND = "延链招商"


class ReasonKind(StrEnum):
    """What a reason for a target speaks of."""

    FIT = "匹配"
    FOLLOWED = "跟进"
    SCALE = "规模"
    TIES = "渊源"
    STANDING = "资质与上市"
    SIGNAL = "扩张迹象"
    SEAT = "位置"
    UNSEATED = "位置不详"
    POOL = "内置名录"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: what it speaks of, the sentence, and what that rests on; without a statement nothing is cited."""

    kind: ReasonKind
    sentence: str
    statement: str = ""
    source: str = ""


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
    told
        Why it is one, what speaks most first; ``reasons`` are the sentences, ``evidence`` what they rest on.
    priority
        What lists are ordered by: score · (.2, unless the gap need not be chased, + its severity) · .85 for each better
        target of the same segment.
    sentence
        One sentence to read aloud: who it is, what it makes, who here needs it, who could introduce, why now.
    relation, mode
        How it stands to local firms, in words, and the suggested way to approach it.
    unverified
        Only likeness places it on the segment.
    conflicts, followed
        Who else follows it or has its project, and what this place itself has under way, as sentences.
    flags
        Short marks: 无扩张迹象, 撞车, 已在跟进, 待核实, 内置名录.
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
    priority: float
    parts: dict[str, float]
    told: tuple[Reason, ...]
    sentence: str
    relation: str
    mode: Mode
    confidence: Confidence
    unverified: bool = False
    conflicts: tuple[str, ...] = ()
    followed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    worth: Worth | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """The sentences alone."""
        return tuple(reason.sentence for reason in self.told)

    @property
    def evidence(self) -> tuple[TargetEvidence, ...]:
        """What the reasons rest on, those that cite something."""
        cited = (reason for reason in self.told if reason.statement)
        return tuple(TargetEvidence(reason=r.sentence, statement=r.statement, source=r.source) for r in cited)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """A firm elsewhere that stands on the segment and is no target, and why: not live, no maker, here already."""

    firm: int
    enterprise: str
    enterprise_id: str
    key: SegmentKey
    segment: str
    reason: str
