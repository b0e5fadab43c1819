"""All rows as one property graph: nodes mentioned twice are one, relationships have both their ends."""

from collections.abc import Callable, Iterable, Mapping

from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.store.base.layers import Row
from chaingraph.store.cypher.graph_shape import EDGE_BY_TYPE, Edge, Node, edges_of, nodes_of


def whole_graph(all_rows: Callable[[str], Iterable[tuple[str, Row]]]) -> tuple[list[Node], list[Edge]]:
    """Every node and every relationship with both ends, sorted. O(rows)."""
    nodes: dict[tuple[str, str], Node] = {}
    edges: list[Edge] = []
    for kind in KIND_BY_NAME.values():
        for key, row in all_rows(kind.name):
            for node in nodes_of(kind, key, row):
                nodes[node[:2]] = node
            edges += edges_of(kind, key, row)
    known = by_label(nodes)
    whole = [edge for edge in edges if _has_ends(edge, known)]
    return sorted(nodes.values(), key=lambda n: n[:2]), sorted(whole, key=lambda e: e[:4])


def _has_ends(edge: Edge, known: Mapping[str, set[str]]) -> bool:
    form = EDGE_BY_TYPE[edge.type]
    return edge.start in known.get(form.start[0], ()) and edge.end in known.get(form.end[0], ())


def by_label(names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Keys by label.

    >>> by_label([("Park", "甲园")])
    {'Park': {'甲园'}}
    """
    found: dict[str, set[str]] = {}
    for label, key in names:
        found.setdefault(label, set()).add(key)
    return found
