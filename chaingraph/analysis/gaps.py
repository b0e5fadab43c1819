"""The segments a place lacks or is short of, most urgent first, each typed, weighed and told in words."""

from dataclasses import dataclass

from chaingraph.analysis.gap_kinds import deficit, natures, not_worth_chasing, purpose
from chaingraph.analysis.gap_reasons import what_relieves, where_to_look, why_here, why_it_matters
from chaingraph.analysis.importance import importance, need
from chaingraph.analysis.lagging import is_marked, lag_marks
from chaingraph.analysis.nearby import Nearby, nearby
from chaingraph.analysis.paths import count_paths
from chaingraph.analysis.pipeline import pipeline
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Confidence, Coverage, Gap, GapKind, SegmentState
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings


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


def gaps(
    snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings, *, scale_yuan: float | None = None
) -> tuple[Gap, ...]:
    """Gaps of a covered chain, by severity, then drawing order.

        severity = importance · deficit · filled · not_worth

    ``importance`` and ``deficit`` have files of their own; ``filled`` is ``filled_factor`` where a project or signed
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
    return tuple(sorted(found, key=lambda gap: (-gap.severity, chain.index[gap.key])))


def largest_demand(cover: Coverage) -> float:
    """The largest demand of any segment, yuan a year."""
    return max((state.demand_yuan for state in cover.states), default=0.0)


def _scene(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings, top: float) -> _Scene:
    firms_on = snapshot.firms_on(chain)
    recorded = any(is_marked(snapshot.enterprises[firm]) for state in cover.states for firm in state.local)
    return _Scene(
        snapshot=snapshot,
        cover=cover,
        chain=chain,
        rules=rules,
        top=top,
        paths=count_paths(chain, [True] * len(cover.states)).through,
        near=nearby(snapshot, cover.place, chain, rules),
        coming=pipeline(snapshot, cover.place, chain),
        marks=tuple(lag_marks(snapshot, s, firms_on[s.index], recorded, rules) for s in cover.states),
    )


def _gap(scene: _Scene, state: SegmentState, natural: tuple[GapKind, ...]) -> Gap:
    cover, chain, rules, number = scene.cover, scene.chain, scene.rules, state.index
    kind, marks = natural[0], scene.marks[number]
    wanted = need(cover, chain, state, scene.top, scene.paths[number])
    weight, lack = importance(state, wanted, rules), deficit(state, kind, marks, rules)
    filled_by, elsewhere = scene.coming.get(number, ()), scene.near.elsewhere[number]
    idle = not_worth_chasing(chain, state, scene.near.within[number], rules)
    factor = (rules.filled_factor if filled_by else 1.0) * (rules.not_worth_factor if idle else 1.0)
    extra = ((GapKind.FILLING, bool(filled_by)), (GapKind.NOT_WORTH, idle is not None))
    reasons = (
        *why_here(scene.snapshot, cover, chain, state, rules),
        *marks,
        *what_relieves(cover.place.label, state, wanted, elsewhere, filled_by),
        *([f"不必强求：{idle}"] if idle else []),
        *why_it_matters(state, wanted),
        where_to_look(state),
    )
    seen = state.observed
    return Gap(
        key=state.segment.key,
        segment=state.segment.name,
        stage=state.stage,
        branch=state.segment.branch,
        status=state.status,
        kind=kind,
        purpose=purpose(cover, chain, state, kind),
        severity=round(weight * lack * factor, 4),
        importance=round(weight, 4),
        deficit=round(lack, 4),
        demand_yuan=round(state.demand_yuan, 2),
        capability_yuan=round(state.capability_yuan, 2),
        local_supply_rate=_rounded(state.local_supply_rate),
        confidence=_confidence(cover, chain, state),
        local_firms=len(state.local),
        known_firms=state.known,
        reasons=reasons,
        kinds=(*natural, *(name for name, holds in extra if holds)),
        anchor_need=wanted.anchor,
        path_share=round(wanted.path, 4),
        estimated_demand_yuan=round(state.estimated_yuan, 2),
        observed_purchases_yuan=round(seen.purchases_yuan, 2) if seen.priced else None,
        observed_local_rate=_rounded(seen.local_rate),
        local_supplier_share=_rounded(seen.local_supplier_share),
        elsewhere=elsewhere,
        filled_by=filled_by,
        not_worth=idle,
    )


def _rounded(part: float | None) -> float | None:
    return None if part is None else round(part, 4)


def _confidence(cover: Coverage, chain: ChainGraph, state: SegmentState) -> Confidence:
    """High when most of the revenue behind capability and direct demand is known, low when nearly none is."""
    states = [state, *(cover.states[chain.index[edge.output]] for edge in chain.buyers(state.index))]
    money = sum(s.capability_yuan for s in states)
    known = sum(s.capability_yuan * (s.revenue_known or 0.0) for s in states)
    part = known / money if money > 0 else 0.0
    return Confidence.HIGH if part >= 0.7 else Confidence.MIDDLE if part >= 0.3 else Confidence.LOW
