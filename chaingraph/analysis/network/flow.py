"""Flows between the branches of a chain in a place, as observed or as inferred, with circles taken out for drawing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import networkx as nx
import numpy as np

from chaingraph.analysis.standing.bought import bought_stated
from chaingraph.findings.place.flow import Basis, Flow, FlowNode, Flows
from chaingraph.findings.place.gap import Coverage
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.link_columns import current_links
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.chain import Stage

MOST_EXAMPLES = 4


@dataclass(slots=True)
class _Sum:
    amount: float = 0.0
    examples: list[str] = field(default_factory=list)


def flows(snapshot: Snapshot, coverage: Coverage, graph: ChainGraph, basis: Basis) -> Flows:
    """Flows between branches, largest first, ties by name.

    Observed: every supply link of the latest year with one end in the place and both ends on the chain counts 1, from
    the supplier's branch to the buyer's. Inferred: stated local capability of each segment times what it states to buy,

        flow[b, c] = sum of C[s] · A[s, t] over s in branch c, t in branch b,

    in yuan a year, wherever the goods come from. O(links + E).
    """
    nodes = branches(graph)
    pieces = _observed(snapshot, coverage, graph) if basis is Basis.OBSERVED else _inferred(coverage, graph)
    sums: dict[tuple[int, int], _Sum] = {}
    for source, target, amount, example in pieces:
        own = sums.setdefault((source, target), _Sum())
        own.amount += amount
        if example not in own.examples:
            own.examples.append(example)
    between = {pair: own for pair, own in sums.items() if pair[0] != pair[1] and own.amount > 0}
    turned = closing({pair: own.amount for pair, own in between.items()})
    found = [
        Flow(
            source=nodes[a].name,
            target=nodes[b].name,
            amount=own.amount,
            drawn=(a, b) not in turned,
            examples=tuple(own.examples[:MOST_EXAMPLES]),
        )
        for (a, b), own in between.items()
    ]
    used = {name for flow in found for name in (flow.source, flow.target)}
    return Flows(
        place=coverage.place,
        chain=coverage.chain,
        basis=basis,
        nodes=tuple(node for node in nodes if node.name in used),
        flows=tuple(sorted(found, key=lambda flow: (-flow.amount, flow.source, flow.target))),
        within=sum(own.amount for pair, own in sums.items() if pair[0] == pair[1]),
        as_of=coverage.as_of,
        data_version=coverage.data_version,
    )


def branches(graph: ChainGraph) -> tuple[FlowNode, ...]:
    """Branches by stage in the order of the chain; one that runs over two stages is two, its name says which."""
    pairs = list(dict.fromkeys(_homes(graph)))
    pairs.sort(key=lambda pair: list(Stage).index(pair[0]))
    names = [branch for _, branch in pairs]
    return tuple(
        FlowNode(name=branch if names.count(branch) == 1 else f"{branch}（{stage.value}）", stage=stage)
        for stage, branch in pairs
    )


def closing(amounts: dict[tuple[int, int], float]) -> frozenset[tuple[int, int]]:
    """Edges to leave out so that no circle is left: within each circle always the smallest, ties by its ends.

    >>> closing({(1, 2): 5.0, (2, 3): 4.0, (3, 1): 1.0})
    frozenset({(3, 1)})
    """
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_edges_from(sorted(amounts))
    left_out: set[tuple[int, int]] = set()
    while True:
        parts = {node: n for n, part in enumerate(nx.strongly_connected_components(graph)) for node in part}
        inside = [edge for edge in graph.edges if parts[edge[0]] == parts[edge[1]]]
        if not inside:
            return frozenset(left_out)
        smallest = min(inside, key=lambda edge: (amounts[edge], edge))
        graph.remove_edge(*smallest)
        left_out.add(smallest)


def _homes(graph: ChainGraph) -> list[tuple[Stage, str]]:
    """(stage, branch) of every segment; a segment without branch belongs to its stage's own."""
    return [(stage, segment.branch or stage.value) for stage, segment in zip(graph.stages, graph.segments, strict=True)]


def _node_of(graph: ChainGraph) -> list[int]:
    pairs = sorted(dict.fromkeys(_homes(graph)), key=lambda pair: list(Stage).index(pair[0]))
    return [pairs.index(home) for home in _homes(graph)]


def _observed(snapshot: Snapshot, coverage: Coverage, graph: ChainGraph) -> Iterator[tuple[int, int, float, str]]:
    node = _node_of(graph)
    joined = {(graph.index[edge.input], graph.index[edge.output]) for edge in graph.inputs}
    members = snapshot.members(coverage.place)
    for number in np.flatnonzero(current_links(snapshot)).tolist():
        link = snapshot.links[number]
        supplier, buyer = snapshot.index.get(link.supplier), snapshot.index.get(link.buyer)
        if supplier is None or buyer is None or not (members[supplier] or members[buyer]):
            continue
        pair = _segments(_standing(snapshot, graph, supplier), _standing(snapshot, graph, buyer), joined)
        if pair is not None:
            names = f"{snapshot.enterprises[supplier].label}→{snapshot.enterprises[buyer].label}"
            yield node[pair[0]], node[pair[1]], 1.0, names


def _standing(snapshot: Snapshot, graph: ChainGraph, firm: int) -> list[int]:
    """Segments of the chain the firm stands on, the largest part of it first."""
    tags = [t for t in snapshot.tags.of_firm(firm) if t.chain == graph.chain.name and t.key in graph.index]
    return [graph.index[tag.key] for tag in sorted(tags, key=lambda t: (-t.share, -t.score, t.key))]


def _segments(sellers: Sequence[int], buyers: Sequence[int], joined: set[tuple[int, int]]) -> tuple[int, int] | None:
    """The pair of segments a link runs between: one the chain joins, else the largest of both firms."""
    pairs = [(a, b) for a in sellers for b in buyers]
    return next((pair for pair in pairs if pair in joined), pairs[0] if pairs else None)


def _inferred(coverage: Coverage, graph: ChainGraph) -> Iterator[tuple[int, int, float, str]]:
    node = _node_of(graph)
    per_yuan = bought_stated(graph)
    for edge in graph.inputs:
        source, target = graph.index[edge.input], graph.index[edge.output]
        amount = (coverage.states[target].capability_yuan or 0.0) * float(per_yuan[target, source])
        if amount > 0 and not edge.recycle:
            yield node[source], node[target], amount, f"{graph.segments[source].name}→{graph.segments[target].name}"
