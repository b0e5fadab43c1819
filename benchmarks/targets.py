"""How many of the first fifty targets truly make what the segment needs, against a list judged by hand.

    python -m benchmarks.targets [--store URL]

Without a store it loads the shared Yangzhou and A-share data into memory first.
"""

import argparse
import csv
import tempfile
from pathlib import Path

from benchmarks.realdata import ashare, yangzhou
from chaingraph.settings import Settings
from chaingraph.store.memory import MemoryStore
from chaingraph.store.open import open_store
from chaingraph.workspace import Workspace
from loaders.run import load

JUDGED = Path(__file__).parent / "judged" / "targets_yangzhou_battery.csv"
PLACE, CHAIN, TOP = "扬州市", "动力电池", 50


def judged() -> dict[tuple[str, str], tuple[bool, str]]:
    """(enterprise, segment) -> (makes it, note)."""
    with JUDGED.open(encoding="utf-8") as lines:
        return {(r["enterprise"], r["segment"]): (r["makes_it"] == "1", r["note"]) for r in csv.DictReader(lines)}


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
    with workspace(parser.parse_args().store) as asked:
        found = asked.targets(PLACE, CHAIN, top=TOP)
    known = judged()
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
