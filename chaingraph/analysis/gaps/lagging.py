"""Whether local firms of a segment are there in name only: small, without any mark of quality, losing their buyers."""

import numpy as np

from chaingraph.analysis.standing.firm_marks import firm_marks
from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.findings.place.gap import SegmentState
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.units import percent, wan

LEAST_REFERENCE = 5
"""Fewer firms elsewhere than this are nothing to compare with."""
COMMON_QUALIFICATION = 0.3


def lag_marks(
    snapshot: Snapshot, state: SegmentState, others: Numbers, recorded: bool, rules: Settings
) -> tuple[str, ...]:
    """What says that the local firms lag behind the ``others`` on the segment, as sentences; empty when nothing does.

    Small: the largest known local revenue is below ``lag_size`` of the median known revenue of at least five firms
    elsewhere. Unqualified: no local firm has a qualification or listing while 30 % of those elsewhere have, and the
    place's list does record such (``recorded``): what no list records says nothing. Losing: an outside supplier has
    followed a local one at the same buyer. O(firms on the segment), in columns.
    """
    if not state.local:
        return state.observed.lost
    marks, local = firm_marks(snapshot), np.array(state.local, dtype=np.int64)
    small = _small(snapshot, local, marks.revenue_yuan, others, rules)
    poor = _unqualified(local, marks.marked, others) if recorded else ()
    return (*small, *poor, *state.observed.lost)


def _small(snapshot: Snapshot, local: Numbers, revenue: Floats, others: Numbers, rules: Settings) -> tuple[str, ...]:
    own, known = revenue[local], revenue[others]
    known = known[~np.isnan(known)]
    if len(known) < LEAST_REFERENCE or np.isnan(own).any():
        return ()
    largest, middle = float(own.max()), float(np.median(known))
    if largest >= rules.lag_size * middle:
        return ()
    firm = snapshot.enterprises[int(local[own == largest].max())]
    return (
        f"规模落后：最大的本地企业 {firm.label} 营收 {wan(largest)}，"
        f"不到外地 {len(known)} 家同环节企业中位数 {wan(middle)} 的 {percent(rules.lag_size)}",
    )


def _unqualified(local: Numbers, marked: Mask, others: Numbers) -> tuple[str, ...]:
    count = int(marked[others].sum())
    if marked[local].any() or len(others) < LEAST_REFERENCE or count < COMMON_QUALIFICATION * len(others):
        return ()
    return (f"资质落后：本地 {len(local)} 家均无资质或上市记录，外地同环节企业 {percent(count / len(others))} 有",)
