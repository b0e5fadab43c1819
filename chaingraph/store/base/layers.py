"""Overlay of layered rows into facts, and the digests that name rows and versions; shared by all stores."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from json import JSONEncoder
from operator import itemgetter
from typing import Any

from chaingraph.errors import Outrun
from chaingraph.ids import DataVersion, ImportId
from chaingraph.model.kinds import KIND_BY_NAME, Kind, evidence_cache
from chaingraph.store.base.columns import FIRST_COLUMNS
from chaingraph.store.base.port import ImportBatch

Row = tuple[Any, ...]
DECISION = "decision-"
"""How the ids of imports begin that a person made on a screen."""

PLAIN = JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def row_digest(kind: Kind, key: str, row: Sequence[Any]) -> bytes:
    """Eight bytes that change when any value of the row does, and do not when a column is added to its kind.

    >>> from chaingraph.model.kinds import KIND_BY_NAME
    >>> kind = KIND_BY_NAME["products"]
    >>> row_digest(kind, "a", ["a", None, None, None, None]) == row_digest(kind, "a", ["a", 0, None, None, None])
    False
    """
    first, later = _digested(kind)
    added = {name: value for name, place in later if (value := row[place]) is not None}
    return _digest(kind.name, key, first(row), added)


def named_digest(table: str, key: str, values: Mapping[str, Any]) -> bytes:
    """``row_digest`` of a row of any version, known or not, from its values by column.

    >>> from chaingraph.model.kinds import KIND_BY_NAME
    >>> row = ["a", "b", None, None, None]
    >>> kind = KIND_BY_NAME["products"]
    >>> named_digest("products", "a", dict(zip(kind.column_names, row))) == row_digest(kind, "a", row)
    True
    """
    first = FIRST_COLUMNS.get(table, ())
    added = {name: values[name] for name in sorted(values) if name not in first and values[name] is not None}
    return _digest(table, key, [values.get(name) for name in first], added)


@cache
def _digested(kind: Kind) -> tuple[Callable[[Sequence[Any]], Sequence[Any]], tuple[tuple[str, int], ...]]:
    """The way to the values of the first version's columns in their order, and places of the later ones by name."""
    places = {name: place for place, name in enumerate(kind.column_names)}
    first = FIRST_COLUMNS.get(kind.name, ())
    later = tuple(sorted((name, place) for name, place in places.items() if name not in first))
    return itemgetter(*(places[name] for name in first)) if first else _nothing, later


def _nothing(_: Sequence[Any]) -> tuple[()]:
    return ()


def _digest(table: str, key: str, first: Iterable[Any], added: Mapping[str, Any]) -> bytes:
    """Values of the first version's columns by place, later ones by name and only where known."""
    text = PLAIN.encode([table, key, *first, added] if added else [table, key, *first])
    return hashlib.blake2b(text.encode(), digest_size=8).digest()


def version_of(import_ids: Iterable[ImportId]) -> DataVersion:
    """Digest of import ids in order; the empty store has a version too.

    >>> len(version_of([]))
    16
    """
    return DataVersion(hashlib.blake2b("\n".join(import_ids).encode(), digest_size=8).hexdigest())


def settled_of(import_ids: Iterable[ImportId]) -> DataVersion:
    """Digest of the imports that say who is who: decisions taken on a screen are left out.

    >>> settled_of([ImportId("a"), ImportId("decision-b")]) == version_of([ImportId("a")])
    True
    """
    return version_of(one for one in import_ids if not one.startswith(DECISION))


def require_settled(batch: ImportBatch, import_ids: Iterable[ImportId]) -> None:
    """Raise Outrun when the batch was resolved against other imports than these."""
    if batch.after is not None and batch.after != settled_of(import_ids):
        raise Outrun("您的文件核对期间，别人导入或撤销了数据；请再导入一次")


def record_digest(family: str, key: str, content: str) -> bytes:
    """Eight bytes that change when the record does."""
    return hashlib.blake2b("\n".join((family, key, content)).encode(), digest_size=8).digest()


def decoded_layers(kind: Kind, said: Iterable[tuple[int, Row]]) -> tuple[tuple[int, Any], ...]:
    """(sequence, partial fact) of the rows that layers hold for one key, in the order given."""
    evidence_of = evidence_cache()
    return tuple((sequence, kind.decode(row, evidence_of)) for sequence, row in said)


def overlaid(layered: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
    """One row a key from (key, row) pairs sorted by key, then layer: a later value wins, an unknown one leaves the
    earlier.

    >>> none = (None, None, None)
    >>> list(overlaid([("a", (1, 2, *none)), ("a", (None, 3, *none)), ("b", (4, None, *none))]))
    [('a', (1, 3, None, None, None)), ('b', (4, None, None, None, None))]
    """
    current_key: str | None = None
    current: Row = ()
    for key, row in layered:
        if key == current_key:
            current = _over(current, row)
            continue
        if current_key is not None:
            yield current_key, current
        current_key, current = key, row
    if current_key is not None:
        yield current_key, current


def overlay(kind: Kind, layered: Iterable[tuple[str, Row]]) -> list[Any]:
    """Facts from (key, row) pairs sorted by key, then layer."""
    evidence_of = evidence_cache()
    return [kind.decode(row, evidence_of) for _, row in overlaid(layered)]


class LayeredFacts(Mapping[str, Sequence[Any]]):
    """Facts by kind name, each kind overlaid and decoded when it is first asked for; the rows are of one moment."""

    def __init__(self, rows: Mapping[str, Sequence[tuple[str, Row]]]) -> None:
        self._rows = rows
        self._facts: dict[str, list[Any]] = {}

    def __getitem__(self, name: str) -> Sequence[Any]:
        """Facts of the kind, sorted by natural key."""
        if name not in self._facts:
            self._facts[name] = overlay(KIND_BY_NAME[name], self._rows[name])
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        """Kind names."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many kinds."""
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        """Whether all facts are the same."""
        return isinstance(other, Mapping) and dict(self) == dict(other)

    __hash__ = None  # type: ignore[assignment]


def _over(lower: Row, upper: Row) -> Row:
    """One row over another; the evidence triple moves as one."""
    values = tuple(u if u is not None else v for v, u in zip(lower[:-3], upper[:-3], strict=True))
    evidence = upper[-3:] if any(part is not None for part in upper[-3:]) else lower[-3:]
    return values + evidence
