"""Where the questions run: DuckDB in this process, or a Spark cluster by its address."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Protocol, cast

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from chaingraph.errors import Refused
from chaingraph.scale.layout import Registry
from chaingraph.scale.tagging import BatchTagger, tag_files

MEMORY = "3GB"


class Engine(Protocol):
    """One place to tag firms and answer expressions in."""

    def tag(self, registry: Registry, tagger: BatchTagger, version: str) -> int:
        """Tag what changed; how many partitions that was."""

    def firms(self, registry: Registry) -> Table:
        """The registry's firms."""

    def tags(self, registry: Registry) -> Table:
        """The registry's tags."""

    def answer(self, expression: Table) -> pa.Table:
        """The rows of an expression over them, in its order."""

    def close(self) -> None:
        """Let go of what it holds."""


class DuckDb:
    """The engine of one machine; what does not fit in memory goes to disk."""

    def __init__(self) -> None:
        self._own = ibis.duckdb.connect(memory_limit=MEMORY)

    def tag(self, registry: Registry, tagger: BatchTagger, version: str) -> int:
        """Tag partitions on all cores."""
        return tag_files(registry, tagger, version)

    def firms(self, registry: Registry) -> Table:
        """The partitions as one table."""
        return self._own.read_parquet([str(file) for file in registry.firm_files()])

    def tags(self, registry: Registry) -> Table:
        """The tags as one table."""
        return self._own.read_parquet([str(file) for file in registry.tag_files()])

    def answer(self, expression: Table) -> pa.Table:
        """The rows."""
        return cast("pa.Table", self._own.to_pyarrow(expression))

    def close(self) -> None:
        """Close the connection."""
        self._own.disconnect()


@contextmanager
def engine_of(address: str) -> Iterator[Engine]:
    """The engine of an address. Raises Refused for one nobody answers to, or without the extra it needs."""
    engine = _opened(address)
    try:
        yield engine
    finally:
        engine.close()


def _opened(address: str) -> Engine:
    if address == "duckdb":
        return DuckDb()
    if not address.startswith(("spark://", "local[", "yarn")):
        raise Refused(f"不认识的引擎“{address}”：可用 duckdb 或 spark://主机:端口")
    try:
        return cast("Engine", import_module("chaingraph.scale.spark").Spark(address))
    except ModuleNotFoundError as error:
        raise Refused(f"缺少 {error.name}：请先安装 chaingraph[spark]") from error
