"""How many paths run from raw to final segments, through whom, how many are covered: counted, never listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx as nx

from chaingraph.graph.chain_graph import ChainGraph


@dataclass(frozen=True, slots=True)
class PathCounts:
    """Counts over all raw-to-final paths of a chain.

    Attributes
    ----------
    total, covered
        PathCounts, and paths on which every segment is covered; exact integers.
    along
        Mean over the paths of the share of their segments that are covered, 0 to 1; None without paths.
    through
        Share of the paths that run through each segment, 0 to 1, in drawing order.
    """

    total: int
    covered: int
    along: float | None
    through: tuple[float, ...]


def count_paths(chain: ChainGraph, covered: Sequence[bool]) -> PathCounts:
    """Counts by dynamic programming along the tiers, recycling edges left out; segments without any edge are no path.

    A raw segment has no supplier, a final one no buyer. With u(s) paths from raw ends to s and d(s) from s to final
    ends, u(s)·d(s) paths run through s; the same recursion over covered segments alone counts the covered paths.
    ``along`` is Σ over s covered of the paths through s ÷ Σ over all s, each path weighing by its length. Segments
    of an undeclared cycle count as one that is covered when all of them are. O(S + E) with exact integers.
    """
    graph, member = _condensed(chain)
    open_ = {node: all(covered[s] for s in graph.nodes[node]["members"]) for node in graph}
    order = list(nx.topological_sort(graph))
    everyone = dict.fromkeys(graph, True)
    ahead, behind = _from_raw(graph, order, everyone), _to_final(graph, order)
    through = {node: ahead[node] * behind[node] for node in graph}
    finals = [node for node in order if not graph.out_degree(node)]
    total = sum(ahead[node] for node in finals)
    walked = _from_raw(graph, order, open_)
    steps = sum(through.values())
    return PathCounts(
        total=total,
        covered=sum(walked[node] for node in finals),
        along=sum(n for node, n in through.items() if open_[node]) / steps if steps else None,
        through=tuple(through[member[s]] / total if s in member and total else 0.0 for s in range(len(covered))),
    )


@lru_cache(maxsize=64)
def _condensed(chain: ChainGraph) -> tuple["nx.DiGraph[int]", dict[int, int]]:
    """The acyclic graph of segments with an edge, and the node of each segment."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from((chain.index[e.input], chain.index[e.output]) for e in chain.inputs if not e.recycle)
    condensed: nx.DiGraph[int] = nx.condensation(graph)
    return condensed, dict(condensed.graph["mapping"])


def _from_raw(graph: "nx.DiGraph[int]", order: Sequence[int], open_: dict[int, bool]) -> dict[int, int]:
    """Paths from raw ends to each node that stay on open nodes."""
    count: dict[int, int] = {}
    for node in order:
        before = list(graph.predecessors(node))
        count[node] = (sum(count[p] for p in before) if before else 1) if open_[node] else 0
    return count


def _to_final(graph: "nx.DiGraph[int]", order: Sequence[int]) -> dict[int, int]:
    """Paths from each node to final ends."""
    count: dict[int, int] = {}
    for node in reversed(order):
        after = list(graph.successors(node))
        count[node] = sum(count[n] for n in after) if after else 1
    return count
