"""What completion proposes: inputs of a product, further segments of a firm; nothing counts until it is confirmed."""

from dataclasses import dataclass

from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSegment:
    """A segment a firm may stand on too.

    ``asked`` is the name the question gave; ``score`` orders the proposals of one firm, 0 to 1, and is no probability.
    """

    asked: str
    chain: ChainId
    key: SegmentKey
    segment: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedInput:
    """A product that may go into the product asked for; ``score`` as in ``ProposedSegment``."""

    asked: str
    product: str
    score: float
    reasons: tuple[str, ...]
