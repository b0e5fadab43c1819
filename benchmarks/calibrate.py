"""The logistic from score to probability, fitted anew on the tags judged by hand.

    python -m benchmarks.calibrate [--store URL]

Prints the two constants for ``chaingraph/tagging/calibrate.py`` and, by score band, stated and judged shares.
"""

import argparse
import csv
import math
from itertools import pairwise
from pathlib import Path

from benchmarks.targets import workspace
from chaingraph.tagging.calibrate import fit

JUDGED = Path(__file__).parent / "judged" / "tags.csv"
BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


def main() -> None:
    """Print constants and the reliability table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store")
    pairs: list[tuple[float, bool]] = []
    with workspace(parser.parse_args().store) as asked, JUDGED.open(encoding="utf-8") as lines:
        snapshot = asked.snapshot()
        for row in csv.DictReader(lines):
            known = snapshot.names.get(row["enterprise"], ())
            tags = [tag for firm in known for tag in snapshot.tags.of_firm(firm)]
            found = next((tag for tag in tags if (tag.chain, tag.key) == (row["chain"], row["segment"])), None)
            if found is not None:
                pairs.append((found.score, row["right"] == "1"))
    intercept, slope = fit(pairs)
    print(f"INTERCEPT, SLOPE = {intercept}, {slope}  # {len(pairs)} judged tags\n")
    print("| score | judged | right | stated probability |\n|---|---|---|---|")
    for low, high in pairwise(BANDS):
        band = [(score, right) for score, right in pairs if low <= score < high]
        if band:
            stated = sum(1 / (1 + math.exp(-(intercept + slope * score))) for score, _ in band) / len(band)
            share = sum(right for _, right in band) / len(band)
            print(f"| {low:.1f}–{min(high, 1.0):.1f} | {len(band)} | {share:.2f} | {stated:.2f} |")


if __name__ == "__main__":
    main()
