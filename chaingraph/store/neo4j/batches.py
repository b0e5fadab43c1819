"""Rows sent in batches: as large as the server takes them, each a transaction of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from chaingraph.store.neo4j.failures import TooMuch
from chaingraph.store.neo4j.wire import Wire

BATCH = 20_000
PARTS_CHARACTERS = 4_000_000
"""Parts of the journal that are sent together have so many characters."""
SMALLEST_BATCH = 100
"""A database that cannot take so many rows in time takes none."""
SHRINK = 4
T = TypeVar("T")


def send(wire: Wire, text: str, rows: Sequence[Any], run: str, *, smallest: int = SMALLEST_BATCH) -> None:
    """Send all rows; a batch that is too much is sent again as smaller ones, and so are all after it.

    What was too much was not stored, so nothing is stored twice; what is stored is told as it goes.
    Raises TooMuch when the smallest batch is too much.
    """
    sent, size = 0, BATCH
    while sent < len(rows):
        part = rows[sent : sent + size]
        try:
            wire.tell(text, {"rows": part, "run": run}, patience=wire.address.write_seconds)
        except TooMuch:
            if len(part) <= smallest:
                raise
            size = max(len(part) // SHRINK, smallest)
        else:
            sent += len(part)
            wire.told(len(part))


def grouped(parts: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Parts of the journal in groups that one transaction takes.

    >>> [len(group) for group in grouped([{"rows": "x" * 3_000_000}, {"rows": "x"}, {"rows": "x" * 2_000_000}])]
    [2, 1]
    """
    group: list[dict[str, Any]] = []
    size = 0
    for part in parts:
        if group and size + len(part["rows"]) > PARTS_CHARACTERS:
            yield group
            group, size = [], 0
        group.append(part)
        size += len(part["rows"])
    if group:
        yield group


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``.

    >>> list(batched("abc", 2))
    [['a', 'b'], ['c']]
    """
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
