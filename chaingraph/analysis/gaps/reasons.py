"""Why a gap is one, in sentences an officer can read aloud."""

from collections.abc import Sequence

import numpy as np

from chaingraph.analysis.gaps.importance import WantedBy, buyers_of
from chaingraph.analysis.gaps.kinds import is_single_source
from chaingraph.analysis.standing.firm_marks import firm_marks
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.findings.place.supply import Elsewhere
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.units import percent, wan


def why_here(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, state: SegmentState, rules: Settings) -> list[str]:
    """The status rule, who wants it here, what was observed, and how concentrated supply is."""
    told = [state.why, *_buyers(snapshot, cover, chain, state), *_observed(state)]
    if is_single_source(state, rules):
        only = snapshot.enterprises[state.local[0]].label
        told.append(f"本地供给集中于 {only}（集中度 {state.hhi or 0:.2f}，警戒线 {rules.concentrated_hhi:g}）")
    return told


def why_it_matters(state: SegmentState, wanted: WantedBy) -> list[str]:
    """What the chain itself says of the segment."""
    segment = state.segment
    told = ["产业链库标为关键环节"] if segment.critical else []
    if segment.chokepoint:
        told.append("卡脖子环节" + (f"：{segment.chokepoint_note}" if segment.chokepoint_note else ""))
    if segment.locality:
        told.append(segment.locality.value + (f"：{segment.locality_reason}" if segment.locality_reason else ""))
    if wanted.path >= 0.1:
        told.append(f"全链 {percent(wanted.path)} 的上下游路径经过它")
    return told


def what_relieves(
    place: str, state: SegmentState, wanted: WantedBy, elsewhere: Sequence[Elsewhere], filled_by: Sequence[str]
) -> list[str]:
    """Where it is found near, what is on the way, and what serves in its stead."""
    told = []
    if elsewhere:
        lacks = "没有" if not state.local else "不足"
        told.append(f"{place}{lacks}，但" + "；".join(found.sentence for found in elsewhere))
    if filled_by:
        told.append(f"在补：{'、'.join(filled_by[:3])}，紧迫度相应降低")
    if wanted.substitutes:
        told.append(f"可替代：本地已有 {'、'.join(wanted.substitutes[:3])}，紧迫度相应降低")
    return told


def where_to_look(state: SegmentState) -> str:
    """How many firms elsewhere are known."""
    outside = state.known - len(state.local)
    return f"名录中外地有 {outside} 家同环节企业可供招引" if outside else "名录中尚无外地同环节企业，需另行寻源"


def _buyers(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, state: SegmentState) -> list[str]:
    buyers = [b for b in buyers_of(cover, chain, state) if b.local]
    buyers.sort(key=lambda b: (-b.made, b.index))
    if not buyers:
        return _nobody_buys(cover, chain, state)
    names = "、".join(f"{b.segment.name} {len(b.local)} 家" for b in buyers[:3])
    lead = snapshot.enterprises[buyers[0].local[0]].label
    told = [f"本地下游有 {names}（如 {lead}）需要它，{_wanted(state)}"]
    leaders = _leaders(snapshot, cover, buyers)
    if leaders:
        told.append(f"本地龙头 {'、'.join(leaders[:3])} 直接需要它")
    return told


def _nobody_buys(cover: Coverage, chain: ChainGraph, state: SegmentState) -> list[str]:
    """What speaks for a segment nobody here buys: demand of a further tier, local firms that would sell to it."""
    told = []
    if state.wanted > 0:
        worth = f"约 {wan(state.demand_yuan)} 的" if state.demand_yuan else ""
        told.append(f"本地尚无直接下游；若补齐其下游缺口，将带来{worth}需求")
    fed = [cover.states[chain.index[e.input]] for e in chain.suppliers(state.index) if not e.recycle]
    feeders = sorted((f for f in dict.fromkeys(fed) if f.local), key=lambda f: (-f.made, f.index))
    if feeders and not state.local:
        names = "、".join(f"{f.segment.name} {len(f.local)} 家" for f in feeders[:3])
        more = f" 等 {len(feeders)} 个环节" if len(feeders) > 3 else ""
        told.append(f"本地上游已有 {names}{more}，可就近为它供货")
    return told


def _wanted(state: SegmentState) -> str:
    """Demand in words: a range or a figure of money where revenue is stated, else how many firms buy."""
    if state.direct_demand_yuan is None:
        return f"共 {state.demand_firms} 家下游" + ("、无本地供应" if not state.local else "")
    if state.demand_low_yuan is not None and state.demand_high_yuan is not None:
        ends = dict.fromkeys((wan(state.demand_low_yuan), wan(state.demand_high_yuan)))
        return f"直接需求约 {'—'.join(ends)}（按下游营收 × 主营占比 × 材料成本率 × 投入占比）"
    return f"直接需求约 {wan(state.direct_demand_yuan)}"


def _leaders(snapshot: Snapshot, cover: Coverage, states: Sequence[SegmentState]) -> list[str]:
    """Labels of the leading firms among those of the segments, each once."""
    marks = firm_marks(snapshot)
    firms = [np.array(state.local, dtype=np.int64) for state in states if state.anchors]
    named = [firm for own in firms for firm in own[marks.leads(own, cover.chain)].tolist()]
    return list(dict.fromkeys(snapshot.enterprises[firm].label for firm in named))


def _observed(state: SegmentState) -> list[str]:
    """Observed purchases beside the estimate; a share of firms is called one."""
    seen = state.observed
    if not seen.links:
        return []
    outside = f"，外购自 {'、'.join(seen.outside[:3])}" if seen.outside else ""
    doubt = f"（{seen.unverified} 笔待核实）" if seen.unverified else ""
    if seen.local_rate is None:
        local = f"本地 {seen.local_suppliers} 家（按家数 {percent(seen.local_supplier_share)}）"
        return [f"有记录的本地采购 {seen.links} 笔{doubt}，金额未知，供应商 {seen.suppliers} 家中{local}{outside}"]
    money = f"{wan(seen.purchases_yuan)}，其中本地供货 {percent(seen.local_rate)}"
    told = state.estimated_yuan is not None
    estimate = f"；估算的直接需求为 {wan(state.estimated_yuan)}，以有记录的为准" if told else ""
    return [f"有记录的本地采购 {money}（{seen.links} 笔中 {seen.priced} 笔有金额）{doubt}{outside}{estimate}"]
