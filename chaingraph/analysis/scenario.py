"""Before and after: what every measure of a chain in a place becomes when firms land or leave."""

from collections.abc import Sequence

from chaingraph.analysis.coverage import coverage
from chaingraph.analysis.gaps import gaps, largest_demand
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Coverage, Gap
from chaingraph.graph.scenario_findings import Measures, Scenario, SegmentChange, Worth
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

Seen = tuple[Coverage, Sequence[Gap]]
"""A chain in a place as one snapshot shows it."""


def scenario(
    snapshot: Snapshot,
    seen: Seen,
    chain: ChainGraph,
    rules: Settings,
    *,
    land: Sequence[int] = (),
    leave: Sequence[int] = (),
) -> Scenario:
    """Every measure before and after these firms land in the place of the coverage or leave it. Two studies.

    A landed firm counts at most ``landing_yuan``. Firms that do not move anything (land where they are, leave where
    they are not) change nothing.
    """
    cover = seen[0]
    moved = snapshot.with_(cover.place, land).without(cover.place, leave)
    after = look(moved, cover, chain, rules)
    was, now = {gap.key: gap for gap in seen[1]}, {gap.key: gap for gap in after[1]}
    return Scenario(
        place=cover.place,
        chain=cover.chain,
        landed=tuple(snapshot.enterprises[firm].name for firm in land),
        left=tuple(snapshot.enterprises[firm].name for firm in leave),
        before=measures(seen),
        after=measures(after),
        segments=tuple(
            SegmentChange(
                key=one.segment.key,
                segment=one.segment.name,
                stage=one.stage,
                status_before=one.status,
                status_after=other.status,
                severity_before=was[one.segment.key].severity if one.segment.key in was else 0.0,
                severity_after=now[one.segment.key].severity if one.segment.key in now else 0.0,
                firms_before=len(one.local),
                firms_after=len(other.local),
                local_supply_rate_before=one.local_supply_rate,
                local_supply_rate_after=other.local_supply_rate,
            )
            for one, other in zip(cover.states, after[0].states, strict=True)
        ),
        closed=tuple(gap.segment for gap in seen[1] if gap.key not in now),
        opened=tuple(gap.segment for gap in after[1] if gap.key not in was),
        data_version=snapshot.version,
    )


def look(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings) -> Seen:
    """Coverage and gaps of the same place and chain in another snapshot, demand on the scale of the first."""
    again = coverage(snapshot, cover.place, chain, rules)
    return again, gaps(snapshot, again, chain, rules, scale_yuan=largest_demand(cover))


def measures(seen: Seen) -> Measures:
    """The few numbers of a chain in a place."""
    cover, found = seen
    return Measures(
        firms=cover.firms,
        completeness=cover.measures,
        supply=cover.supply,
        gaps=len(found),
        severity=round(sum(gap.severity for gap in found), 4),
    )


def worth(snapshot: Snapshot, seen: Seen, chain: ChainGraph, rules: Settings, firm: int) -> Worth:
    """What this firm's landing alone would change: the difference of two scenarios. One study, O(tags + S·E)."""
    cover, found = seen
    after_cover, after = look(snapshot.with_(cover.place, [firm]), cover, chain, rules)
    was, now = {gap.key for gap in found}, {gap.key for gap in after}
    return Worth(
        completeness=after_cover.measures.plain - cover.measures.plain,
        weighted=after_cover.measures.weighted - cover.measures.weighted,
        severity=round(sum(gap.severity for gap in after) - sum(gap.severity for gap in found), 4),
        closed=tuple(gap.segment for gap in found if gap.key not in now),
        opened=tuple(gap.segment for gap in after if gap.key not in was),
    )
