"""One import into the database: small ones in one transaction, large ones built beside the graph and switched over."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any
from uuid import uuid4

from chaingraph.errors import StoreUnavailable
from chaingraph.ids import ImportId
from chaingraph.store.base.layers import Row, require_settled, version_of
from chaingraph.store.base.port import ImportBatch
from chaingraph.store.cypher import cypher
from chaingraph.store.cypher.graph_shape import EDGE_BY_TYPE, NODE_BY_LABEL, NODE_FORMS, Edge, Node
from chaingraph.store.cypher.graph_whole import whole_graph
from chaingraph.store.neo4j.batches import BATCH, batched, grouped, send
from chaingraph.store.neo4j.changes import Change, Rows, change_of
from chaingraph.store.neo4j.journal import parts_of
from chaingraph.store.neo4j.reading import JournalRows, Layered, over
from chaingraph.store.neo4j.wire import Wire, Writing

SMALL = 50_000
"""Imports of at most this many rows are one transaction."""
TRIES = 3
LONG = 120.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of the journal: one import more, or one less.

    ``rows`` are those of the import that comes or goes; ``batch`` is None when it goes.
    """

    run: str
    rows: Rows
    batch: ImportBatch | None = None
    gone: str | None = None

    @property
    def size(self) -> int:
        """How many rows come or go."""
        return sum(len(part) for part in self.rows.values())

    def after(self, journal: JournalRows, kind: str, layered: Layered) -> list[tuple[str, Row]]:
        """Rows of a kind as they are afterwards, from what the imports before said of it."""
        if self.batch is None:
            gone = {layer.sequence for layer in journal.layers if layer.id == self.gone}
            return list(over(entry for entry in layered if entry[1] not in gone))
        last = journal.layers[-1].sequence + 1 if journal.layers else 1
        return list(over(sorted([*layered, *_entries(self.rows.get(kind, {}), last)], key=lambda e: e[:2])))


def new_run() -> str:
    """A name for a run that no other has."""
    return uuid4().hex


def in_one(wire: Wire, plan: Plan) -> bool:
    """Store a small plan in one transaction; False when there is nothing to do."""
    with wire.transaction(wire.address.write_seconds) as tx:
        journal = _locked(tx, plan)
        if _done(journal, plan):
            return False
        change = _change(journal, plan)
        _apply(tx, change, plan.run)
        if plan.batch is not None:
            for part in parts_of(plan.run, plan.rows):
                tx.run(cypher.ADD_PARTS, {"rows": [part]})
        _switch(tx, journal, plan)
    return True


def beside(wire: Wire, plan: Plan) -> bool:
    """Store a large plan: its parts and the whole new graph first, then everything becomes visible at once.

    When another import came between, the graph is built again. What a broken run leaves is removed by the next one.
    """
    for _ in range(TRIES):
        journal = JournalRows.at(partial(wire.ask, patience=wire.address.write_seconds))
        if _done(journal, plan):
            return False
        _sweep_up(wire, plan.run)
        _stage(wire, journal, plan)
        if _switched(wire, journal, plan):
            _sweep(wire, cypher.STALE, plan.run)
            return True
        _sweep_up(wire, "")
    raise StoreUnavailable("数据库里一直有别的导入，请稍后再试")


def _locked(tx: Writing, plan: Plan) -> JournalRows:
    """The journal, with every other writer kept out until this transaction ends."""
    tx.run(cypher.LOCK, {"run": plan.run, "empty": version_of([])}, patience=LONG)
    return JournalRows.at(tx.run)  # refuses a newer form, which the lock leaves as it is


def _done(journal: JournalRows, plan: Plan) -> bool:
    there = [ImportId(layer.id) for layer in journal.layers]
    if plan.batch is None:
        return plan.gone not in there
    if plan.batch.id in there:
        return True
    require_settled(plan.batch, there)
    return False


def _change(journal: JournalRows, plan: Plan) -> Change:
    said = {kind: journal.layered(kind, set(part)) for kind, part in plan.rows.items() if part}
    before = {kind: dict(over(layered)) for kind, layered in said.items()}
    after = {kind: dict(plan.after(journal, kind, layered)) for kind, layered in said.items()}
    return change_of(before, after, lambda kind: plan.after(journal, kind, journal.layered(kind)))


def _apply(tx: Writing, change: Change, run: str) -> None:
    for kind_of_edge, edges in groupby(change.drop_edges, key=lambda e: e.type):
        _batches(tx, cypher.drop_edges(EDGE_BY_TYPE[kind_of_edge]), [list(e[1:4]) for e in edges], run)
    for label, nodes in groupby(change.drop_nodes, key=lambda n: n.label):
        _batches(tx, cypher.drop_nodes(NODE_BY_LABEL[label]), [[n.key] for n in nodes], run)
    for label, nodes in groupby(change.nodes, key=lambda n: n.label):
        _batches(tx, cypher.merge_nodes(NODE_BY_LABEL[label]), [[n.key, n.properties] for n in nodes], run)
    for kind_of_edge, edges in groupby(change.edges, key=lambda e: e.type):
        _batches(tx, cypher.merge_edges(EDGE_BY_TYPE[kind_of_edge]), [list(e[1:]) for e in edges], run)


def _batches(tx: Writing, text: str, rows: Sequence[Any], run: str) -> None:
    for part in batched(rows, BATCH):
        tx.run(text, {"rows": part, "run": run})


def _switch(tx: Writing, journal: JournalRows, plan: Plan) -> None:
    """The import becomes visible, or is gone; the state names the new version."""
    state = tx.run(cypher.STATE)[0]
    sequence = int(state[2])
    ids = [layer.id for layer in journal.layers if layer.id != plan.gone]
    if plan.batch is None:
        (run,) = (layer.run for layer in journal.layers if layer.id == plan.gone)
        tx.run(cypher.DROP_IMPORT, {"id": plan.gone})
        tx.run(cypher.DROP_PARTS, {"run": run}, patience=LONG)
    else:
        sequence += 1
        ids.append(plan.batch.id)
        tx.run(cypher.ADD_IMPORT, _card(tx, plan, plan.batch, sequence))
    version = version_of(ids)  # type: ignore[arg-type]
    tx.run(cypher.SWITCH, {"version": version, "sequence": sequence, "run": plan.run})


def _card(tx: Writing, plan: Plan, batch: ImportBatch, sequence: int) -> dict[str, Any]:
    """The import node's values, once the parts that the database has are counted and found complete."""
    parts, rows = tx.run(cypher.COUNT_PARTS, {"run": plan.run}, patience=LONG)[0]
    if rows != plan.size:
        raise StoreUnavailable(f"数据库里有 {rows} 行，应有 {plan.size} 行；导入没有生效，请再试一次")
    return {
        "id": batch.id,
        "sequence": sequence,
        "title": batch.title,
        "at": batch.at,
        "by": batch.by,
        "rows": plan.size,
        "report": batch.report,
        "run": plan.run,
        "parts": parts,
    }


def _stage(wire: Wire, journal: JournalRows, plan: Plan) -> None:
    """Parts, nodes and relationships of the run, not visible yet; counts compared."""
    if plan.batch is not None:
        for group in grouped(parts_of(plan.run, plan.rows)):
            send(wire, cypher.ADD_PARTS, group, plan.run, smallest=1)
    nodes, edges = whole_graph(lambda kind: plan.after(journal, kind, journal.layered(kind)))
    wire.expect(len(nodes) + len(edges))
    for label, some in groupby(nodes, key=lambda n: n.label):
        rows = [[n.key, n.properties] for n in some]
        send(wire, cypher.merge_nodes(NODE_BY_LABEL[label], staged=True), rows, plan.run)
    for name, links in groupby(edges, key=lambda e: e.type):
        rows = [list(e[1:]) for e in links]
        send(wire, cypher.merge_edges(EDGE_BY_TYPE[name], staged=True), rows, plan.run)
    _counted(wire, nodes, edges, plan.run)


def _counted(wire: Wire, nodes: Sequence[Node], edges: Sequence[Edge], run: str) -> None:
    """Compare what the database has of the run with what was sent."""
    sent = Counter(node.label for node in nodes) + Counter(edge.type for edge in edges)
    there = wire.ask(cypher.counts(staged=True), {"run": run}, patience=LONG)[0]
    for name, count in zip(cypher.COUNTED, there, strict=True):
        if count != sent[name]:
            raise StoreUnavailable(f"数据库里 {name} 有 {count} 个，应有 {sent[name]} 个；导入没有生效，请再试一次")


def _switched(wire: Wire, journal: JournalRows, plan: Plan) -> bool:
    """Whether the staged graph became the present one; False when another import came between."""
    with wire.transaction(wire.address.write_seconds) as tx:
        now = _locked(tx, plan)
        if now.layers != journal.layers:
            return False
        for form in NODE_FORMS:
            tx.run(cypher.retire(form), patience=LONG)
        for form in NODE_FORMS:
            tx.run(cypher.promote(form), {"run": plan.run}, patience=LONG)
        _switch(tx, journal, plan)
    return True


def _sweep_up(wire: Wire, run: str) -> None:
    """Remove what runs other than this one left behind."""
    left = wire.ask(cypher.LEFT_BEHIND, patience=wire.address.write_seconds)[0]
    for label in (label for label, there in zip(cypher.WAITING, left, strict=True) if there):
        _sweep(wire, label, run)
    _until_none(wire, cypher.ORPHAN_PARTS, run, 20)


def _sweep(wire: Wire, label: str, run: str) -> None:
    for text in cypher.sweep(label):
        _until_none(wire, text, run, BATCH)


def _until_none(wire: Wire, text: str, run: str, limit: int) -> None:
    while wire.tell(text, {"run": run, "limit": limit}, patience=LONG)[0][0]:
        pass


def _entries(rows: Any, sequence: int) -> Iterator[tuple[str, int, Row]]:
    return ((key, sequence, row) for key, row in rows.items())
