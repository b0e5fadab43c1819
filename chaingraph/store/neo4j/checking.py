"""Whether the database still holds what was written: digests of the journal and records, counts of the graph."""

from collections import Counter
from json import loads

from chaingraph.store.base.layers import named_digest, record_digest
from chaingraph.store.base.port import Damage
from chaingraph.store.cypher import cypher
from chaingraph.store.cypher.graph_whole import whole_graph
from chaingraph.store.neo4j.journal import Head, columns_of
from chaingraph.store.neo4j.reading import JournalRows, over
from chaingraph.store.neo4j.wire import Wire

DIGEST = 16
"""Hexadecimal characters of one row's digest."""


def damaged(wire: Wire) -> tuple[Damage, ...]:
    """Everything that is not as it was written, sorted by kind and key. O(rows)."""
    journal = JournalRows.at(wire.ask)
    found = [damage for head in journal.heads for damage in _of_part(wire, head)]
    for family, key, content, digest in wire.ask(cypher.ALL_RECORDS):
        if digest != record_digest(family, key, content).hex():
            found.append(Damage(f"records/{family}", key, "校验值不符"))
    if not found:
        found += _of_graph(wire, journal)
    return tuple(sorted(found, key=lambda d: (d.kind, d.key)))


def _of_part(wire: Wire, head: Head) -> list[Damage]:
    columns, text, digests = wire.ask(cypher.PART, {"run": head.run, "kind": head.kind, "number": head.number})[0]
    try:
        names = columns_of(head.kind, columns)
        rows = [(row[0], dict(zip(names, row[1:], strict=True))) for row in loads(text)]
    except (ValueError, TypeError, IndexError):
        return [Damage(head.kind, head.first, "内容无法读出")]
    if len(rows) != head.size or len(digests) != DIGEST * head.size:
        return [Damage(head.kind, head.first, "行数不符")]
    return [
        Damage(head.kind, key, "校验值不符")
        for number, (key, values) in enumerate(rows)
        if named_digest(head.kind, key, values).hex() != digests[DIGEST * number : DIGEST * (number + 1)]
    ]


def _of_graph(wire: Wire, journal: JournalRows) -> list[Damage]:
    nodes, edges = whole_graph(lambda kind: over(journal.layered(kind)))
    due = Counter(node.label for node in nodes) + Counter(edge.type for edge in edges)
    there = wire.ask(cypher.counts(), patience=60.0)[0]
    return [
        Damage("graph", name, f"图中有 {count} 个，应有 {due[name]} 个")
        for name, count in zip(cypher.COUNTED, there, strict=True)
        if count != due[name]
    ]
