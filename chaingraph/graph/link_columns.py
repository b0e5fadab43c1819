"""Observed supply as columns of numbers, so that a hub with many partners costs no loop."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np

from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key
from chaingraph.model.links import SupplyLink


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """Links sorted by one of their ends: those of firm f are ``start[f]:start[f + 1]``; ``other`` is the far end."""

    start: Numbers
    other: Numbers
    link: Numbers
    yuan: Floats

    @classmethod
    def of(cls, near: Numbers, far: Numbers, link: Numbers, yuan: Floats, firms: int) -> Self:
        """The links grouped by their near end."""
        order = np.lexsort((link, far, near))
        start = np.zeros(firms + 1, dtype=np.int64)
        np.cumsum(np.bincount(near, minlength=firms), out=start[1:])
        return cls(start, far[order], link[order], yuan[order])

    def partners(self, firm: int) -> tuple[Numbers, Numbers, Floats]:
        """The firm's partners, ascending, once each: who, the last link with each, known yuan in all. O(its links)."""
        part = slice(self.start[firm], self.start[firm + 1])
        others, first, count = np.unique(self.other[part], return_index=True, return_counts=True)
        if not len(others):
            return others, others, np.zeros(0)
        return others, self.link[part][first + count - 1], np.add.reduceat(self.yuan[part], first)


def of_latest_year(links: Sequence[SupplyLink]) -> Mask:
    """Which links are of the latest year of their pair and product: what is bought in a year, not over years. O(L)."""
    keys = [(link.supplier, link.buyer, link.product) for link in links]
    latest: dict[tuple[str, str, str | None], str] = {}
    for key, link in zip(keys, links, strict=True):
        latest[key] = max(latest.get(key, ""), link.year or "")
    current = ((link.year or "") == latest[key] for key, link in zip(keys, links, strict=True))
    return np.fromiter(current, dtype=bool, count=len(keys))


def current_links(snapshot: Snapshot) -> Mask:
    """The same for all links of a snapshot, made once: every sum and count of trade is of these. Shape (L,)."""
    return snapshot.memo.get(Key[Mask]("links of the latest year"), lambda: of_latest_year(snapshot.links))


@dataclass(frozen=True, slots=True, eq=False)
class LinkColumns:
    """Links with both ends in the store, of the latest year of each, by buyer (``bought``) and supplier (``sold``)."""

    bought: Side
    sold: Side

    @classmethod
    def of(cls, snapshot: Snapshot) -> Self:
        """The columns of a snapshot, made once for its facts. O(links log links)."""
        return snapshot.memo.get(Key[Self]("link columns"), lambda: cls._made(snapshot))

    @classmethod
    def _made(cls, snapshot: Snapshot) -> Self:
        ends = snapshot.link_ends
        number = np.flatnonzero((ends[0] >= 0) & (ends[1] >= 0) & current_links(snapshot))
        suppliers, buyers = ends[0][number], ends[1][number]
        amounts = np.array([link.amount_yuan or 0.0 for link in snapshot.links], dtype=np.float64)
        firms = len(snapshot.enterprises)
        return cls(
            Side.of(buyers, suppliers, number, amounts[number], firms),
            Side.of(suppliers, buyers, number, amounts[number], firms),
        )
