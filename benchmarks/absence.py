"""How often nobody makes what is called absent: lists thinned, asked again, and held against what they said whole.

    python -m benchmarks.absence [--store URL] [--seeds 3]

Without a store it loads the shared Yangzhou and A-share data into memory first. A list is thinned by hiding products,
scope, or both, of a part of its firms; name, industry class and place stay. A segment is truly absent when the whole
list places no firm of the city on it. Brier, bins and AUC are over segments that the thinned list leaves without a
firm: the others need no probability. "Urgent" are the ten most severe certain gaps of each chain with a local firm.

Does not prove: the truth of the whole list. A maker whom the whole words do not tell is counted absent here; for that
``judged/absence_yangzhou.csv`` holds segments read by eye against the register.
"""

import argparse
import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.targets import workspace
from chaingraph.analysis.absence.absence import absence
from chaingraph.analysis.gaps.gaps import gaps
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.arrays import Mask
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.placement import Tagger
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore

JUDGED = Path(__file__).parent / "judged" / "absence_yangzhou.csv"
RATES = (0.3, 0.5, 0.7)
KINDS = ("products", "scope", "both")
MOST_URGENT = 10
FULL = "扬州市"


class Claim(NamedTuple):
    """One segment of one place that a thinned list leaves without a firm: stated absence, and whether it is true."""

    key: str
    stated: float
    absent: bool


@dataclass(frozen=True, slots=True)
class Urgent:
    """How many of the most urgent certain gaps were looked at, and how many of them have a maker in the whole list."""

    asked: int
    false: int


def thinned(snapshot: Snapshot, kind: str, rate: float, seed: int) -> Snapshot:
    """The same facts with products, scope or both of a drawn part of the firms hidden, and tagged again."""
    drawn = np.random.default_rng(seed).random(len(snapshot.enterprises)) < rate
    hidden = {snapshot.enterprises[firm].id for firm in np.flatnonzero(drawn).tolist()}
    firms = [
        replace(firm, business_scope=None) if firm.id in hidden and kind != "products" else firm
        for firm in snapshot.enterprises
    ]
    kept = [o for o in snapshot.offerings if kind == "scope" or o.enterprise not in hidden]
    facts = {**snapshot.facts, "enterprises": firms, "offerings": kept}
    bare = Snapshot.of(snapshot.version, facts, snapshot.chains)
    return Tagger(MemoryStore(), Settings()).tagged(bare, f"{kind} {rate} {seed}")


def makers(snapshot: Snapshot, places: Sequence[Place]) -> dict[str, Mask]:
    """By key: whether each place has a firm on the segment, in any chain that shares it."""
    members = np.array([snapshot.members(place) for place in places])
    found: dict[str, Mask] = {}
    for graph in snapshot.chains.values():
        for segment, firms in zip(graph.segments, snapshot.firms_on(graph), strict=True):
            here = members[:, list(firms)].any(axis=1) if firms else np.zeros(len(places), dtype=bool)
            found[segment.key] = found.get(segment.key, np.zeros(len(places), dtype=bool)) | here
    return found


def claims(whole: Snapshot, thin: Snapshot, places: Sequence[Place]) -> Iterator[Claim]:
    """Every segment that the thin list leaves open, once a place."""
    truth, open_ = makers(whole, places), makers(thin, places)
    seen: set[str] = set()
    for graph in thin.chains.values():
        stated = absence(thin, places, graph)
        for column, segment in enumerate(graph.segments):
            if segment.key in seen:
                continue
            seen.add(segment.key)
            for row in np.flatnonzero(~open_[segment.key]).tolist():
                yield Claim(segment.key, float(stated[row, column]), not truth[segment.key][row])


def urgent(whole: Snapshot, thin: Snapshot, place: Place, rules: Settings) -> Urgent:
    """The most urgent certain gaps of every chain that has a local firm, against the whole list."""
    truth, asked, false = makers(whole, [place]), 0, 0
    for graph in thin.chains.values():
        cover = coverage(thin, place, graph, rules)
        found = gaps(thin, cover, graph, rules) if cover.firms else ()
        sure = [gap for gap in found if gap.status is SegmentStatus.MISSING][:MOST_URGENT]
        asked, false = asked + len(sure), false + sum(bool(truth[gap.key][0]) for gap in sure)
    return Urgent(asked, false)


def auc(claims: Sequence[Claim]) -> float:
    """Chance that a truly absent segment is stated more surely absent than one that has a maker; ties count half."""
    stated = np.array([claim.stated for claim in claims])
    absent = np.array([claim.absent for claim in claims])
    if absent.all() or not absent.any():
        return float("nan")
    ranks = np.empty(len(stated))
    values, place, count = np.unique(stated, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    yes, no = absent.sum(), (~absent).sum()
    return float((ranks[absent].sum() - yes * (yes + 1) / 2) / (yes * no)) if len(values) else float("nan")


def line(name: str, found: Sequence[Claim], sure: float, pressing: Urgent | None = None) -> str:
    """A row of the table."""
    certain = [claim for claim in found if claim.stated >= sure]
    absent = sum(claim.absent for claim in found)
    false = sum(not claim.absent for claim in certain)
    brier = float(np.mean([(claim.stated - claim.absent) ** 2 for claim in found]))
    cells = [name, str(len(found)), f"{absent / max(1, len(found)):.2f}", f"{auc(found):.3f}", f"{brier:.3f}"]
    cells += [str(len(certain)), f"{false / max(1, len(certain)):.3f}"]
    cells += [f"{sum(claim.absent for claim in certain) / max(1, absent):.2f}"]
    cells += [f"{pressing.false} of {pressing.asked}" if pressing else ""]
    return f"| {' | '.join(cells)} |"


def bins(found: Sequence[Claim]) -> Iterator[str]:
    """Stated absence against how often it was true."""
    yield "\n| stated | claims | mean stated | true |\n|---|---|---|---|"
    edges = (0.0, 0.1, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
    for low, high in pairwise(edges):
        own = [claim for claim in found if low <= claim.stated < high]
        if own:
            stated, true = np.mean([claim.stated for claim in own]), np.mean([claim.absent for claim in own])
            yield f"| {low:g}–{min(high, 1):g} | {len(own)} | {stated:.3f} | {true:.3f} |"


def by_eye(snapshot: Snapshot, place: Place) -> list[Claim]:
    """Segments without a firm in the whole list that were read by eye; those nobody could decide are left out."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        known = {row["key"]: row["maker"] == "0" for row in csv.DictReader(lines) if row["maker"] in ("0", "1")}
    found = {}
    for graph in snapshot.chains.values():
        stated = absence(snapshot, [place], graph)[0]
        for column, segment in enumerate(graph.segments):
            if segment.key in known:
                found[segment.key] = Claim(segment.key, float(stated[column]), known[segment.key])
    return [found[key] for key in sorted(found)]


def report(snapshot: Snapshot, rules: Settings, seeds: int) -> Iterable[str]:
    """The tables in Markdown, line by line."""
    sure, city = rules.certain_absence, snapshot.place(FULL)
    heads = "| list | open | truly absent | AUC | Brier | certain | false of these | absences kept certain | urgent |"
    yield f"{heads}\n|---|---|---|---|---|---|---|---|---|"
    if JUDGED.exists():
        yield line("扬州市, read by eye, nothing hidden", by_eye(snapshot, city), sure)
    everything: list[Claim] = []
    for kind in KINDS:
        for rate in RATES:
            found, pressing = list[Claim](), Urgent(0, 0)
            for seed in range(seeds):
                thin = thinned(snapshot, kind, rate, seed)
                found += claims(snapshot, thin, [city])
                now = urgent(snapshot, thin, city, rules) if (kind, rate) == ("both", 0.7) else Urgent(0, 0)
                pressing = Urgent(pressing.asked + now.asked, pressing.false + now.false)
            yield line(f"{FULL}, {kind} of {rate:.0%} hidden", found, sure, pressing if pressing.asked else None)
            everything += found
    yield from bins(everything)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store")
    parser.add_argument("--seeds", type=int, default=3)
    args = parser.parse_args()
    with workspace(args.store) as asked:
        for text in report(asked.snapshot(), asked.rules, args.seeds):
            print(text, flush=True)


if __name__ == "__main__":
    main()
