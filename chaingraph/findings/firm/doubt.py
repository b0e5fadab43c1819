"""What speaks for a firm beyond the segments it was placed on, and what is missing to place it."""

from dataclasses import dataclass

from chaingraph.graph.tags import TagEvidence
from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A segment that some words of a firm speak for and that it was not placed on.

    Attributes
    ----------
    chains
        All chains that share the segment; ``chain`` is the first of them.
    score, probability
        As of a tag; below the threshold unless ``lost`` says otherwise. ``probability`` is None for a segment whose
        words are only alike.
    lost
        Why it was not taken, in one sentence.
    """

    chain: ChainId
    chains: tuple[ChainId, ...]
    key: SegmentKey
    segment: str
    score: float
    probability: float | None
    evidence: tuple[TagEvidence, ...]
    lost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyChain:
    """The chain that several of a firm's words point to together, though none of them tells the segment.

    ``score`` is 0 to 1, ``words`` are the firm's own, the loudest first.
    """

    chain: ChainId
    score: float
    words: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is known, in Chinese.

        >>> LikelyChain(chain=ChainId("光伏"), score=0.6, words=("硅料", "光伏设备")).sentence
        '大致属“光伏”产业链（依据“硅料”“光伏设备”），具体环节未识别'
        """
        return f"大致属“{self.chain}”产业链（依据{''.join(f'“{word}”' for word in self.words)}），具体环节未识别"


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Candidates best first, at most three; for a firm on no segment also what is missing, and the chain if it shows.

    For a firm on some segment the first candidate is the runner-up, and ``missing`` is empty.
    """

    candidates: tuple[Candidate, ...] = ()
    missing: tuple[str, ...] = ()
    likely: LikelyChain | None = None
