"""What firms elsewhere already supply to a place's firms and buy from them, as columns."""

from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Mask, Numbers
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.links import SupplyLink


@dataclass(frozen=True, slots=True)
class Ties:
    """Observed links of a candidate with local firms, how many of those buy from its segment, leading firms by name;
    ``through`` are the names of the segments they buy it for."""

    supplies: tuple[SupplyLink, ...]
    buys: tuple[SupplyLink, ...]
    local_buyers: int
    leaders: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Trade:
    """Observed links with firms of a place, by the firm at the other end.

    ``firms`` (ascending) and ``links`` (positions in the snapshot's links) go together; ``trades`` marks the firms,
    shape (N,).
    """

    firms: Numbers
    links: Numbers
    trades: Mask

    @classmethod
    def of(cls, snapshot: Snapshot, ends: Numbers, local: Mask) -> "Trade":
        """The trade of the firms at these ends of the links where ``local`` holds of the link. O(links)."""
        known = np.flatnonzero(local & (ends >= 0))
        order = known[np.argsort(ends[known], kind="stable")]
        trades = np.zeros(len(snapshot.enterprises), dtype=bool)
        trades[ends[order]] = True
        return cls(ends[order], order, trades)

    def of_firm(self, snapshot: Snapshot, firm: int) -> tuple[SupplyLink, ...]:
        """The links of one firm, in their own order."""
        begin, end = np.searchsorted(self.firms, [firm, firm + 1])
        return tuple(snapshot.links[number] for number in self.links[begin:end].tolist())
