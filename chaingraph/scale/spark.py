"""The engine of a cluster: tags by ``mapInArrow``, the tagger broadcast once, and sums by ibis; needs pyspark."""

import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any, cast

import ibis
import pyarrow as pa
from ibis.expr.types import Table
from pyspark.sql import SparkSession

from chaingraph.scale.layout import Registry
from chaingraph.scale.tagging import READ, BatchTagger, tags_of

WORDS = ["firm", "name", "uscc", "province", "city", "district", "park", "chain", "key"]
NUMBERS = ["score", "probability", "share"]
SCHEMA = ", ".join(
    [*(f"`{w}` string" for w in WORDS), *(f"`{n}` double" for n in NUMBERS), "yuan bigint", "why string"]
)
BATCH = "5000"
TAGGING = "tagging"


class Spark:
    """A session of a cluster that sees the registry's folder under the same path, and has this package installed."""

    def __init__(self, master: str) -> None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        path = os.pathsep.join(entry for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep) if entry)
        maker = SparkSession.builder.master(master).appName("chaingraph registry")
        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.sql.session.timeZone": "UTC",
            "spark.sql.execution.arrow.maxRecordsPerBatch": BATCH,
            "spark.executorEnv.PYTHONPATH": path,
            "spark.executorEnv.OPENBLAS_NUM_THREADS": "1",
        }
        for name, value in settings.items():
            maker = maker.config(name, value)
        self._session = maker.getOrCreate()
        self._own = ibis.pyspark.connect(self._session)

    def tag(self, registry: Registry, tagger: BatchTagger, version: str) -> int:  # noqa: ARG002
        """Tag every firm; the tags replace those before. The number of partitions."""
        files = registry.firm_files()
        shared = self._session.sparkContext.broadcast(tagger)
        firms = self._session.read.parquet(*map(str, files)).select(*READ)
        self._session.sparkContext.setJobGroup(TAGGING, "tag the firms of a registry")
        tags = firms.mapInArrow(partial(_mapped, shared), SCHEMA)
        tags.write.mode("overwrite").parquet(str(registry.tags))
        return len(files)

    def firms(self, registry: Registry) -> Table:
        """The partitions as one table."""
        return self._own.read_parquet(str(registry.firm_files()[0].parent))

    def tags(self, registry: Registry) -> Table:
        """The tags as one table."""
        return self._own.read_parquet(str(registry.tag_files()[0].parent))

    def answer(self, expression: Table) -> pa.Table:
        """The rows."""
        return cast("pa.Table", self._own.to_pyarrow(expression))

    def tracker(self) -> Any:
        """What the cluster is working at, by stages."""
        return self._session.sparkContext.statusTracker()

    def close(self) -> None:
        """End the session."""
        self._session.stop()


def _mapped(shared: Any, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same map as elsewhere, with the tagger that the worker was sent."""
    return tags_of(shared.value, batches)
