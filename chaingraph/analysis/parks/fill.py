"""Urgent gaps of parks' own chains: which no project fills, and which one is about to."""

from collections.abc import Iterable, Iterator, Sequence

from chaingraph.findings.park.project import UnfilledGap
from chaingraph.findings.place.gap import Gap, SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId

URGENT = (SegmentStatus.MISSING, SegmentStatus.WEAK)
MOST = 8
"""Urgent gaps without a project told of a park and chain, the most severe first; those with one are all told."""


def urgent(place: Place, chain: ChainId, gaps: Sequence[Gap]) -> tuple[UnfilledGap, ...]:
    """Gaps worth a project: those that one fills, and the most severe of those for which 储备 is empty."""
    return tuple(_urgent(place, chain, gaps))


def _urgent(place: Place, chain: ChainId, gaps: Iterable[Gap]) -> Iterator[UnfilledGap]:
    worth = (gap for gap in gaps if gap.status in URGENT and gap.not_worth is None)
    ranked = sorted(worth, key=lambda gap: (gap.status is not SegmentStatus.MISSING, -gap.severity, gap.key))
    bare = [gap for gap in ranked if not gap.filled_by][:MOST]
    for gap in [*(gap for gap in ranked if gap.filled_by), *bare]:
        yield UnfilledGap(
            park=place.name,
            chain=chain,
            key=gap.key,
            segment=gap.segment,
            severity=gap.severity,
            projects=gap.filled_by,
            reason=gap.reasons[0] if gap.reasons else "",
        )
