"""Computed things in the graph for analysts: drawn in one transaction, in the place of what was drawn before."""

from collections.abc import Sequence
from itertools import groupby

from chaingraph.errors import StoreError
from chaingraph.store.base.layers import version_of
from chaingraph.store.cypher import cypher
from chaingraph.store.cypher.graph_shape import EDGE_BY_TYPE, NODE_BY_LABEL, ON_SEGMENT, Edge, Node
from chaingraph.store.neo4j.batches import BATCH, batched
from chaingraph.store.neo4j.wire import Wire
from chaingraph.store.neo4j.writing import LONG, new_run

MOST = 300_000
"""More than this in one transaction is more than a small server has memory for."""


def draw(wire: Wire, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
    """Nodes and relationships that are no facts; the data version stays. Raises StoreError when there are too many."""
    if len(nodes) + len(edges) > MOST:
        raise StoreError(
            f"要画的有 {len(nodes) + len(edges)} 个，超过一次能画的 {MOST} 个；请改用 export --network neo4j"
        )
    run = new_run()
    with wire.transaction(wire.address.write_seconds) as tx:
        tx.run(cypher.LOCK, {"run": run, "empty": version_of([])}, patience=LONG)
        for text in cypher.UNDRAW:
            tx.run(text, patience=LONG)
        for label, some in groupby(nodes, key=lambda node: node.label):
            for part in batched(some, BATCH):
                rows = [[node.key, node.properties] for node in part]
                tx.run(cypher.draw_nodes(NODE_BY_LABEL[label]), {"rows": rows, "run": run}, patience=LONG)
        for name, links in groupby(edges, key=lambda edge: edge.type):
            form = ON_SEGMENT if name == ON_SEGMENT.type else EDGE_BY_TYPE[name]
            for joined in batched(links, BATCH):
                tx.run(cypher.merge_edges(form), {"rows": [list(e[1:]) for e in joined]}, patience=LONG)
