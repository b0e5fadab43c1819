"""How long the analyses take: all places on all segments, beside DuckDB and a loop over a graph; growth and memory.

    python -m benchmarks.analysis [--sizes 10000 100000 1000000 10000000] [--keep FOLDER]

Each size runs in a process of its own, so that its peak memory is its own. Times are the best of several runs in that
process: what else the machine does can only add to them. Ratios compare best with best, in one run.
"""

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from scipy.sparse import csr_array, hstack

from benchmarks import rivals
from benchmarks.generated import Columns, all_coefficients, columns, make
from benchmarks.million import questions, relevance
from benchmarks.realdata import ashare
from benchmarks.tagging import peak_gigabytes
from chaingraph.analysis.standing.survey import Holdings, balances
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.reader import library_names
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import load

T = TypeVar("T")
TIERS = 2
NAMES_OF_RUNS = (("first", "first"), ("again", "the same again"), ("other", "another segment"))
LOOP_UP_TO = 100_000
"""A graph object of more firms does not fit beside the rest."""


def best(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """Seconds of the fastest run, and what it gave."""
    seconds = math.inf
    for _ in range(runs):
        begin = time.perf_counter()
        result = work()
        seconds = min(seconds, time.perf_counter() - begin)
    return seconds, result


def kernel(world: Columns) -> Callable[[], Any]:
    """A function that gives the gaps of all places on all segments."""
    standing = world.standing()
    return lambda: balances(standing, world.coefficients, TIERS).gap


def one_size(folder: Path) -> dict[str, float]:
    """Seconds by method, and memory, of the firms in the folder."""
    world = columns(folder)
    before = peak_gigabytes()
    seconds, gap = best(kernel(world), 9)
    found = {
        "firms": len(world.place), "offerings": len(world.firm), "places": len(world.cities),
        "kernel": seconds, "total": float(gap.sum()), "before": before, "peak": peak_gigabytes(),
    }  # fmt: skip
    return found | _rivals(world)


def _rivals(world: Columns) -> dict[str, float]:
    if len(world.place) > 1_000_000:
        return {}
    found = {"duckdb": best(rivals.duckdb_sql(world, named=False), 3)[0]}
    found["duckdb_named"] = best(rivals.duckdb_sql(world, named=True), 3)[0]
    found["ibis"] = best(rivals.ibis_expression(world, TIERS), 2)[0]
    if len(world.place) <= LOOP_UP_TO:
        found["networkx"] = best(rivals.networkx_loop(world, TIERS), 2)[0]
    return found


def in_a_process(*words: str) -> dict[str, float]:
    """What a run of this file with these words printed."""
    command = [sys.executable, "-m", "benchmarks.analysis", *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def real_firms() -> dict[str, float]:
    """All cities on all segments of the listed firms, tagged by their own words."""
    with Workspace(MemoryStore()) as workspace, tempfile.TemporaryDirectory() as folder:
        load([ashare(Path(folder) / "ashare")], workspace.store, rules=Settings(), at="")
        snapshot = workspace.snapshot()
        cities = [place for place in workspace.places() if place.kind is PlaceKind.CITY]
    standing = everything(snapshot, cities)
    coefficients = all_coefficients()
    seconds, _ = best(lambda: balances(standing, coefficients, TIERS).gap, 50)
    return {"firms": len(snapshot.enterprises), "places": len(cities), "placements": standing.placements.nnz,
            "kernel": seconds}  # fmt: skip


def everything(snapshot: Snapshot, places: list[Place]) -> Holdings:
    """The places on the segments of all built-in chains side by side."""
    placed = [snapshot.placements(snapshot.chains[name]) for name in library_names()]
    return Holdings(
        homes=snapshot.columns.homes(places, snapshot.moves),
        sizes=snapshot.sizes(Settings())[0],
        placements=csr_array(hstack(placed, format="csr")),
        places=len(places),
    )


def single_questions(folder: Path) -> None:
    """Print what one place, one gap, one hub and one portfolio take among the firms of the folder."""
    one = in_a_process("--questions", str(folder))
    rows = (
        (f"coverage of one place, {one['firms']:,} firms", one["coverage"], "–"),
        (
            f"targets of one gap, {one['candidates']:,} candidates among {one['firms']:,} firms",
            one["targets"],
            "≤ 50 ms",
        ),
        (f"ecosystem of a hub with hubs upstream, {one['links']:,} links", one["ecosystem"], "≤ 20 ms"),
        (f"portfolio of {one['pool']:,} candidates", one["portfolio"], "≤ 1,000 ms"),
    )
    print("\n| question | measured | gate |\n|---|---|---|")
    for what, seconds, gate in rows:
        print(f"| {what} | {_time(seconds)} | {gate} |")
    ranked = in_a_process("--relevance", str(folder))
    seconds = ", ".join(f"{name} {ranked[key]:.1f} s" for key, name in NAMES_OF_RUNS)
    print(f"\nProposals for one segment among {ranked['firms']:,} firms nobody tagged, CPU: {seconds}; "
          f"peak {ranked['peak']:.2f} GB")  # fmt: skip
    print(f"\nPeak memory with the firms and tags as objects: {one['peak']:.2f} GB")


def exponent(sizes: list[dict[str, float]]) -> float:
    """Slope of log seconds over log firms, least squares."""
    x, y = [math.log(s["firms"]) for s in sizes], [math.log(s["kernel"]) for s in sizes]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    spread = sum((a - mean_x) ** 2 for a in x)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / spread


def report(sizes: list[int], folder: Path) -> None:
    """Print the tables in Markdown."""
    found = []
    for size in sizes:
        make(size, folder / str(size))
        found.append(in_a_process("--one", str(folder / str(size))))
    print("| firms · offerings · places | kernel | DuckDB, numbers as keys | DuckDB, names as keys | ibis on DuckDB "
          "| networkx loop | memory before → peak |\n|---|---|---|---|---|---|---|")  # fmt: skip
    for row in found:
        rivals = (_ratio(row, name) for name in ("duckdb", "duckdb_named", "ibis", "networkx"))
        print(f"| {row['firms']:,} · {row['offerings']:,} · {row['places']} | {_time(row['kernel'])} | "
              f"{' | '.join(rivals)} | {row['before']:.2f} → {row['peak']:.2f} GB |")  # fmt: skip
    if len(found) > 1:
        print(f"\nGrowth exponent over these sizes: {exponent(found):.2f}")
    real = in_a_process("--real")
    counts = f"{real['firms']:,} firms, {real['placements']:,} placements, {real['places']} cities"
    print(f"\nListed firms, tagged: {counts}: {_time(real['kernel'])}")
    single_questions(folder / str(min(sizes, key=lambda size: abs(size - 1_000_000))))


def _time(seconds: float) -> str:
    return f"{seconds * 1000:,.1f} ms"


def _ratio(row: dict[str, float], name: str) -> str:
    return f"{_time(row[name])} ({row[name] / row['kernel']:.1f}×)" if name in row else "–"


def main() -> None:
    """Print the tables, or one part of them as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000, 10_000_000])
    parser.add_argument("--keep", type=Path, help="folder for the generated firms, kept for the next run")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--questions", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--relevance", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--real", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        print(json.dumps(one_size(asked.one)))
    elif asked.questions:
        print(json.dumps(questions(asked.questions)))
    elif asked.relevance:
        print(json.dumps(relevance(asked.relevance)))
    elif asked.real:
        print(json.dumps(real_firms()))
    else:
        with tempfile.TemporaryDirectory() as folder:
            report(asked.sizes, asked.keep or Path(folder))


if __name__ == "__main__":
    main()
