"""What firms of a trade usually make, and what a firm's own words speak of: whether a line between two is plausible."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from chaingraph.analysis.absence.classes import FirmClasses, firm_classes
from chaingraph.arrays import Numbers
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key
from chaingraph.model.chain import Segment
from chaingraph.text import plain

LEAST_PEERS = 5
"""Fewer other firms of a trade tell nothing of what it usually makes."""
MOST_PEERS = 60
"""So many of them are looked at."""
USUAL = 0.1
"""A branch on which at least this part of a trade's firms stand is usual for it."""
GRAM = 2
EVERYDAY = 0.05
"""A pair of characters in the words of more than this part of a chain's segments tells nothing."""
Branch = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Trades:
    """The trades of one snapshot's firms, by industry as its lists name it."""

    snapshot: Snapshot

    def usual(self, firm: int, chain: ChainGraph, segment: int) -> bool:
        """Whether other firms of the firm's trade stand on the segment's branch too; a trade of few firms says yes.

        A builder of flats that once sold ore supplies no smelter. O(tags of the trade's first firms), once a trade.
        """
        number = int(firm_classes(self.snapshot).of_firm[firm])
        if number == 0:
            return True
        peers, counts = self._counted(number)
        own = _branches(self.snapshot, firm)
        branch = (chain.chain.name, chain.segments[segment].branch or "")
        others, beside = peers - 1, counts[branch] - (branch in own)
        return others < LEAST_PEERS or beside >= USUAL * others

    def speaks_of(self, firm: int, chain: ChainGraph, segment: int, beyond: int) -> bool:
        """Whether the products of a firm, or its scope where it states none, share two characters with a word of the
        segment, beyond those of the segment it stands on itself. O(length of all)."""
        enterprise = self.snapshot.enterprises[firm]
        made = [str(offering.product) for offering in self.snapshot.offerings_of[firm]]
        own = _grams(*(made or [enterprise.business_scope or ""]))
        said = _of_segment(chain.segments[segment]) - _of_segment(chain.segments[beyond])
        return bool(own & (said - self._everyday(chain)))

    def _everyday(self, chain: ChainGraph) -> frozenset[str]:
        """Pairs of characters that stand in the words of many segments of a chain, such as 制品: they tell nothing."""

        def counted() -> frozenset[str]:
            count = Counter(gram for segment in chain.segments for gram in _of_segment(segment))
            return frozenset(gram for gram, often in count.items() if often > max(2, EVERYDAY * len(chain.segments)))

        return self.snapshot.memo.get(Key[frozenset[str]]("everyday pairs", chain.chain.name), counted)

    def _counted(self, number: int) -> tuple[int, Counter[Branch]]:
        """How many firms of a trade were looked at, and how many of them stand on each branch."""
        key = Key[tuple[int, Counter[Branch]]]("branches of a trade", number)
        return self.snapshot.memo.get(key, lambda: _counted(self.snapshot, _firms(self.snapshot, number)))


def _counted(snapshot: Snapshot, firms: Numbers) -> tuple[int, Counter[Branch]]:
    counts: Counter[Branch] = Counter()
    for firm in firms.tolist():
        counts.update(_branches(snapshot, firm))
    return len(firms), counts


def _firms(snapshot: Snapshot, number: int) -> Numbers:
    """The first firms of a trade that stand anywhere, by index."""
    order, starts = snapshot.memo.get(Key[tuple[Numbers, Numbers]]("firms by trade"), lambda: _sorted(snapshot))
    every = order[starts[number] : starts[number + 1]]
    placed = np.diff(snapshot.tags.start)[every] > 0
    return np.asarray(every[placed][:MOST_PEERS], dtype=np.int64)


def _sorted(snapshot: Snapshot) -> tuple[Numbers, Numbers]:
    classes: FirmClasses = firm_classes(snapshot)
    order = np.argsort(classes.of_firm, kind="stable")
    starts = np.searchsorted(classes.of_firm[order], np.arange(len(classes.codes) + 1))
    return order, np.asarray(starts, dtype=np.int64)


def _branches(snapshot: Snapshot, firm: int) -> set[Branch]:
    found = set()
    for tag in snapshot.tags.of_firm(firm):
        chain = snapshot.chains.get(tag.chain)
        if chain is not None and tag.key in chain.index:
            found.add((tag.chain, chain.segments[chain.index[tag.key]].branch or ""))
    return {(str(name), branch) for name, branch in found}


def _of_segment(segment: Segment) -> set[str]:
    return _grams(segment.name, *segment.aliases, *segment.products)


def _grams(*texts: str) -> set[str]:
    """Pairs of neighbouring characters of the texts."""
    written = [plain(text) for text in texts]
    return {text[n : n + GRAM] for text in written for n in range(len(text) - GRAM + 1)}
