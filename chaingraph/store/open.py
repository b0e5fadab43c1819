"""From a store's address to the store."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Protocol, runtime_checkable

from chaingraph.errors import StoreError
from chaingraph.progress import Progress
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import Store
from chaingraph.store.neo4j.address import address_of, is_neo4j
from chaingraph.store.sqlite import SqliteStore

DEFAULT_URL = "sqlite:///chaingraph.db"


def open_store(url: str = DEFAULT_URL) -> Store:
    """The store at ``memory:``, ``sqlite:///path``, ``neo4j://host[:port]``, or a bare file path.

    A Neo4j server is not asked for anything yet: it may come later than this program.

    Raises StoreError when the address names no store this version has.

    >>> open_store("memory:").data_version() == open_store("memory:").data_version()
    True
    """
    if url == "memory:":
        return MemoryStore()
    if url.startswith("sqlite:///"):
        return SqliteStore(Path(url.removeprefix("sqlite:///")))
    if is_neo4j(url):
        from chaingraph.store.neo4j.store import Neo4jStore  # noqa: PLC0415  the driver would slow every start

        return Neo4jStore(address_of(url))
    if "://" in url:
        known = "sqlite:///文件、neo4j://主机 或 memory:"
        raise StoreError(f"不认识的数据库地址“{url.split('://', 1)[0]}://…”：可用 {known}")
    return SqliteStore(Path(url))


@runtime_checkable
class Patient(Protocol):
    """A store whose answers may be long in coming."""

    def patiently(self, tell: Progress) -> AbstractContextManager[None]:
        """Wait for answers as long as for writes, and tell how far a large one is."""


def patiently(store: Store, tell: Progress) -> AbstractContextManager[None]:
    """For a command that can wait: no answer is given up for being slow; nothing to do for a file."""
    return store.patiently(tell) if isinstance(store, Patient) else nullcontext()
