"""A district's later arrivals: were the segments they came to among its most urgent gaps before?

    python -m benchmarks.district

The firms whose source says that they signed, broke ground or opened in 2025 or 2026 are left out; the gaps of every
built-in chain are those of the district without them. Where a left-out firm stands on a segment that was missing, that
segment's place among all missing ones of the chain is told: 0.5 is chance. The author's own list of gaps and targets is
withheld from the shared data, so nothing is said of it. What came need not have been what was lacking; cases are few.
"""

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.realdata import ashare, gaoming, rows_of
from chaingraph.analysis.completion.backtest import interval
from chaingraph.findings.place.gap import GapKind
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from loaders.run import load

PLACE = "高明区"
LATER = re.compile(r"202[56]")
LEAST_FIRMS = 2
"""A chain is asked when so many of the earlier firms stand on it."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A segment that was missing and has a later firm: its rank among the missing ones of its chain by each order."""

    chain: str
    segment: str
    firm: str
    missing: int
    by_severity: float
    by_demand: float
    by_known: float


def later_firms() -> list[str]:
    """Names of the firms that came in 2025 or 2026, as their sources say."""
    return [row["name"] for row in rows_of("gaoming/enterprise") if LATER.search(row["source"])]


def arrivals(workspace: Workspace, gone: list[str]) -> list[Arrival]:
    """Every missing segment that a left-out firm stands on, by chain."""
    snapshot = workspace.snapshot()
    firms = [snapshot.firm(name) for name in gone]
    found = []
    for chain in snapshot.chains:
        study = workspace.study(PLACE, chain, without=gone)
        missing = [gap for gap in study.gaps if GapKind.MISSING in gap.kinds]
        came = {tag.key: firm for firm in firms for tag in snapshot.tags.of_firm(firm) if tag.chain == chain}
        if study.coverage.firms < LEAST_FIRMS:
            continue
        orders = [
            np.array([gap.severity for gap in missing]),
            np.array([gap.demand_yuan for gap in missing]),
            np.array([float(gap.known_firms) for gap in missing]),
        ]
        for at, gap in enumerate(missing):
            if gap.key in came:
                ahead = [float((o > o[at]).sum() + ((o == o[at]).sum() - 1) / 2) for o in orders]
                rest = max(1, len(missing) - 1)
                name = snapshot.enterprises[came[gap.key]].name
                found.append(Arrival(chain, gap.segment, name, len(missing), *(1 - a / rest for a in ahead)))
    return found


def main() -> None:
    """Print the table and the mean of each order with its interval; a segment of several chains counts once."""
    with tempfile.TemporaryDirectory() as folder, Workspace(MemoryStore(), Settings()) as workspace:
        worlds = [gaoming(Path(folder) / "district"), ashare(Path(folder) / "ashare")]
        load(worlds, workspace.store, rules=Settings(), at="")
        found = arrivals(workspace, later_firms())
    print("| chain | segment | who came | missing before | by severity | by demand | by firms known |")
    print("|---|---|---|---|---|---|---|")
    for one in found:
        orders = " | ".join(f"{rank:.2f}" for rank in (one.by_severity, one.by_demand, one.by_known))
        print(f"| {one.chain} | {one.segment} | {one.firm} | {one.missing} | {orders} |")
    for title in ("by_severity", "by_demand", "by_known"):
        by_segment: dict[str, list[float]] = {}
        for one in found:
            by_segment.setdefault(one.segment, []).append(getattr(one, title))
        mean = interval(np.array([float(np.mean(values)) for values in by_segment.values()]))
        print(f"{title}: AUC {mean.value:.2f} ({mean.low:.2f}–{mean.high:.2f}), {len(by_segment)} segments")


if __name__ == "__main__":
    main()
