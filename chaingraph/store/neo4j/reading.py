"""Reading the journal: which imports count, where a key stands, and all rows of a kind laid over one another."""

import logging
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from chaingraph.errors import StoreError, StoreUnavailable
from chaingraph.ids import DataVersion
from chaingraph.model.kinds import KIND_BY_NAME
from chaingraph.store.base.columns import told_unknown, unknown_columns
from chaingraph.store.base.layers import Row, overlaid, version_of
from chaingraph.store.cypher import cypher
from chaingraph.store.neo4j.journal import Head, columns_of, decoded

LOG = logging.getLogger("chaingraph.store")
Layered = list[tuple[str, int, Row]]
"""(key, import sequence, row) sorted by key, then sequence."""


class Ask(Protocol):
    """A statement and its parameters to rows: ``Wire.ask``, or ``Writing.run`` inside a transaction."""

    def __call__(self, text: str, parameters: Mapping[str, Any] | None = None, /) -> list[list[Any]]:
        """The rows."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One import of the journal: its id, sequence, run and how many parts it has."""

    id: str
    sequence: int
    run: str
    parts: int


@dataclass(frozen=True, slots=True)
class JournalRows:
    """The imports that count at one moment, and where their rows are; the rows themselves never change.

    What only a newer version knows is told once and left out: columns in ``layered``, whole tables here.
    """

    ask: Ask
    layers: tuple[Layer, ...]
    heads: tuple[Head, ...]

    @classmethod
    def at(cls, ask: Ask, until: int | None = None) -> "JournalRows":
        """The journal of now, or as of an earlier import sequence.

        Raises StoreUnavailable when parts are missing: an import was undone while this was read. Raises StoreError when
        the journal has a newer form.
        """
        rows = ask(cypher.IMPORT_RUNS)
        for schema in {row[0] for row in rows}:
            refuse_newer(schema)
        seen = tuple(Layer(*row[1:]) for row in rows if row[1] is not None)
        layers = tuple(layer for layer in seen if until is None or layer.sequence <= until)
        heads = tuple(Head(*row) for row in ask(cypher.PARTS_HEADS, {"runs": [layer.run for layer in layers]}))
        if len(heads) != sum(layer.parts for layer in layers):
            raise StoreUnavailable("读取期间有导入被撤销，请再试一次")
        for table in sorted({head.kind for head in heads} - set(KIND_BY_NAME)):
            LOG.warning(told_unknown(table))
        return cls(ask, layers, tuple(head for head in heads if head.kind in KIND_BY_NAME))

    @property
    def version(self) -> DataVersion:
        """Digest of the import ids in order."""
        return version_of(layer.id for layer in self.layers)  # type: ignore[misc]

    @property
    def sequences(self) -> dict[str, int]:
        """Import sequence by run."""
        return {layer.run: layer.sequence for layer in self.layers}

    def layered(self, kind: str, keys: Collection[str] | None = None) -> Layered:
        """What each import says of a kind, or of these keys of it. O(rows of the parts that may hold them)."""
        wanted = None if keys is None else sorted(keys)
        sequences = self.sequences
        found: Layered = []
        unknown: set[str] = set()
        for head in self.heads:
            if head.kind == kind and (wanted is None or _may_hold(head, wanted)):
                sequence = sequences[head.run]
                columns, rows = self.part(head)
                unknown.update(unknown_columns(KIND_BY_NAME[kind], columns))
                found += [(key, sequence, row) for key, row in rows if keys is None or key in keys]
        if unknown:
            LOG.warning(told_unknown(kind, sorted(unknown)))
        return sorted(found, key=lambda entry: entry[:2])

    def part(self, head: Head) -> tuple[Sequence[str], list[tuple[str, Row]]]:
        """The columns of one part as they were written, and its rows in our order."""
        rows = self.ask(cypher.PART, {"run": head.run, "kind": head.kind, "number": head.number})
        if not rows:
            raise StoreUnavailable("读取期间有导入被撤销，请再试一次")
        columns, text, _ = rows[0]
        return columns_of(head.kind, columns), decoded(head.kind, columns, text)

    def rows_of_run(self, run: str) -> dict[str, dict[str, Row]]:
        """All rows one import said, by kind and key."""
        found: dict[str, dict[str, Row]] = {}
        for head in self.heads:
            if head.run == run:
                found.setdefault(head.kind, {}).update(self.part(head)[1])
        return found


def refuse_newer(schema: int) -> None:
    """Return when this version can read the journal; raise StoreError otherwise."""
    if schema > cypher.SCHEMA:
        raise StoreError(
            f"这个 Neo4j 数据库由更新的版本写成（结构 {schema}，本程序认识到 {cypher.SCHEMA}），"
            "未作任何改动；请换用新版程序"
        )


def over(layered: Iterable[tuple[str, int, Row]]) -> Iterator[tuple[str, Row]]:
    """One row a key, later imports over earlier ones."""
    return overlaid((key, row) for key, _, row in layered)


def _may_hold(head: Head, wanted: Sequence[str]) -> bool:
    """Whether any wanted key lies between the first and the last of the part."""
    place = bisect_left(wanted, head.first)
    return place < len(wanted) and wanted[place] <= head.last


Rows = Callable[[str], Iterable[tuple[str, Row]]]
