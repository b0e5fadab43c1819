"""The store over a Neo4j server: the same answers as the SQLite file, and a graph that analysts can ask."""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KIND_BY_NAME, KINDS
from chaingraph.progress import Progress, silent
from chaingraph.store.base.layers import LayeredFacts, Row, decoded_layers, record_digest, version_of
from chaingraph.store.base.port import Damage, Facts, ImportBatch, ImportRecord
from chaingraph.store.base.recent import Recent
from chaingraph.store.cypher import cypher
from chaingraph.store.cypher.graph_shape import Edge, Node
from chaingraph.store.neo4j.address import Address
from chaingraph.store.neo4j.batches import SMALLEST_BATCH
from chaingraph.store.neo4j.checking import damaged
from chaingraph.store.neo4j.drawing import draw
from chaingraph.store.neo4j.failures import TooMuch
from chaingraph.store.neo4j.journal import rows_of
from chaingraph.store.neo4j.questions import GraphAnswers
from chaingraph.store.neo4j.reading import JournalRows, refuse_newer
from chaingraph.store.neo4j.wire import PATIENCE, Wire
from chaingraph.store.neo4j.writing import SMALL, Plan, beside, in_one, new_run

KEPT_PER_FAMILY = 6
TRUST_SECONDS = 1.0
IMPORT_FIELDS = ("id", "sequence", "title", "at", "by", "rows", "report")


class Neo4jStore(GraphAnswers):
    """A journal of imports for exact answers beside the graph they make; nothing is asked of the server until needed.

    ``small`` is the most rows an import may have to be stored in one transaction. For ``trust`` seconds the version and
    the records are taken to be as they were: what another process writes is seen that much later, what this one
    writes at once.
    """

    def __init__(self, address: Address, *, small: int = SMALL, trust: float = TRUST_SECONDS) -> None:
        self.wire = Wire(address)
        self._recent = Recent(trust, time.monotonic)
        self._small = small
        self._prepared = False
        self._lock = threading.Lock()

    @contextmanager
    def patiently(self, tell: Progress) -> Iterator[None]:
        """For whoever sits at the command line and can wait: every answer may take as long as a write, and how far a
        large import is gets told."""
        wire = self.wire
        wire.patience, wire.tell_progress = wire.address.write_seconds, tell
        try:
            yield
        finally:
            wire.patience, wire.tell_progress = PATIENCE, silent

    def data_version(self) -> DataVersion:
        """See ``Store``."""
        return self._recent.of("version", self._version)

    def _version(self, patience: float | None = None) -> DataVersion:
        found = self.wire.ask(cypher.STATE, patience=patience)
        if not found:
            return version_of([])
        version, schema, _ = found[0]
        refuse_newer(schema)
        return DataVersion(version)

    def read(self, until: int | None = None) -> tuple[DataVersion, Facts]:
        """See ``Store``; what an import said never changes, so its parts may be read one after another."""
        journal = JournalRows.at(self.wire.ask, until)
        found: dict[str, Sequence[tuple[str, Row]]] = {
            kind.name: [(key, row) for key, _, row in journal.layered(kind.name)] for kind in KINDS
        }
        return journal.version, LayeredFacts(found)

    def layers_of(self, kind: str, key: str) -> tuple[tuple[int, Any], ...]:
        """See ``Store``."""
        said = JournalRows.at(self.wire.ask).layered(kind, {key})
        return decoded_layers(KIND_BY_NAME[kind], [(sequence, row) for _, sequence, row in said])

    def said(self, import_id: ImportId) -> Facts:
        """See ``Store``."""
        journal = JournalRows.at(self.wire.ask)
        runs = [layer.run for layer in journal.layers if layer.id == import_id]
        rows = journal.rows_of_run(runs[0]) if runs else {}
        return LayeredFacts({kind.name: list(rows.get(kind.name, {}).items()) for kind in KINDS})

    def write(self, batch: ImportBatch) -> bool:
        """See ``Store``."""
        self._prepare(self.wire.address.write_seconds)
        return self._carry_out(Plan(new_run(), rows_of(batch.facts), batch=batch))

    def undo(self, import_id: ImportId) -> bool:
        """See ``Store``."""
        self._prepare(self.wire.address.write_seconds)
        journal = JournalRows.at(self.wire.ask)
        runs = [layer.run for layer in journal.layers if layer.id == import_id]
        return bool(runs) and self._carry_out(Plan(new_run(), journal.rows_of_run(runs[0]), gone=import_id))

    def _carry_out(self, plan: Plan) -> bool:
        try:
            return self._in_its_way(plan)
        finally:
            self._recent.forget()

    def _in_its_way(self, plan: Plan) -> bool:
        if plan.size <= self._small:
            try:
                return in_one(self.wire, plan)
            except TooMuch:
                if plan.size <= SMALLEST_BATCH:
                    raise
        return beside(self.wire, plan)

    def draw(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        """See ``GraphDrawing``."""
        self._prepare()
        draw(self.wire, nodes, edges)

    def imports(self) -> tuple[ImportRecord, ...]:
        """See ``Store``."""
        rows = self.wire.ask(cypher.IMPORTS)
        return tuple(ImportRecord(**dict(zip(IMPORT_FIELDS, row, strict=True))) for row in rows)

    def cached(self, name: str) -> bytes | None:
        """See ``Store``."""
        found = self.wire.ask(cypher.CACHED_SIZE, {"name": name})
        if not found:
            return None
        content = self.wire.ask(cypher.CACHED, {"name": name}, patience=_patience(found[0][0]))
        return bytes(content[0][0]) if content else None

    def keep(self, name: str, content: bytes) -> None:
        """See ``Store``; the six newest of a family stay."""
        self._prepare()
        family = name.split("/", 1)[0]
        card = {"name": name, "family": family, "content": content, "size": len(content)}
        with self.wire.transaction() as tx:
            tx.run(cypher.KEEP, card, patience=_patience(len(content)))
            tx.run(cypher.FORGET_KEPT, {"family": family, "keep": KEPT_PER_FAMILY})

    def record(self, family: str, key: str) -> str | None:
        """See ``Store``."""
        asked = {"family": family, "key": key}
        found = self._recent.of((family, key), lambda: self.wire.ask(cypher.RECORD, asked))
        return str(found[0][0]) if found else None

    def records(self, family: str, *, last: int | None = None) -> tuple[tuple[str, str], ...]:
        """See ``Store``."""
        asked = {"family": family, "last": last}
        text = cypher.RECORDS if last is None else cypher.LAST_RECORDS
        found = self._recent.of((family, None, last), lambda: self.wire.ask(text, asked))
        return _pairs(found if last is None else reversed(found))

    def families(self) -> tuple[str, ...]:
        """See ``Store``."""
        return tuple(row[0] for row in self.wire.ask(cypher.FAMILIES))

    def put(self, family: str, key: str, content: str | None) -> None:
        """See ``Store``."""
        self._prepare()
        asked: Mapping[str, Any] = {"family": family, "key": key}
        try:
            if content is None:
                self.wire.tell(cypher.FORGET, asked)
            else:
                digest = record_digest(family, key, content).hex()
                self.wire.tell(cypher.PUT, {**asked, "content": content, "digest": digest})
        finally:
            self._recent.forget()

    def verify(self) -> tuple[Damage, ...]:
        """See ``Store``; the graph must also have as many nodes and relationships as the facts say."""
        return damaged(self.wire)

    def close(self) -> None:
        """See ``Store``."""
        self.wire.close()

    def _prepare(self, patience: float | None = None) -> None:
        """Constraints and indexes, once for each process; refuses what a newer version wrote."""
        with self._lock:
            if not self._prepared:
                self._version(patience)
                for text in cypher.CONSTRAINTS:
                    self.wire.alter(text)
                self._prepared = True

    def __enter__(self) -> Self:
        """See ``Store``."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """See ``Store``."""
        self.close()


def _pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(key), str(content)) for key, content in rows)


def _patience(size: int) -> float:
    """Seconds that so many bytes may take."""
    return 4.0 + size / 1_000_000
