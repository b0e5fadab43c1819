"""The segments a place lacks or is short of, most urgent first, each with its reasons in words."""

import numpy as np

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.findings import Confidence, Coverage, Gap, GapKind, Purpose, SegmentState, SegmentStatus
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Locality
from chaingraph.settings import Settings
from chaingraph.units import wan

LOCALITY_PULL = {Locality.MUST: 1.0, Locality.BETTER: 0.8, Locality.REMOTE: 0.5, None: 0.7}
"""How much a shortage hurts by how near the supplier must be."""
NEIGHBOUR_WEIGHT, LEAST_PULL = 0.3, 0.3
RESOURCE_PULL = 0.15
"""Instead of the locality's, for what is dug from the ground and may be bought from afar: a city cannot attract ore."""
SUBSTITUTED_PULL = 0.4
"""Further factor where every buyer is already served by a local substitute."""


def gaps(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings) -> tuple[Gap, ...]:
    """Gaps of a covered chain, by severity, then drawing order.

        severity = importance · deficit
        deficit = 1 - min(1, capability / demand); 1 when nothing is there; 1 - 1/n too few of n firms without demand
        importance = locality · (w_demand · demand share + .3 · neighbours + (w_critical + w_choke) · pull), cut at 1
        pull = max(demand share, neighbours, .3): what matters in the chain matters here as far as it is wanted

    The demand share is the root of demand over the largest demand of the chain here; local neighbours is the part of
    a segment's direct suppliers and buyers that have a firm here. Severity has no unit. O(S + E).
    """
    top = max((state.demand_yuan for state in cover.states), default=0.0)
    found = []
    for state in cover.states:
        kind = _kind(state, rules)
        if kind is not None:
            found.append(_gap(snapshot, cover, chain, state, kind, top, rules))
    return tuple(sorted(found, key=lambda gap: (-gap.severity, chain.index[gap.key])))


def _kind(state: SegmentState, rules: Settings) -> GapKind | None:
    if state.status is SegmentStatus.MISSING:
        return GapKind.MISSING
    if state.status is SegmentStatus.WEAK:
        return GapKind.WEAK
    alone = len(state.local) == 1 and state.demand_yuan > 0
    crowded = state.hhi is not None and state.hhi >= rules.concentrated_hhi and len(state.local) < rules.strong_firms
    return GapKind.SINGLE_SOURCE if alone or (crowded and state.demand_yuan > 0) else None


def _gap(
    snapshot: Snapshot,
    cover: Coverage,
    chain: ChainGraph,
    state: SegmentState,
    kind: GapKind,
    top: float,
    rules: Settings,
) -> Gap:
    near = _local_neighbours(cover, chain, state)
    served = _substitutes(cover, chain, state)
    importance = _importance(state, near, top, rules) * (SUBSTITUTED_PULL if served else 1.0)
    deficit = _deficit(state, kind, rules)
    segment = state.segment
    return Gap(
        key=segment.key,
        segment=segment.name,
        stage=state.stage,
        branch=segment.branch,
        status=state.status,
        kind=kind,
        purpose=_purpose(cover, kind),
        severity=round(importance * deficit, 4),
        importance=round(importance, 4),
        deficit=round(deficit, 4),
        demand_yuan=round(state.demand_yuan, 2),
        capability_yuan=round(state.capability_yuan, 2),
        local_supply_rate=None if state.local_supply_rate is None else round(state.local_supply_rate, 4),
        confidence=_confidence(cover, chain, state),
        local_firms=len(state.local),
        known_firms=state.known,
        reasons=(*_reasons(snapshot, cover, chain, state, kind, rules), *_relief(state, served)),
    )


def _importance(state: SegmentState, near: float, top: float, rules: Settings) -> float:
    demand = float(np.sqrt(state.demand_yuan / top)) if top > 0 else 0.0
    prior = rules.importance_critical * state.segment.critical + rules.importance_chokepoint * state.segment.chokepoint
    total = rules.importance_demand * demand + NEIGHBOUR_WEIGHT * near + prior * max(demand, near, LEAST_PULL)
    return min(1.0, (RESOURCE_PULL if _is_ore(state) else LOCALITY_PULL[state.segment.locality]) * total)


def _is_ore(state: SegmentState) -> bool:
    """Whether the segment is mining (section B of GB/T 4754) that may be remote."""
    codes = state.segment.industry_codes
    return bool(codes) and codes[0].startswith("B") and state.segment.locality is Locality.REMOTE


def _substitutes(cover: Coverage, chain: ChainGraph, state: SegmentState) -> tuple[str, ...]:
    """Local segments that already serve every buyer in this one's stead; empty when some buyer has none."""
    found: dict[str, None] = {}
    for edge in chain.buyers(state.index):
        if edge.recycle:
            continue
        others = [e for e in chain.suppliers(chain.index[edge.output]) if e.substitutes == edge.substitutes]
        local = [e.input for e in others if e.input != state.segment.key and cover.states[chain.index[e.input]].local]
        if edge.substitutes is None or not local:
            return ()
        found.update(dict.fromkeys(cover.states[chain.index[key]].segment.name for key in local))
    return tuple(found)


def _relief(state: SegmentState, served: tuple[str, ...]) -> list[str]:
    """Why the gap presses less than its figures say."""
    relief = [f"可替代：本地已有 {'、'.join(served[:3])}，紧迫度相应降低"] if served else []
    return relief + (["资源型环节，布局取决于矿产，一般外采，不宜列为招商重点"] if _is_ore(state) else [])


def _deficit(state: SegmentState, kind: GapKind, rules: Settings) -> float:
    if kind is GapKind.MISSING:
        return 1.0
    short = 0.0 if state.local_supply_rate is None else 1.0 - state.local_supply_rate
    if kind is GapKind.SINGLE_SOURCE:
        return max(short, 0.5 * (state.hhi or 0.0))
    return max(short, 1.0 - len(state.local) / rules.strong_firms, 0.1)


def _local_neighbours(cover: Coverage, chain: ChainGraph, state: SegmentState) -> float:
    """Part of the direct suppliers and buyers of a segment that have a local firm, 0 to 1."""
    around = {e.input for e in chain.suppliers(state.index)} | {e.output for e in chain.buyers(state.index)}
    return sum(bool(cover.states[chain.index[key]].local) for key in around) / len(around) if around else 0.0


def _purpose(cover: Coverage, kind: GapKind) -> Purpose:
    if cover.firms == 0:
        return Purpose.BUILD
    return Purpose.FILL if kind is GapKind.MISSING else Purpose.STRENGTHEN


def _confidence(cover: Coverage, chain: ChainGraph, state: SegmentState) -> Confidence:
    """High when most of the revenue behind capability and direct demand is known, low when nearly none is."""
    states = [state, *(cover.states[chain.index[edge.output]] for edge in chain.buyers(state.index))]
    money = sum(s.capability_yuan for s in states)
    known = sum(s.capability_yuan * (s.revenue_known or 0.0) for s in states)
    part = known / money if money > 0 else 0.0
    return Confidence.HIGH if part >= 0.7 else Confidence.MIDDLE if part >= 0.3 else Confidence.LOW


def _reasons(
    snapshot: Snapshot, cover: Coverage, chain: ChainGraph, state: SegmentState, kind: GapKind, rules: Settings
) -> list[str]:
    reasons = [state.why]
    buyers = [(edge, cover.states[chain.index[edge.output]]) for edge in chain.buyers(state.index) if not edge.recycle]
    local_buyers = sorted((b for b in buyers if b[1].local), key=lambda b: (-b[1].capability_yuan, b[1].index))
    if local_buyers:
        names = "、".join(f"{b.segment.name} {len(b.local)} 家" for _, b in local_buyers[:3])
        lead = snapshot.enterprises[local_buyers[0][1].local[0]].label
        reasons.append(f"本地下游有 {names}（如 {lead}）需要它，直接需求约 {wan(state.direct_demand_yuan)}")
    elif state.demand_yuan > 0:
        reasons.append(f"本地尚无直接下游；若补齐其下游缺口，将带来约 {wan(state.demand_yuan)} 的需求")
    if kind is GapKind.SINGLE_SOURCE and state.local:
        only = snapshot.enterprises[state.local[0]].label
        reasons.append(f"本地供给集中于 {only}（HHI {state.hhi or 0:.2f}，警戒线 {rules.concentrated_hhi:g}）")
    segment = state.segment
    if segment.critical:
        reasons.append("产业链库标为关键环节")
    if segment.chokepoint:
        reasons.append("卡脖子环节" + (f"：{segment.chokepoint_note}" if segment.chokepoint_note else ""))
    if segment.locality:
        reasons.append(
            f"{segment.locality.value}" + (f"：{segment.locality_reason}" if segment.locality_reason else "")
        )
    outside = state.known - len(state.local)
    reasons.append(
        f"名录中外地有 {outside} 家同环节企业可供招引" if outside else "名录中尚无外地同环节企业，需另行寻源"
    )
    return reasons
