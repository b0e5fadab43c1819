"""How long tagging takes: invented firms against every built-in segment, and one firm as its page asks for it.

    python -m benchmarks.tagging [--n 100000]

The firms come from ``make_scale.py`` beside the shared data; they have names, products with shares and an industry
name, but no business scope and no industry code. Memory is the peak of the whole process, firms included.
"""

import argparse
import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from benchmarks.realdata import shared_data
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import EnterpriseId, ProductId
from chaingraph.library.reader import library
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import tag_firms
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.units import Share

T = TypeVar("T")
SINGLES = 200
"""Firms asked for one by one."""
SECONDS, GIGABYTES, ONE_FIRM_SECONDS = 15.0, 1.5, 0.050
"""The gate for 100,000 firms on two cores, and for one firm."""


def make_firms(count: int, folder: Path) -> None:
    """Invented firms as CSV tables in the folder."""
    script = shared_data() / "make_scale.py"
    command = [sys.executable, str(script), "--n", str(count), "--out", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def firm_words(folder: Path) -> list[FirmWords]:
    """The words of the firms in the folder: name, offerings, industry."""
    offered: dict[str, list[Offering]] = defaultdict(list)
    for row in _rows(folder / "offerings.csv"):
        firm, product = EnterpriseId(row["firm_id"]), ProductId(row["product"])
        offered[firm].append(Offering(enterprise=firm, product=product, share=Share(float(row["revenue_share"]))))
    return [
        FirmWords.of(
            Enterprise(
                id=EnterpriseId(row["firm_id"]),
                name=row["name"],
                province=row["province"],
                city=row["city"],
                industry=row["sw_l3"],
            ),
            offered.pop(row["firm_id"], []),
        )
        for row in _rows(folder / "enterprises.csv")
    ]


def built_in() -> SegmentIndex:
    """The index of all built-in chains."""
    return SegmentIndex.of(built_in_chains())


def built_in_chains() -> list[ChainGraph]:
    """All built-in chains, compiled."""
    return [ChainGraph.of(card.chain, card.segments, card.inputs) for card in library()]


def seconds_of(work: Callable[[], T]) -> tuple[float, T]:
    """Wall time of the work, and what it gave."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def one_by_one(firms: list[FirmWords], index: SegmentIndex) -> list[float]:
    """Seconds of each firm tagged alone, the index warm."""
    rules = Settings()
    tag_firms(firms[:1], index, rules)
    return [seconds_of(partial(tag_firms, [firm], index, rules))[0] for firm in firms[:SINGLES]]


def peak_gigabytes() -> float:
    """Largest resident size of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def report(count: int) -> list[tuple[str, str, str]]:
    """(what, measured, gate)."""
    with tempfile.TemporaryDirectory() as folder:
        make_firms(count, Path(folder))
        reading, firms = seconds_of(lambda: firm_words(Path(folder)))
    indexing, index = seconds_of(built_in)
    before, spent = peak_gigabytes(), time.process_time()
    tagging, tags = seconds_of(lambda: tag_firms(firms, index, Settings()))
    peak, spent = peak_gigabytes(), time.process_time() - spent
    placed = sum(map(bool, tags))
    del tags
    single = one_by_one(firms, index)
    gate = count == 100_000
    return [
        ("firms · segments · words", f"{count:,} · {len(index.segments):,} · {len(index.words):,}", ""),
        ("firms with a tag", f"{placed:,}", ""),
        ("read and normalise the firms", f"{reading:.1f} s", ""),
        ("read and index the built-in chains", f"{indexing:.1f} s", ""),
        ("tag all", f"{tagging:.1f} s", f"≤ {SECONDS:g} s" if gate else ""),
        ("tag all, CPU time", f"{spent:.1f} s", ""),
        ("firms a second", f"{count / tagging:,.0f}", ""),
        ("peak memory before tagging", f"{before:.2f} GB", ""),
        ("peak memory", f"{peak:.2f} GB", f"≤ {GIGABYTES:g} GB" if gate else ""),
        ("one firm, median", f"{statistics.median(single) * 1000:.1f} ms", ""),
        ("one firm, slowest of 200", f"{max(single) * 1000:.1f} ms", f"< {ONE_FIRM_SECONDS * 1000:.0f} ms"),
    ]


def main() -> None:
    """Print the table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--n", type=int, default=100_000)
    print("| what | measured | gate |\n|---|---|---|")
    for what, measured, gate in report(parser.parse_args().n):
        print(f"| {what} | {measured} | {gate} |")


if __name__ == "__main__":
    main()
