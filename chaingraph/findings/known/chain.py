"""The segments of a chain as the chain holds them."""

from dataclasses import dataclass

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.model.chain import Segment, SegmentInput, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSegment:
    """One segment of a chain; ``stage`` is the chain's own or follows from ``tier``, and ``inputs`` what it buys."""

    segment: Segment
    stage: Stage
    tier: int
    inputs: tuple[SegmentInput, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainSize:
    """A chain and its size: how many segments, and how many inputs between them."""

    chain: ChainId
    segments: int
    inputs: int


def chain_sizes(snapshot: Snapshot) -> tuple[ChainSize, ...]:
    """All chains known, by name."""
    return tuple(
        ChainSize(chain=name, segments=len(graph.segments), inputs=len(graph.inputs))
        for name, graph in snapshot.chains.items()
    )


def chain_segments(graph: ChainGraph) -> tuple[ChainSegment, ...]:
    """Segments of a chain in drawing order."""
    return tuple(
        ChainSegment(
            segment=segment,
            stage=graph.stages[number],
            tier=int(graph.tiers[number]),
            inputs=tuple(graph.suppliers(number)),
        )
        for number, segment in enumerate(graph.segments)
    )
