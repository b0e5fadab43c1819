"""Branches and stages of chains as sums over their segments."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.arrays import Floats
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.tagging.words.index import SegmentIndex


def branches_of(index: SegmentIndex) -> "Groups":
    """The branches of the index's segments, every prefix of a path one of them."""
    return Groups.of(index, [(n, path) for n, s in enumerate(index.segments) for path in _prefixes(s.branch)])


def stages_of(index: SegmentIndex, chains: Sequence[ChainGraph]) -> "Groups":
    """The stages of the chains of an index."""
    return Groups.of(index, list(enumerate(str(stage) for chain in chains for stage in chain.stages)))


def _prefixes(branch: str | None) -> list[str]:
    """Every prefix of a branch path.

    >>> _prefixes("正极/前驱体")
    ['正极', '正极/前驱体']
    """
    parts = branch.split("/") if branch else []
    return ["/".join(parts[: n + 1]) for n in range(len(parts))]


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Groups of segments (branches or stages) inside their chains, ready to be summed.

    ``members`` is (groups, segments), 1 where a segment is in a group; ``chains`` is (groups, segments), 1 where it is
    in the group's chain.
    """

    names: tuple[tuple[str, str], ...]
    members: csr_array
    chains: csr_array

    @classmethod
    def of(cls, index: SegmentIndex, pairs: Sequence[tuple[int, str]]) -> "Groups":
        """Groups from (segment, group name) pairs."""
        owner = [segment.chain for segment in index.segments]
        names = tuple(sorted({(owner[number], group) for number, group in pairs}))
        place = {name: row for row, name in enumerate(names)}
        inside = {(place[owner[number], group], number) for number, group in pairs}
        around = [
            (row, number) for row, (chain, _) in enumerate(names) for number, own in enumerate(owner) if own == chain
        ]
        return cls(names, _ones(sorted(inside), len(names), len(owner)), _ones(around, len(names), len(owner)))

    def summed(self, voice: Floats) -> tuple[tuple[str, str, float], ...]:
        """(chain, group, part of the chain's voice), loudest first, ties by name; silent chains are left out."""
        part, whole = self.members @ voice, self.chains @ voice
        heard = np.flatnonzero(whole > 0)
        share = np.round(part[heard] / whole[heard], 6)
        order = heard[np.argsort(-share, kind="stable")]
        values = np.round(part[order] / whole[order], 6).tolist()
        return tuple((*self.names[row], value) for row, value in zip(order.tolist(), values, strict=True))


def _ones(pairs: Sequence[tuple[int, int]], rows: int, columns: int) -> csr_array:
    dense = np.zeros((rows, columns))
    for row, column in pairs:
        dense[row, column] = 1.0
    return csr_array(dense)
