"""Places side by side on one chain: standings, complements between them, and what two chase at once."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from chaingraph.analysis.reports.clashes import clashes
from chaingraph.analysis.reports.complements import LACKING, complements
from chaingraph.analysis.standing.completeness import completeness
from chaingraph.analysis.standing.stated import HALF
from chaingraph.analysis.standing.survey import survey
from chaingraph.analysis.targets.apart import apart
from chaingraph.arrays import Floats
from chaingraph.findings.place.compare import Comparison, PlaceStanding, SharedGap
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.survey import Survey
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.units import known

SPECIALITIES = 3
LEAST_FIRMS = 2


def compare(snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph, rules: Settings) -> Comparison:
    """The places side by side, in the order given; see ``complements`` and ``clashes`` for what those are.

    O(N + placements + P²·S + P · (leads + projects)).
    """
    found = survey(snapshot, places, chain, rules)
    return Comparison(
        chain=found.chain,
        survey=found,
        standings=tuple(_standing(found, row, chain, rules) for row in range(len(found.places))),
        complements=complements(snapshot, found, chain, rules),
        clashes=clashes(snapshot, found.places, chain),
        shared_gaps=tuple(_shared(found)),
        as_of=found.as_of,
        data_version=found.data_version,
    )


def _standing(found: Survey, row: int, chain: ChainGraph, rules: Settings) -> PlaceStanding:
    made, wanted = found.made[row], found.wanted[row]
    measures = completeness(chain, found.firms[row].astype(float), made, wanted, rules)
    return PlaceStanding(
        place=found.places[row],
        firms=int(found.firms_on_chain[row]),
        completeness=float(found.completeness[row]),
        weighted_completeness=measures.weighted,
        capability_yuan=_sum(found.capability_yuan[row], made),
        gap_yuan=_sum(found.gap_yuan[row], found.short[row]),
        strong=found.count(row, SegmentStatus.STRONG),
        potential=found.count(row, SegmentStatus.POTENTIAL),
        weak=found.count(row, SegmentStatus.WEAK),
        unsurveyed=found.count(row, SegmentStatus.UNSURVEYED),
        missing=found.count(row, SegmentStatus.MISSING),
        specialised=_specialised(found, row, rules),
        unlike=found.rosters[row].unlike(found.rosters[0]),
    )


def _sum(told: Floats, weights: Floats) -> float | None:
    """The yuan of all segments where the segments with a figure carry at least half of the weight, else None."""
    given = ~np.isnan(told)
    return float(told[given].sum()) if weights[given].sum() >= HALF * weights.sum() else None


def _specialised(found: Survey, row: int, rules: Settings) -> tuple[str, ...]:
    """Segments of highest location quotient, at least ``specialised_lq`` and two firms."""
    quotient = np.nan_to_num(found.location_quotient[row])
    ranked = np.argsort(-quotient, kind="stable").tolist()
    kept = [s for s in ranked if found.firms[row, s] >= LEAST_FIRMS and quotient[s] >= rules.specialised_lq]
    return tuple(found.segments[s].name for s in kept[:SPECIALITIES])


def _shared(found: Survey) -> Iterator[SharedGap]:
    """Segments that at least two places apart lack and want, largest demand in all first."""
    gap = found.short
    ranked = np.argsort(-gap.sum(axis=0), kind="stable").tolist() if len(found.places) else []
    for segment in ranked:
        short = [p for p, row in enumerate(found.status) if row[segment] in LACKING and gap[p, segment] > 0]
        if any(apart(found.places[one], found.places[other]) for one, other in combinations(short, 2)):
            short.sort(key=lambda p: (-gap[p, segment], found.places[p].name))
            yield SharedGap(
                key=found.segments[segment].key,
                segment=found.segments[segment].name,
                stage=found.stages[segment],
                places=tuple(found.places[p] for p in short),
                gap_yuan=tuple(known(found.gap_yuan[p, segment]) for p in short),
                known=int(found.known[segment]),
            )
