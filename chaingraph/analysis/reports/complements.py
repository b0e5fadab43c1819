"""One place's gap is another's strength: who could supply whom, with firms named."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csc_array

from chaingraph.analysis.standing.observed import yuan_placed
from chaingraph.analysis.targets.apart import apart
from chaingraph.arrays import Floats
from chaingraph.findings.place.compare import Complement
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.survey import Survey
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.units import wan

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
    spare = np.maximum(found.capability_yuan - found.demand_yuan, 0)
    amounts = yuan_placed(snapshot, chain, rules).tocsc()
    made = [_complement(snapshot, found, match, spare, amounts) for match in _matches(found, spare)]
    return tuple(
        sorted(made, key=lambda c: (-min(c.gap_yuan, c.spare_yuan), chain.index[c.key], c.needs.name, c.gives.name))
    )


def _matches(found: Survey, spare: Floats) -> Iterator[Match]:
    lacks = np.array([[status in LACKING for status in row] for row in found.status]) & (found.gap_yuan > 0)
    has = np.array([[status in HAVING for status in row] for row in found.status]) & (spare > 0)
    for needs, one in enumerate(found.places):
        for gives, other in enumerate(found.places):
            if apart(one, other):
                yield from ((needs, gives, int(segment)) for segment in np.flatnonzero(lacks[needs] & has[gives]))


def _complement(snapshot: Snapshot, found: Survey, match: Match, spare: Floats, amounts: csc_array) -> Complement:
    needs, gives, segment = match
    here, there = found.places[needs], found.places[gives]
    gap, over = float(found.gap_yuan[needs, segment]), float(spare[gives, segment])
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
            f"{here.label}“{found.segments[segment].name}”{status.value}，每年缺约 {wan(gap)}；"
            f"{there.label} 有 {len(firms)} 家（{names}），自用之外约有 {wan(over)}"
        ),
    )


def _firms(snapshot: Snapshot, place: Place, amounts: csc_array, segment: int) -> list[int]:
    """Firms of the place on the segment, largest counted amount first."""
    part = slice(amounts.indptr[segment], amounts.indptr[segment + 1])
    firms, values = amounts.indices[part], amounts.data[part]
    here = snapshot.members(place)[firms]
    order = np.lexsort((firms[here], -values[here]))
    return [int(firm) for firm in firms[here][order]]
