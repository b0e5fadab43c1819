"""A chain compiled for arithmetic: segments in order, tiers from the longest path, edges by their ends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx
import numpy as np
import numpy.typing as npt

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.ids import SegmentKey
from chaingraph.model.chain import Chain, Segment, SegmentInput, Stage
from chaingraph.text import holding

STAGES = (Stage.UPSTREAM, Stage.MIDSTREAM, Stage.DOWNSTREAM)


@dataclass(frozen=True, slots=True, eq=False)
class ChainGraph:
    """One chain ready for analysis.

    Attributes
    ----------
    segments
        In drawing order; position is the index s used everywhere.
    tiers
        Shape (S,): length of the longest path from any raw segment, recycling left out; 0 is raw.
    stages
        The declared stage of each segment, or the one its tier gives (thirds of the longest path).
    inputs
        The edges, sorted by (output, input).
    into, out_of
        The edges into and out of each segment, in that order.
    """

    chain: Chain
    segments: tuple[Segment, ...]
    inputs: tuple[SegmentInput, ...]
    tiers: npt.NDArray[np.int64]
    stages: tuple[Stage, ...]
    index: Mapping[SegmentKey, int]
    into: tuple[tuple[SegmentInput, ...], ...]
    out_of: tuple[tuple[SegmentInput, ...], ...]

    @classmethod
    def of(cls, chain: Chain, segments: Iterable[Segment], inputs: Iterable[SegmentInput]) -> "ChainGraph":
        """Compile a chain; edges that touch no known segment are left out. O(S + E)."""
        ordered = tuple(sorted(segments, key=lambda s: (s.order, s.key)))
        index = {segment.key: number for number, segment in enumerate(ordered)}
        edges = tuple(
            sorted((e for e in inputs if e.input in index and e.output in index), key=lambda e: (e.output, e.input))
        )
        tiers = _tiers(len(ordered), [(index[e.input], index[e.output]) for e in edges if not e.recycle])
        stages = _stages(ordered, tiers)
        into: list[list[SegmentInput]] = [[] for _ in ordered]
        out_of: list[list[SegmentInput]] = [[] for _ in ordered]
        for edge in edges:
            into[index[edge.output]].append(edge)
            out_of[index[edge.input]].append(edge)
        return cls(chain, ordered, edges, tiers, stages, index, tuple(map(tuple, into)), tuple(map(tuple, out_of)))

    def key_of(self, name: str) -> SegmentKey:
        """The key of the segment of that key, name or alias. Raises UnknownName or AmbiguousName with choices."""
        if SegmentKey(name) in self.index:
            return SegmentKey(name)
        named = [s.key for s in self.segments if s.name == name] or [s.key for s in self.segments if name in s.aliases]
        if len(named) > 1:
            raise AmbiguousName("环节", name, tuple(named))
        if not named:
            raise UnknownName("环节", name, holding(name, (s.name for s in self.segments))[:6])
        return named[0]

    def suppliers(self, segment: int) -> tuple[SegmentInput, ...]:
        """Edges into a segment."""
        return self.into[segment]

    def buyers(self, segment: int) -> tuple[SegmentInput, ...]:
        """Edges out of a segment."""
        return self.out_of[segment]


def _tiers(size: int, edges: list[tuple[int, int]]) -> npt.NDArray[np.int64]:
    """Longest path from a source; an undeclared cycle counts as one node, so that the answer always exists."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    graph.add_edges_from(edges)
    component = {node: number for number, part in enumerate(nx.strongly_connected_components(graph)) for node in part}
    condensed: nx.DiGraph[int] = nx.DiGraph()
    condensed.add_nodes_from(component.values())
    condensed.add_edges_from((component[a], component[b]) for a, b in edges if component[a] != component[b])
    depth: dict[int, int] = {}
    for node in nx.topological_sort(condensed):
        depth[node] = max((depth[before] + 1 for before in condensed.predecessors(node)), default=0)
    return np.array([depth[component[node]] for node in range(size)], dtype=np.int64)


def _stages(segments: tuple[Segment, ...], tiers: npt.NDArray[np.int64]) -> tuple[Stage, ...]:
    top = int(tiers.max(initial=0)) + 1
    return tuple(
        segment.stage or STAGES[min(2, 3 * int(tier) // top)] for segment, tier in zip(segments, tiers, strict=True)
    )
