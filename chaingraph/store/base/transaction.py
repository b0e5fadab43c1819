"""A transaction on a SQLite connection: all or nothing to write, one moment to read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from chaingraph.errors import StoreUnavailable


@contextmanager
def framed(connection: sqlite3.Connection, mode: str) -> Iterator[None]:
    """Begin in the mode given, commit at the end of the block, roll back when it raises."""
    try:
        connection.execute(f"BEGIN {mode}")
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(f"数据文件正被占用，请稍后再试：{error}") from error
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
