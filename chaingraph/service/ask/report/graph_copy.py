"""The whole graph as analysts want it: facts, the built-in chains in use, and the segments each firm stands on."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from chaingraph.errors import Refused
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.kinds import KIND_BY_FACT, KIND_BY_NAME
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.layers import Row
from chaingraph.store.cypher.graph_csv import write_graph_csv
from chaingraph.store.cypher.graph_shape import (
    EDGE_FORMS,
    NODE_FORMS,
    ON_SEGMENT,
    SHOWN_SEPARATOR,
    Edge,
    Node,
)
from chaingraph.store.cypher.graph_whole import whole_graph
from chaingraph.store.cypher.questions import GraphDrawing

Rows = Mapping[str, Sequence[tuple[str, Row]]]
KEYS = {form.label: form.key for form in NODE_FORMS}
ENDS = {form.type: (form.start[0], form.end[0]) for form in (*EDGE_FORMS, ON_SEGMENT)}


def write_copy(workspace: Workspace, folder: Path) -> tuple[int, int]:
    """CSV files for ``neo4j-admin database import``; how many nodes and relationships. O(facts + tags)."""
    nodes, edges = copy_of(workspace.snapshot())
    return write_graph_csv(folder, nodes, edges, keys=KEYS, ends=ENDS)


def draw(workspace: Workspace) -> tuple[int, int]:
    """Draw what is computed into the store's own graph; how many nodes and relationships that is.

    Raises Refused when the store has no graph.
    """
    store = workspace.store
    if not isinstance(store, GraphDrawing):
        raise Refused("这个数据库里没有图，只有 Neo4j 需要画；请用 --store neo4j://主机")
    snapshot = workspace.snapshot()
    nodes, edges = copy_of(snapshot)
    rows = _rows(snapshot)
    own_nodes, own_edges = whole_graph(lambda kind: rows[kind])
    there = {node[:2] for node in own_nodes}, {edge[:4] for edge in own_edges}
    more = [node for node in nodes if node[:2] not in there[0]], [e for e in edges if e[:4] not in there[1]]
    store.draw(*more)
    return len(more[0]), len(more[1])


def copy_of(snapshot: Snapshot) -> tuple[list[Node], list[Edge]]:
    """Nodes and relationships, sorted: what the facts say, built-in chains that any firm stands on, and tags."""
    rows = _with_chains(snapshot)
    nodes, edges = whole_graph(lambda kind: rows[kind])
    segments = {node.key for node in nodes if node.label == "Segment"}
    return nodes, sorted([*edges, *_standing(snapshot, segments)], key=lambda edge: edge[:4])


def _rows(snapshot: Snapshot) -> Rows:
    return {
        name: [(kind.key_of(fact), kind.encode(fact)) for fact in snapshot.facts[name]]
        for name, kind in KIND_BY_NAME.items()
    }


def _with_chains(snapshot: Snapshot) -> Rows:
    """Rows of the facts, and after them those of chains in use that the facts do not have."""
    rows = {name: dict(pairs) for name, pairs in _rows(snapshot).items()}
    for name in sorted({tag.chain for tag in snapshot.tags.rows}):
        graph = snapshot.chains[name]
        for fact in (graph.chain, *graph.segments, *graph.inputs):
            kind = KIND_BY_FACT[type(fact)]
            rows[kind.name].setdefault(kind.key_of(fact), kind.encode(fact))
    return {name: list(pairs.items()) for name, pairs in rows.items()}


def _standing(snapshot: Snapshot, segments: set[str]) -> list[Edge]:
    """A relationship a tag, with how well the firm fits and which share of its size counts there."""
    return [
        Edge(
            ON_SEGMENT.type,
            snapshot.enterprises[int(firm)].id,
            segment,
            "",
            {"score": float(tag.score), "share": float(tag.share)},
        )
        for firm, tag in zip(snapshot.tags.firm_of_row(), snapshot.tags.rows, strict=True)
        if (segment := f"{tag.chain}{SHOWN_SEPARATOR}{tag.key}") in segments
    ]
