"""Whether local firms of a segment are there in name only: small, without any mark of quality, losing their buyers."""

from collections.abc import Sequence

import numpy as np

from chaingraph.graph.findings import SegmentState
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.settings import Settings
from chaingraph.units import percent, wan

LEAST_REFERENCE = 5
"""Fewer firms elsewhere than this are nothing to compare with."""
COMMON_QUALIFICATION = 0.3


def lag_marks(
    snapshot: Snapshot, state: SegmentState, firms_on: Sequence[int], recorded: bool, rules: Settings
) -> tuple[str, ...]:
    """What says that the local firms lag, as sentences; empty when nothing does. O(firms on the segment).

    Small: the largest known local revenue is below ``lag_size`` of the median known revenue of at least five firms
    elsewhere. Unqualified: no local firm has a qualification or listing while 30 % of those elsewhere have, and the
    place's list does record such (``recorded``): what no list records says nothing. Losing: an outside supplier has
    followed a local one at the same buyer.
    """
    local = [snapshot.enterprises[firm] for firm in state.local]
    sized = all(firm.revenue_yuan is not None for firm in local)
    if not local or not (sized or (recorded and not any(map(is_marked, local)))):
        return state.observed.lost
    here = set(state.local)
    others = [snapshot.enterprises[firm] for firm in firms_on if firm not in here]
    return (*_small(local, others, rules), *(_unqualified(local, others) if recorded else ()), *state.observed.lost)


def is_marked(firm: Enterprise) -> bool:
    """Whether the firm has any qualification or is listed."""
    return bool(firm.qualifications) or (bool(firm.listed_as) and "未上市" not in (firm.listed_as or ""))


def _small(local: Sequence[Enterprise], others: Sequence[Enterprise], rules: Settings) -> tuple[str, ...]:
    known = [float(firm.revenue_yuan) for firm in others if firm.revenue_yuan is not None]
    own = [(float(firm.revenue_yuan), firm) for firm in local if firm.revenue_yuan is not None]
    if len(known) < LEAST_REFERENCE or len(own) < len(local):
        return ()
    largest, firm = max(own, key=lambda pair: (pair[0], pair[1].id))
    middle = float(np.median(known))
    if largest >= rules.lag_size * middle:
        return ()
    return (
        f"规模落后：最大的本地企业 {firm.label} 营收 {wan(largest)}，"
        f"不到外地 {len(known)} 家同环节企业中位数 {wan(middle)} 的 {percent(rules.lag_size)}",
    )


def _unqualified(local: Sequence[Enterprise], others: Sequence[Enterprise]) -> tuple[str, ...]:
    marked = sum(map(is_marked, others))
    if any(map(is_marked, local)) or len(others) < LEAST_REFERENCE or marked < COMMON_QUALIFICATION * len(others):
        return ()
    return (f"资质落后：本地 {len(local)} 家均无资质或上市记录，外地同环节企业 {percent(marked / len(others))} 有",)
