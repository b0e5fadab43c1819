"""The logistic from score to probability, fitted anew on the tags judged by hand, with the table that checks it.

    python -m benchmarks.calibrate [--store URL]

Prints the constants for ``chaingraph/tagging/decide/calibrate.py`` and, by score and by the field that leads, how often
the constants in use say a tag is right and how often it was. Tags below the threshold, shown as candidates, count too.
"""

import argparse
import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.targets import workspace
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings
from chaingraph.tagging.decide.calibrate import fit
from chaingraph.tagging.decide.tagger import weigh
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex

JUDGED = Path(__file__).parent / "judged" / "tags.csv"
BANDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
LEADS = {"": "企业名称 with others", "企业名称": "企业名称 alone"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """One judged tag as the tagger weighs it now."""

    score: float
    lead: str
    stated: float
    right: bool


def verdicts(snapshot: Snapshot) -> list[Verdict]:
    """The judged tags that some word of the firm still speaks for, whatever their score."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["enterprise"] in snapshot.names]
    index = SegmentIndex.of(snapshot.chains.values())
    firms = sorted({snapshot.firm(row["enterprise"]) for row in rows})
    words = [FirmWords.of(snapshot.enterprises[firm], snapshot.offerings_of[firm]) for firm in firms]
    found = {
        (firm, index.segments[one.segment].chain, index.segments[one.segment].name): one
        for firm, weighed in zip(firms, weigh(words, index), strict=True)
        for one in weighed
    }
    out = []
    for row in rows:
        one = found.get((snapshot.firm(row["enterprise"]), row["chain"], row["segment"]))
        if one is not None:
            out.append(Verdict(one.score, one.lead, one.probability, row["right"] == "1"))
    return out


def band(score: float) -> str:
    """The band of a score.

    >>> band(0.55), band(1.0)
    ('0.5–0.6', '0.9–1.0')
    """
    number = max(place for place, low in enumerate(BANDS[:-1]) if score >= low)
    return f"{BANDS[number]:.1f}–{BANDS[number + 1]:.1f}"


def rows_by(judged: Sequence[Verdict], part: Callable[[Verdict], str]) -> Iterable[str]:
    """A line of the table for each part."""
    for name in sorted({part(verdict) for verdict in judged}):
        own = [verdict for verdict in judged if part(verdict) == name]
        right, stated = sum(v.right for v in own) / len(own), sum(v.stated for v in own) / len(own)
        yield f"| {name} | {len(own)} | {right:.2f} | {stated:.2f} |"


def main() -> None:
    """Print constants and the reliability table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store")
    threshold = Settings().tag_threshold
    with workspace(parser.parse_args().store) as asked:
        judged = verdicts(asked.snapshot())
    intercept, slope, shift = fit((verdict.score, verdict.lead, verdict.right) for verdict in judged)
    print(f"INTERCEPT, SLOPE, SHIFT = {intercept}, {slope}, {shift}  # {len(judged)} judged tags\n")
    print("| score | judged | right | stated probability |\n|---|---|---|---|")
    for line in rows_by(judged, lambda verdict: band(verdict.score)):
        print(line)
    print("\n| leading field | judged | right | stated probability |\n|---|---|---|---|")
    sides = (("tags", True), ("candidates", False))
    for name, above in sides:
        own = [verdict for verdict in judged if (verdict.score >= threshold) is above]
        for line in rows_by(own, lambda verdict, name=name: f"{name}: {LEADS.get(verdict.lead, verdict.lead)}"):
            print(line)


if __name__ == "__main__":
    main()
