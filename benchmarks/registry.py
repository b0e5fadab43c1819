"""A registry of invented firms on DuckDB: seconds to build, tag, add up and search, firms a second, peak memory.

    python -m benchmarks.registry [--rows 100000] [--seed 1]

The firms are those of ``benchmarks.registry_export``, as a CSV file. Prints the rows of docs/scale.md.
"""

import argparse
import csv
import os
import random
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.registry_export import HEADERS, _firm, places
from chaingraph.library.gazetteer import Spot
from chaingraph.scale.engines import engine_of
from chaingraph.scale.layout import Registry
from chaingraph.scale.questions import Where, aggregate, targets
from chaingraph.scale.tagging import BatchTagger, tag_files
from chaingraph.settings import Settings
from loaders.registry.parts import read_input
from loaders.registry.settle import settle


def export(path: Path, rows: int, seed: int) -> None:
    """Write the firms as a CSV file."""
    chance, known = random.Random(seed), places()
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADERS)
        writer.writerows(_firm(chance, known, number)[1] for number in range(rows))


def timed(what: str, rows: int, act: Callable[[], Any]) -> Any:
    """The answer of an act; prints how long it took."""
    began = perf_counter()
    answer = act()
    seconds = perf_counter() - began
    print(f"| {what} | {seconds:.1f} s | {rows / seconds:,.0f} |", flush=True)
    return answer


def peak(who: int) -> float:
    """Peak resident memory in MB."""
    return resource.getrusage(who).ru_maxrss / 1024


def main() -> None:
    """Write, run, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.registry")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}\n| {asked.rows:,} rows | seconds | rows a second |\n|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="registry-") as folder:
        path, own = Path(folder) / "企业.csv", Registry(Path(folder) / "r")
        export(path, asked.rows, asked.seed)
        timed("read", asked.rows, lambda: read_input(path, own, Settings(), Spot(), "2026-01-01"))
        firms, _ = timed("settle", asked.rows, lambda: settle(own))
        tagger = BatchTagger.built_in(Settings())
        timed("tag, one process", firms, lambda: tag_files(own, tagger, "one", workers=1))
        timed("tag, all cores", firms, lambda: tag_files(own, tagger, "all"))
        with engine_of("duckdb") as engine:
            tags = engine.tags(own)
            timed("aggregate", firms, lambda: engine.answer(aggregate(tags, "city")))
            timed("targets", firms, lambda: engine.answer(targets(tags, Where("河南省"), "动力电池", 10)))
        disk = sum(file.stat().st_size for file in own.folder.rglob("*") if file.is_file()) / 1e6
    print(f"| peak memory, this process · a worker | {peak(resource.RUSAGE_SELF):.0f} MB · "
          f"{peak(resource.RUSAGE_CHILDREN):.0f} MB | |\n| disk | {disk:.0f} MB | |")  # fmt: skip


if __name__ == "__main__":
    main()
