"""From a store's address to the store."""

from pathlib import Path

from chaingraph.errors import StoreError
from chaingraph.store.memory import MemoryStore
from chaingraph.store.port import Store
from chaingraph.store.sqlite import SqliteStore

DEFAULT_URL = "sqlite:///chaingraph.db"


def open_store(url: str = DEFAULT_URL) -> Store:
    """The store at ``memory:``, ``sqlite:///path``, or a bare file path.

    Raises StoreError when the address names no store this version has.

    >>> open_store("memory:").data_version() == open_store("memory:").data_version()
    True
    """
    if url == "memory:":
        return MemoryStore()
    if url.startswith("sqlite:///"):
        return SqliteStore(Path(url.removeprefix("sqlite:///")))
    if "://" in url:
        raise StoreError(f"不认识的数据库地址“{url.split('://', 1)[0]}://…”：可用 sqlite:///文件 或 memory:")
    return SqliteStore(Path(url))
