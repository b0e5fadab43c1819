"""Where a place's chain hangs by a thread: lone sources, segments every path runs through, concentration."""

from dataclasses import dataclass

import networkx as nx

from chaingraph.analysis.what_if.collapse import collapse
from chaingraph.analysis.what_if.dependence import Dependence, buying_segments, dependence
from chaingraph.findings.firm.drill import Chokepoint, LossDepth
from chaingraph.findings.place.gap import Coverage, SegmentState
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

RAW = -1
"""The virtual source that feeds every local segment without a local supplier."""


def chokepoints(snapshot: Snapshot, cover: Coverage, chain: ChainGraph, rules: Settings) -> tuple[Chokepoint, ...]:
    """Local segments the chain hangs on, those that would take most firms along first, then in drawing order.

    Single source: one local firm, and local firms on segments that buy from it. Dominates: segments that no path of
    local segments from raw materials reaches without it, under the assumption that any one input path is enough, so
    what is named here cannot be walked around even then. Cuts: articulation point of the local segments. HHI: at least
    ``concentrated_hhi`` with local buyers. What would fall is the drill with all its firms gone. O(S · needs).
    Sources: Lengauer and Tarjan (1979) for dominators, Hopcroft and Tarjan (1973) for articulation points,
    Herfindahl and Hirschman for concentration. Nothing is named that nothing hangs on.
    """
    web = dependence(snapshot, cover.place, chain)
    lines = _Lines.of(chain, [bool(state.local) for state in cover.states])
    found = [_point(snapshot, cover, chain, state, web, lines, rules) for state in cover.states if state.local]
    kept = [point for point in found if point is not None]
    return tuple(sorted(kept, key=lambda p: (-p.hit_firms, -len(p.dominates), chain.index[p.key])))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The chain's local segments as a graph: which dominate which, and which hold it together."""

    dominated: dict[int, tuple[int, ...]]
    cuts: frozenset[int]

    @classmethod
    def of(cls, chain: ChainGraph, local: list[bool]) -> "_Lines":
        """The lines of a chain over the segments with a local firm."""
        graph = local_graph(chain, local)
        return cls(dominated_by(graph), frozenset(nx.articulation_points(graph.to_undirected(as_view=True))))


def local_graph(chain: ChainGraph, local: list[bool]) -> "nx.DiGraph[int]":
    """Segments with a local firm, an edge with the goods; recycling and equipment left out."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(segment for segment, here in enumerate(local) if here)
    for edge in chain.inputs:
        ends = chain.index[edge.input], chain.index[edge.output]
        if not edge.recycle and not edge.capital and local[ends[0]] and local[ends[1]]:
            graph.add_edge(*ends)
    return graph


def dominated_by(graph: "nx.DiGraph[int]") -> dict[int, tuple[int, ...]]:
    """For each segment the others that every path from raw materials reaches only through it, ascending. O(S + E).

    >>> dominated_by(nx.DiGraph([(0, 1), (1, 2), (0, 3), (3, 2)]))[0]
    (1, 2, 3)
    """
    fed = graph.copy()
    fed.add_edges_from((RAW, node) for node in list(graph) if not graph.in_degree(node))
    above = nx.immediate_dominators(fed, RAW) if fed.has_node(RAW) else {}
    found: dict[int, list[int]] = {node: [] for node in graph}
    for node in sorted(graph):
        step = above.get(node)
        while step is not None and step != RAW:
            found[step].append(node)
            step = above.get(step)
    return {node: tuple(others) for node, others in found.items()}


def _point(
    snapshot: Snapshot,
    cover: Coverage,
    chain: ChainGraph,
    state: SegmentState,
    web: Dependence,
    lines: _Lines,
    rules: Settings,
) -> Chokepoint | None:
    wanted = any(cover.states[buyer].local for buyer in buying_segments(chain, state.index))
    single = snapshot.enterprises[state.local[0]].label if len(state.local) == 1 and wanted else None
    dominates = lines.dominated.get(state.index, ())
    crowded = wanted and state.hhi is not None and state.hhi >= rules.concentrated_hhi
    if not (single or dominates or crowded or state.index in lines.cuts):
        return None
    hit = _hit(web, cover, state)
    if not (single or dominates or hit[2]):
        return None
    names = tuple(chain.segments[other].name for other in dominates)
    return Chokepoint(
        key=state.segment.key,
        segment=state.segment.name,
        stage=state.stage,
        firms=len(state.local),
        single_source=single,
        dominates=names,
        cuts=state.index in lines.cuts,
        hhi=state.hhi,
        hit_segments=hit[0],
        hit_firms=hit[1],
        worst_firms=hit[2],
        reasons=_reasons(state, single, names, cuts=state.index in lines.cuts, hit=hit, rules=rules),
    )


def _hit(web: Dependence, cover: Coverage, state: SegmentState) -> tuple[int, int, int]:
    """Segments and firms that lose their last local partner with it, and firms that fall in the worst case."""
    fallen = collapse(web, web.of_segment(state.index))
    firms = {firm: depth for firm, depth in fallen.firms().items() if firm not in state.local}
    near = {node for node in fallen.positions() if fallen.depth(node) is not LossDepth.FAR}
    others = (web.of_segment(other.index) for other in cover.states if other.local and other is not state)
    whole = sum(near.issuperset(nodes) for nodes in others)
    return whole, sum(depth is not LossDepth.FAR for depth in firms.values()), len(firms)


def _reasons(
    state: SegmentState,
    single: str | None,
    dominates: tuple[str, ...],
    *,
    cuts: bool,
    hit: tuple[int, int, int],
    rules: Settings,
) -> tuple[str, ...]:
    reasons = []
    if single:
        reasons.append(f"单一来源：本地只有 {single} 一家，而本地有企业处在它的下游")
    elif state.hhi is not None and state.hhi >= rules.concentrated_hhi:
        reasons.append(f"供给集中：集中度 {state.hhi:.2f}，达到警戒线 {rules.concentrated_hhi:g}")
    if dominates:
        shown = "、".join(dominates[:4]) + (f" 等 {len(dominates)} 个" if len(dominates) > 4 else "")
        reasons.append(f"必经环节：本地从原料到 {shown} 的每条路径都经过它")
    if cuts:
        reasons.append("连接点：少了它，本地的链断成互不相连的几段")
    if hit[1]:
        worst = f"，外地也补不上时最坏波及 {hit[2]} 家" if hit[2] > hit[1] else ""
        reasons.append(f"若它停摆，{hit[1]} 家本地企业失去唯一的本地来源或销路{worst}")
    return tuple(reasons)
