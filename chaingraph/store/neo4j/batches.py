"""Rows sent in batches: as large as the server takes them, each a transaction of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from chaingraph.store.neo4j.failures import TooMuch
from chaingraph.store.neo4j.wire import Wire

BATCH = 10_000
SMALLEST_BATCH = 100
"""A database that cannot take so many rows in time takes none."""
SHRINK = 4
T = TypeVar("T")


def send(wire: Wire, text: str, rows: Sequence[Any], run: str) -> None:
    """Send all rows; a batch that is too much is sent again as smaller ones, and so are all after it.

    What was too much was not stored, so nothing is stored twice. Raises TooMuch when the smallest batch is too much.
    """
    sent, size = 0, BATCH
    while sent < len(rows):
        part = rows[sent : sent + size]
        try:
            wire.tell(text, {"rows": part, "run": run}, patience=wire.address.write_seconds)
        except TooMuch:
            if len(part) <= SMALLEST_BATCH:
                raise
            size = max(len(part) // SHRINK, SMALLEST_BATCH)
        else:
            sent += len(part)


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of at most ``size``.

    >>> list(batched("abc", 2))
    [['a', 'b'], ['c']]
    """
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part
