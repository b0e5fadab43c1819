"""The tagger as a map over Arrow batches: the same answer whatever the batches, their order, and who runs it."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chaingraph.graph.moment.shelf import compiled_chains
from chaingraph.ids import EnterpriseId
from chaingraph.model.enterprise import Enterprise
from chaingraph.scale.layout import TAGS, Registry, made_of, offered, write
from chaingraph.settings import Settings
from chaingraph.store.base.port import empty_facts
from chaingraph.tagging.decide.tagger import tag_firms
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex

BATCH = 20_000
READ = (
    "id", "name", "uscc", "province", "city", "district", "park", "industry", "industry_code", "business_scope",
    "offerings", "size_yuan", "stated", "live",
)  # fmt: skip
"""The columns of firms that tags are made of."""
COPIED = ("name", "uscc", "province", "city", "district", "park")


@dataclass(frozen=True, slots=True)
class BatchTagger:
    """Firms in, tags out; pickled once to each process or worker that runs it."""

    index: SegmentIndex
    rules: Settings

    @classmethod
    def built_in(cls, rules: Settings) -> "BatchTagger":
        """The tagger of the built-in chains."""
        return cls(SegmentIndex.of(compiled_chains(empty_facts()).values()), rules)

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The tags of the live firms of a batch, firm by firm, best first."""
        rows = [row for row in batch.to_pylist() if row["live"]]
        found = tag_firms([_words(row) for row in rows], self.index, self.rules)
        said = [
            {
                **{name: row[name] for name in COPIED},
                "firm": row["id"],
                "chain": str(tag.chain),
                "key": str(tag.key),
                "score": tag.score,
                "probability": tag.probability,
                "share": tag.share,
                "yuan": round(row["size_yuan"] * tag.share) if row["stated"] else None,
                "why": tag.evidence[0].sentence if tag.evidence else "",
            }
            for row, tags in zip(rows, found, strict=True)
            for tag in tags
        ]
        return pa.RecordBatch.from_pylist(said, schema=TAGS)


def tag_files(registry: Registry, tagger: BatchTagger, version: str, workers: int = 0) -> int:
    """Tag every partition that changed, on so many processes (0: all cores); how many were tagged anew.

    ``version`` names tagger, library and settings: with the partition's own it says whether tags are still good.
    """
    files = registry.firm_files()
    jobs = [(file, registry.tags / file.name, f"{made_of(file)} {version}") for file in files]
    for stale in set(registry.tags.glob("*")) - {target for _, target, _ in jobs}:
        if stale.is_file():
            stale.unlink()
    due = [job for job in jobs if made_of(job[1]) != job[2]]
    count = min(workers or os.cpu_count() or 1, len(due))
    if count <= 1:
        for job in due:
            _write_tags(tagger, *job)
        return len(due)
    spawned = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, spawned, initializer=_start, initargs=(tagger,)) as pool:
        for done in [pool.submit(_tag, *job) for job in due]:
            done.result()
    return len(due)


def tags_of(tagger: BatchTagger, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The map that both engines run."""
    for batch in batches:
        yield tagger(batch)


_OWN: dict[str, BatchTagger] = {}
"""The tagger of this process, given to it when it was started."""


def _start(tagger: BatchTagger) -> None:
    _OWN["tagger"] = tagger


def _tag(source: Path, target: Path, told: str) -> None:
    _write_tags(_OWN["tagger"], source, target, told)


def _write_tags(tagger: BatchTagger, source: Path, target: Path, told: str) -> None:
    batches = pq.ParquetFile(source).iter_batches(BATCH, columns=list(READ))
    write(pa.Table.from_batches(tags_of(tagger, batches), TAGS), target, told)


def _words(row: dict[str, Any]) -> FirmWords:
    firm = Enterprise(
        id=EnterpriseId(row["id"]),
        **{name: row[name] for name in ("name", "province", "city", "district", "industry", "industry_code")},
        business_scope=row["business_scope"],
    )
    return FirmWords.of(firm, offered(firm, row["offerings"]))
