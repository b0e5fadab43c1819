"""What changed on a chain in a place between two snapshots."""

from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.reports.bulletin import place_months
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.place.gap import Coverage, Gap
from chaingraph.findings.report.bulletin import StatusMove
from chaingraph.findings.report.difference import Difference, GapMove
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.settings import Settings

LEAST_MOVE = 0.001
"""Severities closer than this are the same."""


def difference(before: Snapshot, after: Snapshot, place: Place, chain: ChainId, rules: Settings) -> Difference:
    """Firms in and out, status changes, completeness, gaps opened and closed, leads and projects moved.

    Firms are the same when their id is; segments when their key is. A segment that only one of the two chains knows did
    not change its status. The difference of a snapshot with itself is quiet. O(N + tags + links), twice.
    """
    was, now = (coverage(facts, place, facts.chains[chain], rules) for facts in (before, after))
    old = {gap.key: gap for gap in gaps(before, was, before.chains[chain], rules)}
    new = {gap.key: gap for gap in gaps(after, now, after.chains[chain], rules)}
    earlier, later = _firms(before, was), _firms(after, now)
    return Difference(
        place=place,
        chain=chain,
        firms_before=was.firms,
        firms_after=now.firms,
        arrived=tuple(sorted(later[key] for key in later.keys() - earlier.keys())),
        left=tuple(sorted(earlier[key] for key in earlier.keys() - later.keys())),
        completeness_before=was.measures,
        completeness_after=now.measures,
        supply_before=was.supply,
        supply_after=now.supply,
        statuses=_statuses(was, now),
        opened=tuple(gap for key, gap in new.items() if key not in old),
        closed=tuple(gap for key, gap in old.items() if key not in new),
        moved=_moved(old, new),
        everything=place_months(before, after, [place], rules)[0],
        version_before=before.version,
        version_after=after.version,
    )


def _firms(facts: Snapshot, cover: Coverage) -> dict[str, str]:
    """Names of the local firms on the chain by id."""
    firms = {firm for state in cover.states for firm in state.local}
    return {facts.enterprises[firm].id: facts.enterprises[firm].name for firm in firms}


def _statuses(was: Coverage, now: Coverage) -> tuple[StatusMove, ...]:
    known = {state.segment.key: state.status for state in was.states}
    return tuple(
        StatusMove(chain=now.chain, segment=state.segment.name, before=known[state.segment.key], after=state.status)
        for state in now.states
        if known.get(state.segment.key, state.status) is not state.status
    )


def _moved(old: dict[SegmentKey, Gap], new: dict[SegmentKey, Gap]) -> tuple[GapMove, ...]:
    both = [
        GapMove(key=key, segment=gap.segment, before=old[key].severity, after=gap.severity)
        for key, gap in new.items()
        if key in old and abs(old[key].severity - gap.severity) >= LEAST_MOVE
    ]
    return tuple(sorted(both, key=lambda move: (-abs(move.after - move.before), move.key)))
