"""Before and after: what every measure of a chain in a place becomes when firms land or leave."""

from collections.abc import Mapping, Sequence

from chaingraph.analysis.gaps.gaps import gaps, largest_demand
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.firm.worth import Worth
from chaingraph.findings.move.scenario import Measures, Scenario, SegmentChange
from chaingraph.findings.place.gap import Coverage, Gap, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import SegmentKey
from chaingraph.settings import Settings

RANK = tuple(SegmentStatus)
"""Statuses from strong to missing."""
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

    A landed firm counts at most ``landing_yuan``. Severity after is the importance of before times the deficit of
    after, so that it tells how gaps close and not how their weights move; a gap that is new has its own importance.
    """
    cover = seen[0]
    moved = snapshot.with_(cover.place, land).without(cover.place, leave)
    after = look(moved, cover, chain, rules)
    was, now = {gap.key: gap.severity for gap in seen[1]}, weighed(seen[1], after[1])
    return Scenario(
        place=cover.place,
        chain=cover.chain,
        landed=tuple(snapshot.enterprises[firm].name for firm in land),
        left=tuple(snapshot.enterprises[firm].name for firm in leave),
        before=measures(seen[0], was),
        after=measures(after[0], now),
        segments=tuple(
            SegmentChange(
                key=one.segment.key,
                segment=one.segment.name,
                stage=one.stage,
                status_before=one.status,
                status_after=other.status,
                severity_before=was.get(one.segment.key, 0.0),
                severity_after=now.get(one.segment.key, 0.0),
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


def weighed(before: Sequence[Gap], after: Sequence[Gap]) -> dict[SegmentKey, float]:
    """Severity of each gap of after, by the importance it had before; a new gap by its own."""
    importance = {gap.key: gap.importance for gap in before}
    found = {}
    for gap in after:
        same = importance.get(gap.key, gap.importance) == gap.importance or gap.importance == 0
        found[gap.key] = gap.severity if same else round(gap.severity * importance[gap.key] / gap.importance, 4)
    return found


def measures(cover: Coverage, severities: Mapping[SegmentKey, float]) -> Measures:
    """The few numbers of a chain in a place, from its coverage and the severity of its gaps."""
    return Measures(
        firms=cover.firms,
        completeness=cover.measures,
        supply=cover.supply,
        gaps=len(severities),
        severity=round(sum(severities.values()), 4),
    )


def worth(snapshot: Snapshot, seen: Seen, chain: ChainGraph, rules: Settings, firm: int) -> Worth:
    """What this firm's landing alone would change: the difference of two scenarios. One study, O(tags + S·E)."""
    cover, found = seen
    after_cover, after = look(snapshot.with_(cover.place, [firm]), cover, chain, rules)
    was, now = {gap.key: gap.severity for gap in found}, weighed(found, after)
    return Worth(
        completeness=after_cover.measures.plain - cover.measures.plain,
        weighted=after_cover.measures.weighted - cover.measures.weighted,
        severity=round(sum(now.values()) - sum(was.values()), 4),
        closed=tuple(gap.segment for gap in found if gap.key not in now),
        opened=tuple(gap.segment for gap in after if gap.key not in was),
        improved=_improved(cover, after_cover, {key: was.get(key, 0.0) - now.get(key, 0.0) for key in was}),
    )


def _improved(
    before: Coverage, after: Coverage, fallen: Mapping[SegmentKey, float]
) -> tuple[tuple[str, str, str], ...]:
    """(segment, status before, status after) of those that rise, largest fall of severity first."""
    pairs = zip(before.states, after.states, strict=True)
    risen = [(one, other) for one, other in pairs if RANK.index(other.status) < RANK.index(one.status)]
    risen.sort(key=lambda pair: (-fallen.get(pair[0].segment.key, 0.0), pair[0].index))
    return tuple((one.segment.name, one.status.value, other.status.value) for one, other in risen)
