"""The schema of each released version as frozen SQL text: ``0001.sql`` makes an empty file one of version 1."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

APPLICATION_ID = 0x43474831  # "CGH1"


@cache
def frozen() -> tuple[str, ...]:
    """The texts in order; the file's user_version says how many have been carried out."""
    folder = files("chaingraph.store").joinpath("schemas")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


def statements(text: str) -> Iterator[str]:
    """The statements of a text, one at a time.

    >>> list(statements("-- two\\nCREATE TABLE a (x);\\nDROP TABLE a;\\n"))
    ['-- two\\nCREATE TABLE a (x);', 'DROP TABLE a;']
    """
    said = ""
    for line in text.splitlines():
        said = f"{said}\n{line}" if said else line
        if sqlite3.complete_statement(said):
            yield said
            said = ""
    if said.strip():
        yield said
