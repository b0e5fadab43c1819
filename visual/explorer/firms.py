"""Which firms an explorer names beside each segment, when it may show only so many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chaingraph.findings.place.gap import Coverage
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.settings import Settings

MAX_NODES = 200
PER_SEGMENT = 4
OUTSIDERS = 2
LISTED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Firms of one segment: ``named`` get a node, ``local`` and ``outside`` are all of them, largest first."""

    named: tuple[int, ...]
    local: tuple[int, ...]
    outside: tuple[int, ...]

    @property
    def rest(self) -> tuple[int, int]:
        """How many local and outside firms have no node of their own."""
        named = set(self.named)
        return sum(firm not in named for firm in self.local), sum(firm not in named for firm in self.outside)


def benches(
    coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, rules: Settings, *, taken: int
) -> Mapping[str, Bench]:
    """The firms of each segment by its key; ``taken`` nodes are spent already.

    One node a segment is kept for "the rest"; what is left of MAX_NODES is dealt round: the largest local firm of each
    segment, then the second, then firms from outside. O(tags log tags).
    """
    outside = _outside(coverage, graph, snapshot, rules)
    queues: dict[str, Sequence[int]] = {
        state.segment.key: (*state.local[:PER_SEGMENT], *outside[state.index][:OUTSIDERS])[:PER_SEGMENT]
        for state in coverage.states
    }
    room = MAX_NODES - taken - sum(bool(state.local or outside[state.index]) for state in coverage.states)
    named = _dealt(queues, room)
    return {
        state.segment.key: Bench(named=named[state.segment.key], local=state.local, outside=outside[state.index])
        for state in coverage.states
    }


def _dealt(queues: Mapping[str, Sequence[int]], room: int) -> dict[str, tuple[int, ...]]:
    named: dict[str, tuple[int, ...]] = dict.fromkeys(queues, ())
    for turn in range(PER_SEGMENT):
        for key, queue in queues.items():
            if room > 0 and turn < len(queue):
                named[key] = (*named[key], queue[turn])
                room -= 1
    return named


def _outside(coverage: Coverage, graph: ChainGraph, snapshot: Snapshot, rules: Settings) -> list[tuple[int, ...]]:
    """Firms of each segment that are not in the place, largest first."""
    sizes, _ = snapshot.sizes(rules)
    firms_on = snapshot.firms_on(graph)
    local = {state.index: set(state.local) for state in coverage.states}
    return [
        tuple(sorted((f for f in firms if f not in local.get(index, ())), key=lambda f: (-float(sizes[f]), f)))
        for index, firms in enumerate(firms_on)
    ]
