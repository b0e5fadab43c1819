"""Where firms sit as seen from one of them, one by one or all at once."""

import numpy as np
import numpy.typing as npt

from chaingraph.arrays import Numbers
from chaingraph.findings.firm.ecosystem import Nearness
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise

ORDER = (Nearness.PARK, Nearness.CITY, Nearness.PROVINCE, Nearness.OUTSIDE, Nearness.UNKNOWN)
LOCAL = (Nearness.PARK, Nearness.CITY)


def nearness(centre: Enterprise, other: Enterprise) -> Nearness:
    """Where the other firm sits as seen from the centre; a city counts only when both are known."""
    if centre.park and centre.park == other.park:
        return Nearness.PARK
    if centre.city and centre.city == other.city:
        return Nearness.CITY
    if centre.province and centre.province == other.province:
        return Nearness.PROVINCE
    return Nearness.OUTSIDE if centre.province and other.province else Nearness.UNKNOWN


def near_ranks(snapshot: Snapshot, centre: int, firms: Numbers) -> npt.NDArray[np.int64]:
    """The same as positions in ``ORDER``, for many firms at once; shape of ``firms``. O(firms)."""
    codes = snapshot.columns.codes
    rank = np.full(len(firms), ORDER.index(Nearness.UNKNOWN), dtype=np.int64)
    known = (codes["province"][firms] >= 0) & (codes["province"][centre] >= 0)
    rank[known] = ORDER.index(Nearness.OUTSIDE)
    for field, near in (("province", Nearness.PROVINCE), ("city", Nearness.CITY), ("park", Nearness.PARK)):
        own = codes[field][centre]
        if own >= 0:
            rank[codes[field][firms] == own] = ORDER.index(near)
    return rank


def nearest(snapshot: Snapshot, centre: int, firms: Numbers, sizes: npt.NDArray[np.float64], most: int) -> Numbers:
    """The nearest, then largest, at most ``most`` of the firms; ties by position. O(firms)."""
    ranks, large = near_ranks(snapshot, centre, firms), sizes[firms]
    if len(firms) > most:
        last = np.partition(ranks, most - 1)[most - 1]
        still = most - int((ranks < last).sum())
        level = large[ranks == last]
        least = np.partition(level, len(level) - still)[len(level) - still]
        kept = (ranks < last) | ((ranks == last) & (large >= least))
        firms, ranks, large = firms[kept], ranks[kept], large[kept]
    return firms[np.lexsort((firms, -large, ranks))[:most]]
