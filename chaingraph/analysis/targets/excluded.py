"""Firms of a segment elsewhere that are no targets, each with the reason: nobody is left out in silence."""

from collections.abc import Iterator, Sequence

import numpy as np

from chaingraph.analysis.targets.eligible import LINES, line_told, not_here_already
from chaingraph.findings.move.target import Excluded
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from chaingraph.model.live import standing

HERE = "本地已有（本身、分支或同集团）"
UNSURE = "内置名录写在本地，待核实"


def excluded(
    snapshot: Snapshot, cover: Coverage, chain: ChainGraph, segments: Sequence[SegmentKey]
) -> tuple[Excluded, ...]:
    """Firms outside the place that stand on these segments and are no targets, by reason, then segment, then name.

    The reason is the first that holds: not live (the register's or exchange's word), of another line than makers (and
    than the segment), in the place already. A firm on several segments is told once for each. O(tags + firms told).
    """
    found = []
    for key in segments:
        state = cover.states[chain.index[key]]
        for firm, reason in _refused(snapshot, cover, chain, state):
            one = snapshot.enterprises[firm]
            found.append(
                Excluded(
                    firm=firm, enterprise=one.name, enterprise_id=one.id, key=key, segment=state.segment.name,
                    reason=reason,
                )
            )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.reason, one.segment, one.enterprise, one.enterprise_id)))


def _refused(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, state: SegmentState) -> Iterator[tuple[int, str]]:
    """Firms and reasons of one segment."""
    for firm in _gone_on(snapshot, chain, state.segment.key):
        yield firm, standing(snapshot.enterprises[firm])
    on = np.array(snapshot.firms_on(chain)[state.index], dtype=np.int64)
    away = on[~snapshot.members(cover.place)[on]]
    unsure = snapshot.unsure_here(cover.place)[away]
    removed = snapshot.taken_out(cover.place)
    new = not_here_already(snapshot, cover.place, away)
    for firm, fresh, doubtful in zip(away.tolist(), new.tolist(), unsure.tolist(), strict=True):
        line = line_told(snapshot, state.segment, firm)
        reason = LINES[line] if line else UNSURE if doubtful else "" if fresh or firm in removed else HERE
        if reason:
            yield firm, reason


def _gone_on(snapshot: Snapshot, chain: ChainGraph, key: SegmentKey) -> list[int]:
    """Firms that are not live and whose words place them on the segment."""
    name = chain.chain.name
    return [
        firm
        for firm in sorted(snapshot.gone)
        if any(tag.chain == name and tag.key == key for tag in snapshot.tags.of_firm(firm))
    ]
