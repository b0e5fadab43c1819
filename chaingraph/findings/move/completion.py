"""What completion proposes: inputs of a product, further segments of a firm; nothing counts until it is confirmed."""

from dataclasses import dataclass

from chaingraph.ids import ChainId, SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedSegment:
    """A segment a firm may stand on too.

    ``asked`` is the name the question gave; ``score`` orders the proposals of one firm, 0 to 1, and is no probability.
    ``chains`` are all chains that hold the segment, ``chain`` first; ``support`` is how many firms on it stand on a
    segment of the firm too.
    """

    asked: str
    chain: ChainId
    key: SegmentKey
    segment: str
    chains: tuple[ChainId, ...]
    support: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedInput:
    """A product that may go into the product asked for; ``score`` as in ``ProposedSegment``.

    ``support`` is how many known products with it are like the product asked for: by name, by the end of the name, or
    by an input they share; that such things usually have it counts as one more.
    """

    asked: str
    product: str
    support: int
    score: float
    reasons: tuple[str, ...]
