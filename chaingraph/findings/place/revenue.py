"""Whose revenue would say most of a place's demand, were it known."""

from dataclasses import dataclass

from chaingraph.ids import SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownRevenue:
    """A local firm whose revenue nobody states.

    Attributes
    ----------
    size_class
        大, 中, 小 or 未知, what its size is taken for until then.
    part
        Its part of what all local firms are taken to buy along the chain, 0 to 1: a weight, not money.
    buys
        Names of the segments it buys from, the dearest first; ``keys`` are theirs.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    size_class: str
    part: float
    keys: tuple[SegmentKey, ...]
    buys: tuple[str, ...]
