"""Who could stand in for a lost source or outlet: firms of the place first, then the nearest elsewhere."""

from collections.abc import Container, Iterable

from chaingraph.analysis.standing.near import ORDER, nearness
from chaingraph.findings.firm.drill import SecondSource
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.units import wan

SHOWN = 5


def second_sources(
    snapshot: Snapshot,
    place: Place,
    chain: ChainGraph,
    segments: Iterable[int],
    *,
    fallen: Container[int],
    centre: int,
) -> tuple[int, tuple[SecondSource, ...]]:
    """How many standing firms are on the segments, and the best: local, then nearest to the centre, then by tag.

    O(firms on the segments).
    """
    members = snapshot.members(place)
    origin = snapshot.enterprises[centre]
    ranked = []
    for segment in segments:
        for firm in snapshot.firms_on(chain)[segment]:
            if firm not in fallen and firm != centre:
                tag = snapshot.tag(firm, chain.chain.name, chain.segments[segment].key)
                near = ORDER.index(nearness(origin, snapshot.enterprises[firm]))
                score = tag.score * (0.4 + 0.6 * tag.share**0.4) if tag else 0.0
                ranked.append((not members[firm], near, -score, snapshot.enterprises[firm].id, firm, segment))
    ranked.sort()
    once = {firm: (firm, segment) for *_, firm, segment in reversed(ranked)}
    ordered = dict.fromkeys(firm for *_, firm, _ in ranked)
    best = [once[firm] for firm in list(ordered)[:SHOWN]]
    return len(once), tuple(_told(snapshot, chain, f, s, local=bool(members[f]), origin=origin) for f, s in best)


def _told(
    snapshot: Snapshot, chain: ChainGraph, firm: int, segment: int, *, local: bool, origin: Enterprise
) -> SecondSource:
    enterprise = snapshot.enterprises[firm]
    tag = snapshot.tag(firm, chain.chain.name, chain.segments[segment].key)
    reasons = [piece.sentence for piece in tag.evidence[:1]] if tag else []
    reasons.append("本地企业，可直接对接" if local else f"位于 {enterprise.region.replace('/', '') or '地区不详'}")
    if enterprise.revenue_yuan is not None:
        reasons.append(f"营业收入 {wan(enterprise.revenue_yuan)}")
    signals = [signal for signal in enterprise.signals if signal.on]
    if signals and not local:
        latest = max(signals, key=lambda signal: (signal.on or "", signal.text))
        reasons.append(f"扩张迹象：{latest.kind}（{latest.on}）{latest.text}")
    return SecondSource(
        firm=firm,
        enterprise=enterprise.name,
        enterprise_id=enterprise.id,
        key=chain.segments[segment].key,
        segment=chain.segments[segment].name,
        nearness=nearness(origin, enterprise),
        local=local,
        score=round(tag.score, 4) if tag else 0.0,
        reasons=tuple(reasons),
    )
