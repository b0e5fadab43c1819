"""One place's gap is another's strength: who could supply whom, with firms named."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csc_array

from chaingraph.analysis.standing.observed import weight_placed
from chaingraph.analysis.targets.apart import apart
from chaingraph.arrays import Floats
from chaingraph.findings.place.compare import Complement
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.survey import Survey
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.units import known, wan

LACKING = (SegmentStatus.MISSING, SegmentStatus.WEAK)
HAVING = (SegmentStatus.STRONG, SegmentStatus.POTENTIAL)
NAMED_FIRMS = 3

Match = tuple[int, int, int]
"""(place that needs, place that gives, segment)."""


def complements(snapshot: Snapshot, found: Survey, chain: ChainGraph, rules: Settings) -> tuple[Complement, ...]:
    """Every pair of places and segment where the first lacks and the second has something to spare.

        gap = max(D - C, 0) of the first, 缺失 or 薄弱;  spare = max(C - D, 0) of the second, 优势 or 潜力

    By min(gap, spare), largest first, then in drawing order. Places inside one another are no pair. O(P²·S + tags).
    """
    spare = np.maximum(found.made - found.wanted, 0)
    amounts = weight_placed(snapshot, chain, rules).tocsc()
    pairs = [
        (_worth(found, match, spare), _complement(snapshot, found, match, amounts)) for match in _matches(found, spare)
    ]
    pairs.sort(key=lambda pair: (-pair[0], chain.index[pair[1].key], pair[1].needs.name, pair[1].gives.name))
    return tuple(complement for _, complement in pairs)


def _worth(found: Survey, match: Match, spare: Floats) -> float:
    needs, gives, segment = match
    return float(min(found.short[needs, segment], spare[gives, segment]))


def _matches(found: Survey, spare: Floats) -> Iterator[Match]:
    lacks = np.array([[status in LACKING for status in row] for row in found.status]) & (found.short > 0)
    has = np.array([[status in HAVING for status in row] for row in found.status]) & (spare > 0)
    for needs, one in enumerate(found.places):
        for gives, other in enumerate(found.places):
            if apart(one, other):
                yield from ((needs, gives, int(segment)) for segment in np.flatnonzero(lacks[needs] & has[gives]))


def _complement(snapshot: Snapshot, found: Survey, match: Match, amounts: csc_array) -> Complement:
    needs, gives, segment = match
    here, there = found.places[needs], found.places[gives]
    gap = known(found.gap_yuan[needs, segment])
    over = known(max(found.capability_yuan[gives, segment] - found.demand_yuan[gives, segment], 0))
    status = found.status[needs][segment]
    firms = [snapshot.enterprises[firm] for firm in _firms(snapshot, there, amounts, segment)]
    names = "、".join(firm.label for firm in firms[:NAMED_FIRMS])
    return Complement(
        key=found.segments[segment].key,
        segment=found.segments[segment].name,
        stage=found.stages[segment],
        needs=here,
        gives=there,
        status=status,
        gap_yuan=gap,
        spare_yuan=over,
        count=len(firms),
        firms=tuple((firm.name, firm.id) for firm in firms[:NAMED_FIRMS]),
        reason=(
            f"{here.label}“{found.segments[segment].name}”{status.value}"
            f"{'' if gap is None else f'，每年缺约 {wan(gap)}'}；"
            f"{there.label} 有 {len(firms)} 家（{names}）{'' if over is None else f'，自用之外约有 {wan(over)}'}"
        ),
    )


def _firms(snapshot: Snapshot, place: Place, amounts: csc_array, segment: int) -> list[int]:
    """Firms of the place on the segment, largest counted amount first."""
    part = slice(amounts.indptr[segment], amounts.indptr[segment + 1])
    firms, values = amounts.indices[part], amounts.data[part]
    here = snapshot.members(place)[firms]
    order = np.lexsort((firms[here], -values[here]))
    return [int(firm) for firm in firms[here][order]]
