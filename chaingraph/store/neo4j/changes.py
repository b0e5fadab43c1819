"""What changes in the graph when rows do: nodes and relationships to set, and those to take away."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chaingraph.model.kinds import KIND_BY_NAME, Kind
from chaingraph.store.base.layers import Row
from chaingraph.store.cypher.graph_shape import (
    EDGE_BY_TYPE,
    NODE_BY_LABEL,
    Edge,
    Node,
    edges_of,
    kinds_touching,
    nodes_of,
)
from chaingraph.store.cypher.graph_whole import by_label

Rows = Mapping[str, Mapping[str, Row]]
"""Overlaid rows by kind and key."""
NodeName = tuple[str, str]
EdgeName = tuple[str, str, str, str]


@dataclass(slots=True)
class Change:
    """Relationships to drop, nodes to drop, nodes to set, relationships to set: in this order."""

    drop_edges: list[Edge] = field(default_factory=list)
    drop_nodes: list[Node] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def change_of(before: Rows, after: Rows, all_rows: Callable[[str], Iterable[tuple[str, Row]]]) -> Change:
    """The change between two states of the same rows; ``all_rows`` gives every row of a kind as it is afterwards.

    A node that appears draws the relationships that waited for it; a shared node (a product) goes only when nobody
    mentions it any more. O(rows changed), and all rows of the kinds that touch a label with new or lost nodes.
    """
    old_nodes, new_nodes = _nodes(before), _nodes(after)
    old_edges, new_edges = _edges(before), _edges(after)
    appeared = by_label(name for name in new_nodes if name not in old_nodes)
    lost = by_label(name for name in old_nodes if name not in new_nodes)
    waited = {edge[:4]: edge for edge in _waiting(appeared, all_rows)}
    changed = {name: edge for name, edge in new_edges.items() if old_edges.get(name) != edge}
    for label in [label for label in lost if NODE_BY_LABEL[label].kind is None]:
        lost[label] -= _mentioned(label, all_rows)
    return Change(
        drop_edges=[old_edges[name] for name in sorted(old_edges) if name not in new_edges],
        drop_nodes=[old_nodes[label, key] for label, keys in sorted(lost.items()) for key in sorted(keys)],
        nodes=[new_nodes[name] for name in sorted(new_nodes) if old_nodes.get(name) != new_nodes[name]],
        edges=sorted((waited | changed).values(), key=lambda edge: edge[:4]),
    )


def _nodes(rows: Rows) -> dict[NodeName, Node]:
    return {node[:2]: node for kind, key, row in _flat(rows) for node in nodes_of(kind, key, row)}


def _edges(rows: Rows) -> dict[EdgeName, Edge]:
    return {edge[:4]: edge for kind, key, row in _flat(rows) for edge in edges_of(kind, key, row)}


def _flat(rows: Rows) -> Iterator[tuple[Kind, str, Row]]:
    return ((KIND_BY_NAME[kind], key, row) for kind, part in rows.items() for key, row in part.items())


def _waiting(appeared: Mapping[str, set[str]], all_rows: Callable[[str], Iterable[tuple[str, Row]]]) -> Iterator[Edge]:
    """Relationships with an end among the nodes that appeared."""
    labels = [label for label in appeared if NODE_BY_LABEL[label].kind is not None]
    for kind in dict.fromkeys(kind for label in labels for kind in kinds_touching(label)):
        for key, row in all_rows(kind):
            for edge in edges_of(KIND_BY_NAME[kind], key, row):
                form = EDGE_BY_TYPE[edge.type]
                if edge.start in appeared.get(form.start[0], ()) or edge.end in appeared.get(form.end[0], ()):
                    yield edge


def _mentioned(label: str, all_rows: Callable[[str], Iterable[tuple[str, Row]]]) -> set[str]:
    """Keys of a shared label that any row names."""
    return {
        node.key
        for kind in kinds_touching(label)
        for key, row in all_rows(kind)
        for node in nodes_of(KIND_BY_NAME[kind], key, row)
        if node.label == label
    }
