"""A transaction on a SQLite connection: all or nothing to write, one moment to read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def framed(connection: sqlite3.Connection, mode: str) -> Iterator[None]:
    """Begin in the mode given, commit at the end of the block, roll back when it raises."""
    connection.execute(f"BEGIN {mode}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
