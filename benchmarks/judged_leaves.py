"""Listed firms on the leaves of the sz_chains trees, as ``judged/sz_leaves.csv`` places them.

The list was written from general knowledge before any ranker's answer was seen: for each leaf the listed firms that
are known for it. So a firm stands where it is widely known to stand, a leaf without a known listed firm has none, and
a firm may truly belong on more leaves than it is listed under. Firms without products in the shared data are left out.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from benchmarks.realdata import rows_of
from benchmarks.tasks import Listed, Task
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Chain, Segment, Stage

JUDGED = Path(__file__).parent / "judged" / "sz_leaves.csv"
TUNING, REPORTING = 0, 1
"""The halves: weights are chosen on the first, figures are quoted from the second."""
Place = tuple[str, str, str]
"""Stage, branch and leaf."""


def half_of(code: str) -> int:
    """The half a firm belongs to, by a fixed hash of its code: all its places are in one half."""
    return blake2b(code.encode(), digest_size=1).digest()[0] & 1


def judged_places() -> dict[str, dict[str, set[Place]]]:
    """Tree -> company code -> where it belongs."""
    found: dict[str, dict[str, set[Place]]] = defaultdict(lambda: defaultdict(set))
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["file"]][row["company_code"]].add((row["stage"], row["branch"], row["leaf"]))
    return found


def judged_tasks(firms: Sequence[Listed], half: int | None = None) -> list[Task]:
    """One task a tree, firms by code; of one half or of both."""
    own = {firm.code: firm for firm in firms if half in (None, half_of(firm.code))}
    leaves: dict[str, list[tuple[str, Place]]] = defaultdict(list)
    for row in rows_of("sz_chains/chain_tree"):
        leaves[row["file"]].append((row["chain"], (row["stage"], row["branch"], row["leaf"])))
    return [_task(leaves[tree], places, own) for tree, places in sorted(judged_places().items())]


def _task(leaves: Sequence[tuple[str, Place]], places: dict[str, set[Place]], firms: dict[str, Listed]) -> Task:
    chain = ChainId(leaves[0][0])
    segments = [
        Segment(chain=chain, key=_key(place), name=place[2], stage=Stage(place[0]), branch=place[1], order=order)
        for order, (_, place) in enumerate(leaves)
    ]
    graph = ChainGraph.of(Chain(name=chain), segments, ())
    asked = [code for code in sorted(places) if code in firms]
    return Task(
        graph=graph,
        words=[firms[code].words for code in asked],
        texts=[firms[code].text for code in asked],
        truth=[frozenset(graph.index[_key(place)] for place in places[code]) for code in asked],
    )


def _key(place: Place) -> SegmentKey:
    return SegmentKey("/".join(place))
