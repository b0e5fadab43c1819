"""The tagger's whole answer for a firm: segments ranked, branches and stages above them, or that it abstains."""

from dataclasses import dataclass

from chaingraph.findings.firm.doubt import Doubt
from chaingraph.graph.tags import Tag, TagEvidence
from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedTag:
    """One segment for one firm. ``score`` is 0 to 1 and orders; ``tag`` is None below the threshold.

    ``probability``: None where no word of the firm speaks for the segment. ``evidence``: the words that speak for it,
    below the threshold too, and the example firm that does, if one is near.
    """

    chain: ChainId
    key: SegmentKey
    segment: str
    score: float
    tag: Tag | None
    probability: float | None = None
    evidence: tuple[TagEvidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TagAnswer:
    """Segments best first; (chain, branch or stage, score) with scores that add to at most 1 a chain and level; what
    speaks for other segments, and what is missing where there is none."""

    segments: tuple[RankedTag, ...]
    branches: tuple[tuple[str, str, float], ...]
    stages: tuple[tuple[str, str, float], ...]
    abstained: bool
    doubt: Doubt
