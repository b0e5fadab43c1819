"""The segments a place lacks or is short of, most urgent first, each typed, weighed and told in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from chaingraph.analysis.absence.rosters import comparable
from chaingraph.analysis.gaps.importance import WantedBy, importance, need
from chaingraph.analysis.gaps.kinds import deficit, natures, not_worth_chasing, purpose
from chaingraph.analysis.gaps.lagging import lag_marks
from chaingraph.analysis.gaps.nearby import Nearby, nearby
from chaingraph.analysis.gaps.pipeline import pipeline
from chaingraph.analysis.gaps.reasons import what_relieves, where_to_look, why_here, why_it_matters
from chaingraph.analysis.gaps.weights import weight_of
from chaingraph.analysis.standing.firm_marks import firm_marks
from chaingraph.analysis.standing.paths import count_paths
from chaingraph.findings.place.gap import Confidence, Coverage, Gap, GapKind, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

BEHIND = 0.95
"""Severity of a doubtful gap, at most, as a part of the most severe gap that is not in doubt."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the gaps of one chain in one place are judged against."""

    snapshot: Snapshot
    cover: Coverage
    chain: ChainGraph
    rules: Settings
    top: float
    paths: tuple[float, ...]
    near: Nearby
    coming: dict[int, tuple[str, ...]]
    marks: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """One gap weighed: what sorts it is, how much it matters and lacks, what is on its way, why it may wait."""

    kinds: tuple[GapKind, ...]
    wanted: WantedBy
    importance: float
    deficit: float
    severity: float
    filled_by: tuple[str, ...]
    idle: str | None


def gaps(
    snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings, *, scale_yuan: float | None = None
) -> tuple[Gap, ...]:
    """Gaps of a covered chain, by severity, then drawing order.

        severity = importance · deficit · filled · not_worth

    ``importance`` and ``deficit`` have files of their own, and a doubtful gap lacks only as much as it is absent and
    never heads the list; ``filled`` is ``filled_factor`` where a project or signed
    lead would fill the gap, ``not_worth`` is ``not_worth_factor`` where it need not be chased, both else 1. Demand
    share is the root of demand over ``scale_yuan``, the largest demand of the chain here unless given: before and
    after must be measured on one scale. Severity has no unit, 0 to 1. O(tags + S·E).
    """
    scene = _scene(snapshot, cover, chain, rules, largest_demand(cover) if scale_yuan is None else scale_yuan)
    found = []
    for state in cover.states:
        kinds = natures(state, scene.marks[state.index], rules)
        if kinds:
            found.append(_gap(scene, state, kinds))
    weighed = (replace(gap, weight=weight_of(gap, rules)) for gap in _behind(found))
    return tuple(sorted(weighed, key=lambda gap: (-gap.severity, chain.index[gap.key])))


def _behind(found: Sequence[Gap]) -> list[Gap]:
    """The gaps with every doubtful one brought below the most severe that is not in doubt, if there is one."""
    sure = [gap.severity for gap in found if gap.kind is not GapKind.UNSURVEYED]
    most = BEHIND * max(sure) if sure else 1.0
    return [
        replace(gap, severity=round(most, 4)) if gap.kind is GapKind.UNSURVEYED and gap.severity > most else gap
        for gap in found
    ]


def largest_demand(cover: Coverage) -> float:
    """The largest demand of any segment, by the weight that orders them."""
    return max((state.wanted for state in cover.states), default=0.0)


def _scene(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings, top: float) -> _Scene:
    marked = firm_marks(snapshot).marked
    local = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(state.local for state in cover.states)]))
    recorded = bool(marked[local.astype(np.int64)].any())
    elsewhere = snapshot.columns.rostered & ~snapshot.members(cover.place)
    outside = elsewhere & comparable(snapshot, cover.place)
    columns = snapshot.placed_by_segment(chain)
    placed = columns.indices.astype(np.int64)
    others = [on[outside[on]] for a, b in pairwise(columns.indptr.tolist()) for on in (placed[a:b],)]
    return _Scene(
        snapshot=snapshot,
        cover=cover,
        chain=chain,
        rules=rules,
        top=top,
        paths=count_paths(chain, [True] * len(cover.states)).through,
        near=nearby(snapshot, cover.place, chain, rules),
        coming=pipeline(snapshot, cover.place, chain),
        marks=tuple(lag_marks(snapshot, s, others[s.index], recorded, rules) for s in cover.states),
    )


def _judged(scene: _Scene, state: SegmentState, natural: tuple[GapKind, ...]) -> _Judged:
    chain, rules, number = scene.chain, scene.rules, state.index
    wanted = need(scene.cover, chain, state, scene.top, scene.paths[number])
    filled, idle = scene.coming.get(number, ()), not_worth_chasing(chain, state, scene.near.within[number], rules)
    weight, lack = importance(state, wanted, rules), deficit(state, natural[0], scene.marks[number], rules)
    factor = (rules.filled_factor if filled else 1.0) * (rules.not_worth_factor if idle else 1.0)
    extra = ((GapKind.FILLING, bool(filled)), (GapKind.NOT_WORTH, idle is not None))
    return _Judged(
        kinds=(*natural, *(name for name, holds in extra if holds)),
        wanted=wanted,
        importance=weight,
        deficit=lack,
        severity=weight * lack * factor,
        filled_by=filled,
        idle=idle,
    )


def _gap(scene: _Scene, state: SegmentState, natural: tuple[GapKind, ...]) -> Gap:
    judged, seen = _judged(scene, state, natural), state.observed
    return Gap(
        key=state.segment.key,
        segment=state.segment.name,
        stage=state.stage,
        branch=state.segment.branch,
        status=state.status,
        kind=natural[0],
        purpose=purpose(scene.cover, scene.chain, state, natural[0]),
        severity=round(judged.severity, 4),
        importance=round(judged.importance, 4),
        deficit=round(judged.deficit, 4),
        demand_yuan=_cents(state.demand_yuan),
        capability_yuan=_cents(state.capability_yuan),
        local_supply_rate=_rounded(state.local_supply_rate),
        confidence=_confidence(scene.cover, scene.chain, state),
        local_firms=len(state.local),
        known_firms=state.known,
        reasons=_reasons(scene, state, judged),
        kinds=judged.kinds,
        anchor_need=judged.wanted.anchor,
        path_share=round(judged.wanted.path, 4),
        estimated_demand_yuan=_cents(state.estimated_yuan),
        observed_purchases_yuan=round(seen.purchases_yuan, 2) if seen.priced else None,
        observed_local_rate=_rounded(seen.local_rate),
        local_supplier_share=_rounded(seen.local_supplier_share),
        elsewhere=scene.near.elsewhere[state.index],
        filled_by=judged.filled_by,
        not_worth=judged.idle,
        absence=state.absence,
        certain=state.certain,
        suspects=state.suspects,
        demand_firms=state.demand_firms,
        demand_low_yuan=_cents(state.demand_low_yuan),
        demand_high_yuan=_cents(state.demand_high_yuan),
    )


def _reasons(scene: _Scene, state: SegmentState, judged: _Judged) -> tuple[str, ...]:
    """Why here, what lags, what relieves it, why it need not be chased, why it matters, where to look."""
    elsewhere = scene.near.elsewhere[state.index]
    place = scene.cover.place.label
    return (
        *why_here(scene.snapshot, scene.cover, scene.chain, state, scene.rules),
        *scene.marks[state.index],
        *what_relieves(place, state, judged.wanted, elsewhere, judged.filled_by),
        *([f"不必强求：{judged.idle}"] if judged.idle else []),
        *why_it_matters(state, judged.wanted),
        where_to_look(state),
    )


def _cents(yuan: float | None) -> float | None:
    return None if yuan is None else round(yuan, 2)


def _rounded(part: float | None) -> float | None:
    return None if part is None else round(part, 4)


def _confidence(cover: Coverage, chain: ChainGraph, state: SegmentState) -> Confidence:
    """High when most of the revenue behind capability and direct demand is known, low when nearly none is."""
    states = [state, *(cover.states[chain.index[edge.output]] for edge in chain.buyers(state.index))]
    money = sum(s.made for s in states)
    known = sum(s.made * (s.revenue_known or 0.0) for s in states)
    part = known / money if money > 0 else 0.0
    return Confidence.HIGH if part >= 0.7 else Confidence.MIDDLE if part >= 0.3 else Confidence.LOW
