"""What the drawer of the explorer says of each segment and firm, and what each is found by; plain text only."""

from collections.abc import Iterable, Mapping
from typing import Any

from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import TagEvidence
from chaingraph.pinyin import keys
from chaingraph.units import percent, wan
from visual.explorer.firms import LISTED, Bench
from visual.panorama.cards import badges

FOUND_FIRMS = 2_000
"""At most so many firms are carried along for the search; local ones first."""

Record = dict[str, Any]


def segment_records(coverage: Coverage, graph: ChainGraph, seated: Mapping[str, Bench]) -> dict[str, Record]:
    """By segment key: status and why, firms, suppliers and buyers."""
    return {state.segment.key: _segment(state, graph, seated[state.segment.key]) for state in coverage.states}


def _segment(state: SegmentState, graph: ChainGraph, bench: Bench) -> Record:
    segment = state.segment
    facts = [
        ("状态", f"{state.status.letter} · {state.status.value}"),
        ("位置", " / ".join(filter(None, (state.stage.value, segment.branch)))),
        ("本地企业", f"{len(state.local)} 家（骨干 {state.backbone} 家）"),
        ("名录企业", f"{state.known} 家"),
        ("本地配套率", percent(state.local_supply_rate)),
        (
            "本地需求",
            wan(state.demand_yuan)
            if state.demand_yuan
            else f"{state.demand_firms} 家下游"
            if state.demand_firms
            else "—",
        ),
        ("标记", "、".join(name for name, _ in badges(state))),
        ("卡点说明", segment.chokepoint_note or ""),
        ("释义", segment.definition or ""),
    ]
    return {
        "name": segment.name,
        "letter": state.status.letter,
        "why": state.why,
        "facts": [fact for fact in facts if fact[1]],
        "local": list(bench.local[:LISTED]),
        "localMore": max(0, len(bench.local) - LISTED),
        "outside": list(bench.outside[:LISTED]),
        "outsideMore": max(0, len(bench.outside) - LISTED),
        "inputs": sorted(edge.input for edge in graph.suppliers(state.index)),
        "outputs": sorted(edge.output for edge in graph.buyers(state.index)),
        "keys": "\n".join(keys(word) for word in (segment.name, *segment.aliases[:6])),
    }


def _wanted(state: SegmentState) -> str:
    """Local demand: money where it is known, else how many firms buy."""
    if state.demand_yuan:
        return wan(state.demand_yuan)
    return f"{state.demand_firms} 家下游" if state.demand_firms else "—"


def firm_records(
    coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, seated: Mapping[str, Bench]
) -> dict[str, Record]:
    """By firm index as text: who the firm is, where it stands on the chain and who says so."""
    known = frozenset[str](state.segment.key for state in coverage.states)
    return {
        str(firm): _firm(firm, graph, snapshot, known, local=local)
        for firm, local in _carried(coverage, seated).items()
    }


def _carried(coverage: Coverage, seated: Mapping[str, Bench]) -> dict[int, bool]:
    """The firms the page knows: whether each is local."""
    ordered = [seated[state.segment.key] for state in coverage.states]
    chosen = {firm: True for bench in ordered for firm in (*bench.named, *bench.local[:LISTED]) if firm in bench.local}
    for firm in (firm for bench in ordered for firm in (*bench.named, *bench.outside[:LISTED])):
        chosen.setdefault(firm, False)
    for firm in (firm for bench in ordered for firm in bench.local):
        if len(chosen) < FOUND_FIRMS:
            chosen.setdefault(firm, True)
    return dict(sorted(chosen.items()))


def _firm(firm: int, graph: ChainGraph, snapshot: Snapshot, known: frozenset[str], *, local: bool) -> Record:
    enterprise = snapshot.enterprises[firm]
    facts = [
        ("统一社会信用代码", enterprise.uscc or ""),
        ("所在地", enterprise.region or "不详"),
        ("园区", enterprise.park or ""),
        ("营业收入", wan(enterprise.revenue_yuan)),
        ("资质", "、".join(enterprise.qualifications)),
        ("上市情况", enterprise.listing),
        ("来源", enterprise.evidence.caption),
    ]
    tags = [tag for tag in snapshot.tags.of_firm(firm) if tag.chain == graph.chain.name and tag.key in known]
    return {
        "name": enterprise.name,
        "short": enterprise.label,
        "local": local,
        "facts": [fact for fact in facts if fact[1]],
        "segments": [{"key": tag.key, "why": "；".join(_sentences(tag.evidence[:3])) or "由系统识别"} for tag in tags],
        "keys": "\n".join(keys(word) for word in dict.fromkeys((enterprise.name, enterprise.label))),
    }


def _sentences(evidence: Iterable[TagEvidence]) -> list[str]:
    return [each.sentence for each in evidence]
