"""Small worlds for pictures: chains of any size and coverages with every status, made by hand."""

from collections.abc import Sequence

from chaingraph.findings.firm.ecosystem import Ecosystem, EcosystemEdge, EcosystemNode, Nearness
from chaingraph.findings.place.gap import Coverage, SegmentState, SegmentStatus
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag, TagEvidence, TagTable
from chaingraph.ids import ChainId, DataVersion, EnterpriseId, SegmentKey
from chaingraph.library.reader import library
from chaingraph.model.chain import Chain, Segment, SegmentInput, Stage
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import SupplyLink
from chaingraph.model.provenance import Evidence
from chaingraph.store.base.port import empty_facts
from chaingraph.units import Yuan

CITY = Place(kind=PlaceKind.CITY, name="扬州市", province="江苏省", city="扬州市")
CHAIN = ChainId("动力电池")
STATUSES = tuple(SegmentStatus)


def segment(name: str, *, key: str | None = None, stage: Stage | None = None, branch: str | None = None,
            order: int = 0, critical: bool = False, chokepoint: bool = False) -> Segment:  # fmt: skip
    return Segment(
        chain=CHAIN, key=SegmentKey(key or name), name=name, stage=stage, branch=branch, order=order,
        critical=critical, chokepoint=chokepoint,
    )  # fmt: skip


def edge(source: str, target: str, *, recycle: bool = False) -> SegmentInput:
    return SegmentInput(chain=CHAIN, input=SegmentKey(source), output=SegmentKey(target), recycle=recycle)


def library_graph() -> ChainGraph:
    """The built-in battery chain."""
    card = next(card for card in library() if card.chain.name == CHAIN)
    return ChainGraph.of(card.chain, card.segments, card.inputs)


def large_graph(size: int, *, branches: int = 12) -> ChainGraph:
    """A layered chain of so many segments, three inputs each, some recycled."""
    stages = (*(Stage.UPSTREAM,) * 5, *(Stage.MIDSTREAM,) * 4, *(Stage.DOWNSTREAM,) * 2, Stage.SUPPORT)
    segments = []
    for number in range(size):
        branch = number * branches // size
        segments.append(
            segment(
                f"第{number}号环节" + "材料设备系统"[: number % 7],
                key=f"s{number}",
                order=number,
                stage=stages[branch * len(stages) // branches],
                branch=f"第{branch}分支",
                critical=number % 5 == 0,
                chokepoint=number % 7 == 0,
            )
        )
    pairs = {(number, number + step) for number in range(size) for step in (3, 7, 11) if number + step < size}
    inputs = [edge(f"s{a}", f"s{b}") for a, b in sorted(pairs)]
    inputs.append(edge(f"s{size - 1}", "s0", recycle=True))
    return ChainGraph.of(Chain(name=CHAIN), segments, inputs)


def graph_of(segments: Sequence[Segment], inputs: Sequence[SegmentInput] = ()) -> ChainGraph:
    return ChainGraph.of(Chain(name=CHAIN), segments, inputs)


def state(graph: ChainGraph, index: int, status: SegmentStatus, local: tuple[int, ...], known: int) -> SegmentState:
    return SegmentState(
        segment=graph.segments[index], index=index, tier=int(graph.tiers[index]), stage=graph.stages[index],
        status=status, local=local, known=known, backbone=min(1, len(local)), anchors=int(len(local) >= 4),
        made=1e8 * len(local), wanted=3e8, direct=1e8,
        capability_yuan=1e8 * len(local), demand_yuan=3e8, direct_demand_yuan=1e8,
        local_supply_rate=min(1.0, len(local) / 3), hhi=None if not local else 1 / len(local),
        revenue_known=None if not local else 0.5, why=f"本地企业 {len(local)} 家，规则：少于 3 家判为薄弱",
    )  # fmt: skip


LOCAL = {SegmentStatus.STRONG: 5, SegmentStatus.POTENTIAL: 3, SegmentStatus.WEAK: 1}


def coverage_of(graph: ChainGraph, place: Place = CITY) -> Coverage:
    """Every status in turn, firms numbered through."""
    states, firm = [], 0
    for index in range(len(graph.segments)):
        status = STATUSES[(index * 7 + index // 3) % len(STATUSES)]
        count = LOCAL.get(status, 0) + (index % 3 if status is SegmentStatus.STRONG else 0)
        states.append(state(graph, index, status, tuple(range(firm, firm + count)), count + 7 + index % 23))
        firm += count
    present = sum(bool(s.local) for s in states)
    return Coverage(
        place=place, chain=graph.chain.name, states=tuple(states), firms=firm,
        completeness=present / max(1, len(states)), as_of="2026-10-31", data_version="ab12cd34ef56",
    )  # fmt: skip


NEARNESS = tuple(Nearness)
FIRMS = ("凌峰", "江临", "瑞泽", "海晟", "正阳", "云岭", "启明", "宏远")
TRADES = ("精密", "电子", "化工")


def node(tier: int, number: int, *, gap: bool = False, name: str | None = None) -> EcosystemNode:
    return EcosystemNode(
        id=f"{'g' if gap else 'f'}{tier}:{number}", tier=tier, firm=None if gap else 100 * (tier + 3) + number,
        name=name or f"{FIRMS[number % 8]}{TRADES[number % 3]}股份有限公司",
        segment=["六氟磷酸锂", "湿法隔膜", "方形电芯", "新能源乘用车"][number % 4], nearness=NEARNESS[number % 4],
        size_yuan=None if number % 3 else 3.5e8 * (number + 1), observed=number % 2 == 0,
    )  # fmt: skip


def ecosystem_of(sizes: dict[int, int], *, gaps: int = 2, leader: str = "江临时代电池股份有限公司") -> Ecosystem:
    """A leading firm with so many firms in each tier, and gaps among the suppliers."""
    nodes = [node(0, 0, name=leader)]
    edges = []
    for tier, size in sorted(sizes.items()):
        for number in range(size + (gaps if tier < 0 else 0)):
            one = node(tier, number, gap=number >= size)
            nodes.append(one)
            nearer = tier + (1 if tier < 0 else -1)
            inner = f"f{nearer}:{(number * 7 + 3) % sizes[nearer]}" if nearer else "f0:0"
            source, target = (one.id, inner) if tier < 0 else (inner, one.id)
            edges.append(EcosystemEdge(source=source, target=target, observed=one.observed, basis="年报前五名供应商"))
    return Ecosystem(
        firm=300, enterprise=leader, enterprise_id="e1", nodes=tuple(nodes), edges=tuple(edges),
        total={tier: size + 13 * (tier != 0) for tier, size in sizes.items()}, local_supplier_share=0.41,
        observed_links=sum(e.observed for e in edges), inferred_links=sum(not e.observed for e in edges),
        truncated=True, as_of="2026-10-31", data_version="ab12cd34ef56",
    )  # fmt: skip


def enterprise(
    number: int, name: str | None = None, *, city: str = "扬州市", revenue: float | None = None
) -> Enterprise:
    return Enterprise(
        id=EnterpriseId(f"e{number:04d}"),
        name=name or f"{city[:2]}{FIRMS[number % 8]}{TRADES[number % 3]}{number}号有限公司",
        province="江苏省",
        city=city,
        revenue_yuan=Yuan(revenue) if revenue is not None else None,
        evidence=Evidence(source="企业名录（演示）", as_of="2026-10-31", origin="名录.xlsx/企业/3"),
    )


def snapshot_of(coverage: Coverage, *, name: str | None = None, outside: int = 60) -> Snapshot:
    """A snapshot whose local firms are those of the coverage; others sit elsewhere, three segments apart."""
    local = {firm: s.segment.key for s in coverage.states for firm in s.local}
    keys = [s.segment.key for s in coverage.states]
    firms = [enterprise(n, name, revenue=1e8 * (n % 9)) for n in range(len(local))]
    firms += [enterprise(len(local) + n, city="苏州市", revenue=2e8) for n in range(outside)]
    placed = {**local, **{len(local) + n: keys[(n * 3) % len(keys)] for n in range(outside)}}
    tags = [
        (
            Tag(
                chain=coverage.chain, key=SegmentKey(placed[n]), score=0.9, probability=None, share=1.0,
                evidence=(TagEvidence(field="主营产品", text="锂电铜箔", matched="铜箔"),),
            ),
        )
        for n in range(len(firms))
    ]  # fmt: skip
    facts = empty_facts()
    facts["enterprises"] = list(firms)
    facts["supply_links"] = [SupplyLink(supplier=firms[0].id, buyer=firms[7].id, evidence=Evidence(source="2025 年报"))]
    return Snapshot.of(DataVersion("ab12cd34ef56"), facts, {}).tagged(TagTable.of(tags))
