"""Rows of an import as parts of text, each row with its digest: what is read back is exactly what was written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from json import dumps, loads
from typing import Any, NamedTuple

from chaingraph.model.kinds import KIND_BY_NAME, KINDS
from chaingraph.store.base.columns import FIRST_COLUMNS, in_our_order
from chaingraph.store.base.layers import Row, row_digest

PART_ROWS = 10_000
PART_CHARACTERS = 1_000_000


class Head(NamedTuple):
    """Where rows stand: run, kind, number of the part, how many rows, first and last key."""

    run: str
    kind: str
    number: int
    size: int
    first: str
    last: str


def rows_of(facts: Mapping[str, Sequence[Any]]) -> dict[str, dict[str, Row]]:
    """Encoded rows by kind and key, keys ascending; a key said twice in one import counts as last said."""
    return {
        kind.name: dict(sorted({kind.key_of(fact): kind.encode(fact) for fact in facts.get(kind.name, ())}.items()))
        for kind in KINDS
    }


def parts_of(run: str, rows: Mapping[str, Mapping[str, Row]]) -> Iterator[dict[str, Any]]:
    """Parts of at most 10,000 rows and about a million characters, in order of kind and key."""
    for kind in KINDS:
        for number, chunk in enumerate(_chunks(rows[kind.name].items())):
            digests = b"".join(row_digest(kind, key, row) for key, row in chunk)
            yield {
                "run": run,
                "kind": kind.name,
                "number": number,
                "count": len(chunk),
                "first": chunk[0][0],
                "last": chunk[-1][0],
                "columns": list(kind.column_names),
                "rows": dumps([[key, *row] for key, row in chunk], ensure_ascii=False, separators=(",", ":")),
                "digests": digests.hex(),
            }


def columns_of(kind: str, columns: Sequence[str] | None) -> Sequence[str]:
    """The columns a part's rows have; parts of the first form do not name theirs."""
    return FIRST_COLUMNS[kind] if columns is None else columns


def decoded(kind: str, columns: Sequence[str] | None, text: str) -> list[tuple[str, Row]]:
    """(key, row) pairs of a part of a known kind, the rows in the order of its columns today.

    >>> decoded("products", ["parent", "name"], '[["a","b","a"]]')
    [('a', ('a', 'b', None, None, None))]
    """
    turn = in_our_order(KIND_BY_NAME[kind], columns_of(kind, columns))
    return [(row[0], turn(row[1:])) for row in loads(text)]


def _chunks(pairs: Iterable[tuple[str, Row]]) -> Iterator[list[tuple[str, Row]]]:
    chunk: list[tuple[str, Row]] = []
    size = 0
    for key, row in pairs:
        chunk.append((key, row))
        size += len(key) + sum(len(value) if isinstance(value, str) else 8 for value in row)
        if len(chunk) == PART_ROWS or size >= PART_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
