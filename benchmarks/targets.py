"""How many of the first targets truly make what the segment needs, against lists judged by hand.

    python -m benchmarks.targets [--store URL] [--chain 动力电池] [--top 50]

Without a store it loads the shared Yangzhou and A-share data into memory first.
"""

import argparse
import csv
import tempfile
from pathlib import Path

from benchmarks.realdata import ashare, yangzhou
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.open import open_store
from loaders.run import load

JUDGED = Path(__file__).parent / "judged" / "targets_yangzhou.csv"
PLACE, CHAIN, TOP = "扬州市", "动力电池", 50


def judged(chain: str) -> dict[tuple[str, str], tuple[bool, str]]:
    """(enterprise, segment) -> (makes it, note)."""
    with JUDGED.open(encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["chain"] == chain]
    return {(row["enterprise"], row["segment"]): (row["makes_it"] == "1", row["note"]) for row in rows}


def workspace(url: str | None) -> Workspace:
    """The store of that address, or a fresh one in memory with the shared data."""
    if url:
        return Workspace(open_store(url))
    made = Workspace(MemoryStore())
    with tempfile.TemporaryDirectory() as folder:
        paths = [yangzhou(Path(folder) / "yangzhou"), ashare(Path(folder) / "ashare")]
        load(paths, made.store, rules=Settings(), at="")
    return made


def main() -> None:
    """Print the table in Markdown: rank, enterprise, segment, verdict, why a miss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store")
    parser.add_argument("--chain", default=CHAIN)
    parser.add_argument("--top", type=int, default=TOP)
    args = parser.parse_args()
    with workspace(args.store) as asked:
        found = asked.targets_of(asked.study(PLACE, args.chain), top=args.top)
    known = judged(args.chain)
    verdicts = [known.get((target.enterprise, target.segment)) for target in found]
    right = sum(verdict is not None and verdict[0] for verdict in verdicts)
    print(f"{right} of {len(found)} make it; {verdicts.count(None)} not judged\n")
    print("| # | enterprise | segment | score | makes it | note |\n|---|---|---|---|---|---|")
    for rank, (target, verdict) in enumerate(zip(found, verdicts, strict=True), 1):
        mark = "?" if verdict is None else "yes" if verdict[0] else "no"
        note = verdict[1] if verdict else ""
        print(f"| {rank} | {target.enterprise} | {target.segment} | {target.score:.2f} | {mark} | {note} |")


if __name__ == "__main__":
    main()
