"""How an ecosystem grows from its firm along observed links."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from chaingraph.analysis.standing.near import nearest
from chaingraph.graph.link_columns import LinkColumns, Side
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

BRANCHES = 24
"""Partners of one firm that are looked at, the nearest and largest; the others are counted."""
FOLLOWED = 24
"""Firms of one tier whose own partners are looked at."""


@dataclass(slots=True)
class Found:
    """What has been collected: firm -> tier, for each edge whether it was observed and why, gaps in order."""

    tier: dict[int, int] = field(default_factory=dict)
    segment: dict[int, str] = field(default_factory=dict)
    edges: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)
    gaps: dict[str, tuple[int, str]] = field(default_factory=dict)
    observed: set[int] = field(default_factory=set)
    total: dict[int, int] = field(default_factory=dict)
    links: int = 0
    cut: bool = False


def observed(snapshot: Snapshot, firm: int, depth: int, found: Found, rules: Settings) -> None:
    """Follow supply links over the tiers, upstream then downstream; firms that are not live are left out.

    O(links of the firms followed).
    """
    columns = LinkColumns.of(snapshot)
    gone = np.zeros(len(snapshot.enterprises), dtype=bool)
    gone[sorted(snapshot.gone - {firm})] = True
    seen = gone.copy()
    seen[firm] = True
    for direction, side in ((-1, columns.bought), (1, columns.sold)):
        frontier = [firm]
        for tier in range(1, depth + 1):
            found.cut |= len(frontier) > FOLLOWED
            step = _Step(snapshot, firm, side, direction * tier, seen, gone, rules)
            frontier = [other for here in frontier[:FOLLOWED] for other in _followed(step, here, found)]


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """One tier, one way; ``seen`` marks the firms that are counted already, ``gone`` those that are not live."""

    snapshot: Snapshot
    firm: int
    side: Side
    tier: int
    seen: npt.NDArray[np.bool_]
    gone: npt.NDArray[np.bool_]
    rules: Settings


def _followed(step: _Step, here: int, found: Found) -> list[int]:
    """Count the partners of a firm, take up the nearest and largest, and give those that were not known yet."""
    every, all_links, _ = step.side.partners(here)
    live = ~step.gone[every]
    others, links = every[live], all_links[live]
    fresh = ~step.seen[others]
    step.seen[others] = True
    found.total[step.tier] = found.total.get(step.tier, 0) + int(fresh.sum())
    found.links += len(others)
    found.cut |= len(others) > BRANCHES
    kept = nearest(step.snapshot, step.firm, others, step.snapshot.sizes(step.rules)[0], BRANCHES)
    link_of = dict(zip(kept.tolist(), links[np.searchsorted(others, kept)].tolist(), strict=True))
    return _joined(step.snapshot, found, here, link_of, step.tier)


def _joined(snapshot: Snapshot, found: Found, here: int, link_of: dict[int, int], tier: int) -> list[int]:
    """The partners that were not known yet, each with its edge."""
    new = []
    for other, number in link_of.items():
        link = snapshot.links[number]
        ends = (here, other) if tier > 0 else (other, here)
        found.edges[f"f{ends[0]}", f"f{ends[1]}"] = (True, link.evidence.caption)
        if other not in found.tier:
            found.tier[other] = tier
            found.observed.add(other)
            if link.product:
                found.segment[other] = str(link.product) if tier < 0 else ""
            new.append(other)
    return new
