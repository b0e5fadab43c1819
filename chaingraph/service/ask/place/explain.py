"""Where do the figures of a segment come from?"""

from collections.abc import Iterator, Sequence

from chaingraph.findings.place.explanation import Buyer, Explanation, Figure, Maker
from chaingraph.findings.place.gap import Gap, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import SegmentInput
from chaingraph.service.ask.place.sources import sources_of
from chaingraph.service.workspace import Study

NAMES_SHOWN = 8
YEAR = "元/年"
NOBODY = "库中没有本地企业在这个环节；没有列入名录的企业谁也不知道"


def explain(study: Study, segment: str) -> Explanation:
    """The rules, firms and sources behind one segment. Raises UnknownName or AmbiguousName. O(local firms + edges)."""
    graph, snapshot, cover = study.graph, study.snapshot, study.coverage
    number = graph.index[graph.key_of(segment)]
    state = cover.states[number]
    gap = next((gap for gap in study.gaps if gap.key == state.segment.key), None)
    makers = tuple(_maker(snapshot, firm, graph.chain.name, state.segment.key) for firm in state.local)
    buyers = tuple(_buyer(snapshot, graph, cover.states, edge) for edge in graph.buyers(number))
    return Explanation(
        data_version=snapshot.version,
        place=cover.place,
        chain=graph.chain.name,
        state=state,
        gap=gap,
        figures=tuple(_figures(state, gap)),
        makers=makers,
        buyers=buyers,
        sources=sources_of(snapshot.enterprises[firm] for firm in state.local),
        unknown=tuple(_unknown(state, makers, buyers)),
    )


def _figures(state: SegmentState, gap: Gap | None) -> Iterator[Figure]:
    yield Figure(name="local_firms", value=len(state.local), unit="家", rule="识别到此环节、登记状态正常的本地企业")
    yield Figure(name="absence", value=state.absence, unit="0–1", rule="逐家问本地企业会不会做：Π (1 − 它会做的概率)")
    yield Figure(
        name="capability_yuan", value=state.capability_yuan, unit=YEAR, rule="Σ 本地企业营收 × 计在此环节的占比"
    )
    yield Figure(
        name="demand_yuan", value=state.demand_yuan, unit=YEAR, rule="Σ 本地下游企业营收 × 成本占比，沿上游逐层传递"
    )
    yield Figure(
        name="local_supply_rate", value=state.local_supply_rate, unit="0–1", rule="min(1, 本地产能 ÷ 本地需求)"
    )
    yield Figure(name="hhi", value=state.hhi, unit="0–1", rule="本地企业份额的平方和")
    if gap is not None:
        yield Figure(name="importance", value=gap.importance, unit="0–1", rule="需求、龙头、相邻、关键、路径加权")
        yield Figure(name="deficit", value=gap.deficit, unit="0–1", rule="缺口大小，按缺口类型取式")
        yield Figure(name="severity", value=gap.severity, unit="0–1", rule="重要性 × 缺口大小 × 折减")


def _maker(snapshot: Snapshot, firm: int, chain: ChainId, key: SegmentKey) -> Maker:
    enterprise = snapshot.enterprises[firm]
    tag: Tag | None = next((t for t in snapshot.tags.of_firm(firm) if (t.chain, t.key) == (chain, key)), None)
    return Maker(
        enterprise=enterprise.name,
        enterprise_id=enterprise.id,
        probability=tag.probability if tag else None,
        share=tag.share if tag else 0.0,
        revenue_yuan=enterprise.revenue_yuan,
        words=tuple(piece.sentence for piece in tag.evidence) if tag else (),
        evidence=enterprise.evidence,
    )


def _buyer(snapshot: Snapshot, graph: ChainGraph, states: Sequence[SegmentState], edge: SegmentInput) -> Buyer:
    state = states[graph.index[edge.output]]
    return Buyer(
        key=edge.output,
        segment=state.segment.name,
        cost_share=edge.cost_share,
        cost_share_high=edge.cost_share_high,
        basis=edge.basis or edge.evidence.source,
        confidence=edge.confidence,
        local_firms=len(state.local),
        names=tuple(snapshot.enterprises[firm].name for firm in state.local[:NAMES_SHOWN]),
    )


def _unknown(state: SegmentState, makers: Sequence[Maker], buyers: Sequence[Buyer]) -> Iterator[str]:
    """What nobody has told, in sentences."""
    if not state.local:
        yield NOBODY
    silent = sum(maker.revenue_yuan is None for maker in makers)
    if silent:
        yield f"{len(makers)} 家本地企业中 {silent} 家营收未知，产能按此只能估计"
    if state.demand_yuan is None:
        yield "下游企业营收多未知，不给出需求金额"
    unsaid = [buyer.segment for buyer in buyers if buyer.cost_share is None and buyer.cost_share_high is None]
    if unsaid:
        yield f"成本占比不详：{'、'.join(unsaid)}"
    if state.suspects:
        yield f"{len(state.suspects)} 家本地企业可能会做，尚待摸排"
