"""What a yuan of each segment buys of each other: material ratio by share of material cost, the one place it is worked
out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import Floats
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.divisions import division_of
from chaingraph.model.chain import Segment, SegmentInput
from chaingraph.settings import Settings

KEPT = 256
"""Chains whose matrices are kept: a compiled chain never changes, nor may what is given out here."""
Group = tuple[int, list[SegmentInput]]
"""The index of an output, and inputs of which one is enough, or a single one."""


@dataclass(frozen=True, slots=True, eq=False)
class Turnover:
    """What demand is made of: sizes (N,) of firms a year, their parts on the segments of a chain (N, S), and A (S, S).

    D1[p, j] = Σ over firms f in p and segments i of sizes[f] · parts[f, i] · A[i, j]
    """

    sizes: Floats
    parts: csr_array
    edges: csr_array

    @classmethod
    def weighed(cls, snapshot: Snapshot, chain: ChainGraph, rules: Settings) -> Self:
        """With a weight for whatever is not stated: it says who stands before whom, and is never told as money."""
        return cls(snapshot.sizes(rules)[0], snapshot.placements(chain), bought(chain, rules))

    @classmethod
    def stated(cls, snapshot: Snapshot, chain: ChainGraph, rules: Settings) -> Self:
        """Of what is stated alone, in yuan a year: revenue · part of revenue · material ratio · part of material cost.

        Where one of the four is unknown there is nothing; a revenue is never spread evenly over segments.
        """
        return cls(snapshot.stated_sizes(rules), snapshot.stated_placements(chain), bought_stated(chain))


@lru_cache(maxsize=KEPT)
def bought(chain: ChainGraph, rules: Settings) -> csr_array:
    """Input coefficients A, shape (S, S): A[i, j] yuan of segment j bought per yuan of segment i made.

        A[i, j] = material ratio of i · middle share of j in the material cost of i

    Of a group of substitutes the dearest counts once, shared equally, because one of them is enough. Recycling carries
    nothing. An unknown share is ``default_cost_share``, an unknown ratio ``default_material_ratio``: good to order by,
    never told as money. O(edges). Source: Leontief (1936), input coefficients.
    """
    return _matrix(chain, lambda segment, edge: _by_default(segment, edge, rules))


@lru_cache(maxsize=KEPT)
def bought_stated(chain: ChainGraph) -> csr_array:
    """The same from stated shares and known material ratios alone; what is not known is not bought. O(edges)."""
    return _matrix(chain, _by_statement)


@lru_cache(maxsize=KEPT)
def bought_range(chain: ChainGraph) -> tuple[csr_array, csr_array]:
    """Least and most of ``bought_stated``: of substitutes each may be bought for nothing or for all; equipment is
    bought once and left out. O(edges).
    """
    at, least, most = [], [], []
    for row, members in _groups(chain):
        ratio = material_ratio(chain.segments[row])
        for edge in members:
            given = [float(share) for share in (edge.cost_share, edge.cost_share_high) if share is not None]
            if ratio is not None and given and not edge.capital:
                at.append((row, chain.index[edge.input]))
                least.append(0.0 if edge.substitutes else ratio * min(given))
                most.append(ratio * max(given))
    return _filled(chain, at, least), _filled(chain, at, most)


def material_ratio(segment: Segment) -> float | None:
    """Material bought per unit of revenue: the segment's own, else that of the industry of its first listed code.

    >>> from chaingraph.ids import ChainId, SegmentKey
    >>> named = {"chain": ChainId("链"), "key": SegmentKey("电芯"), "name": "电芯"}
    >>> material_ratio(Segment(**named, industry_codes=("C3841",))), material_ratio(Segment(**named))
    (0.75, None)
    """
    if segment.material_ratio is not None:
        return float(segment.material_ratio)
    figures = next((found for code in segment.industry_codes if (found := division_of(code))), None)
    return figures.material_ratio if figures else None


def _by_default(segment: Segment, edge: SegmentInput, rules: Settings) -> float:
    ratio, part = material_ratio(segment), edge.middle_share
    return (rules.default_material_ratio if ratio is None else ratio) * (
        rules.default_cost_share if part is None else part
    )


def _by_statement(segment: Segment, edge: SegmentInput) -> float:
    ratio, part = material_ratio(segment), edge.middle_share
    return 0.0 if ratio is None or part is None else ratio * part


def _matrix(chain: ChainGraph, per_yuan: Callable[[Segment, SegmentInput], float]) -> csr_array:
    at, values = [], []
    for row, members in _groups(chain):
        shares = [per_yuan(chain.segments[row], edge) for edge in members]
        at += [(row, chain.index[edge.input]) for edge in members]
        values += [max(shares) / len(members)] * len(members)
    return _filled(chain, at, values)


def _groups(chain: ChainGraph) -> Iterator[Group]:
    """Inputs that carry goods, by output and group of substitutes."""
    groups: dict[tuple[str, str], list[SegmentInput]] = {}
    for edge in chain.inputs:
        if not edge.recycle:
            groups.setdefault((edge.output, edge.substitutes or f"={edge.input}"), []).append(edge)
    for members in groups.values():
        yield chain.index[members[0].output], members


def _filled(chain: ChainGraph, at: list[tuple[int, int]], values: list[float]) -> csr_array:
    size = len(chain.segments)
    rows, columns = np.array(at, dtype=np.int64).reshape(-1, 2).T
    return csr_array((np.array(values, dtype=np.float64), (rows, columns)), shape=(size, size))
