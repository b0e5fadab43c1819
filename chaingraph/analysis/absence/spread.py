"""How firms of one industry class spread over the segments of a chain: what a firm known only by its class may make."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.absence.classes import PLACED, SAID, FirmClasses, firm_classes, group_of
from chaingraph.arrays import Floats, Mask
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key

WEIGHT = 6.0
"""Firms that the guess of the library's codes counts for against what described firms of the class do."""
ANYBODY = 100.0
"""Firms that "makes none of it" counts for where the class is not known and all firms of the store speak."""
CLASS_MAKES, GROUP_MAKES, GROUP_SHARE = 0.6, 0.1, 0.3
"""How many of a class's segments a firm of it makes, by the library's codes; of those that claim only its group; and
what the firms of the whole group say of its class."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassKeys:
    """How many distinct segments of all chains claim a class, and how many a group."""

    of_class: dict[str, int]
    of_group: dict[str, int]


KEYS = Key[ClassKeys]("segments of classes")


def spread(snapshot: Snapshot, chain: ChainGraph, chances: csr_array) -> Floats:
    """Chance that a firm of each class makes each segment, shape (B, S); B as ``firm_classes`` has them.

        rate[c, s] = (n[c, s] + w · guess[c, s]) / (n[c] + w)

    n counts firms of the class on anybody's list that state products or a scope, those on the segment by the chance
    of their tag (``chances``, shape (N, S)); the guess is what the library's codes say, or what the group does.
    O(tags + B·S).
    """
    made = Key[Floats]("spread", chain.chain.name)
    return snapshot.memo.get(made, lambda: _spread(snapshot, chain, chances))


def _spread(snapshot: Snapshot, chain: ChainGraph, chances: csr_array) -> Floats:
    classes = firm_classes(snapshot)
    described = ((classes.level == SAID) | (classes.level == PLACED)) & snapshot.columns.rostered
    on, total = _by_class(classes, chances, described)
    guess = np.maximum(library_guess(classes, chain, class_keys(snapshot)), GROUP_SHARE * _by_group(classes, on, total))
    rates: Floats = (on + WEIGHT * guess) / (total + WEIGHT)[:, None]
    rates[0] = on.sum(axis=0) / (total.sum() + ANYBODY)
    return np.minimum(rates, 0.95)


def _by_class(classes: FirmClasses, chances: csr_array, described: Mask) -> tuple[Floats, Floats]:
    """Chances summed by class and segment (B, S), and described firms by class (B,)."""
    size, segments = len(classes.codes), chances.shape[1]
    rows = np.repeat(classes.of_firm * described - (~described), np.diff(chances.indptr))
    kept = rows >= 0
    cells = rows[kept] * segments + chances.indices[kept]
    on = np.bincount(cells, chances.data[kept], minlength=size * segments).astype(np.float64)
    return on.reshape(size, segments), np.bincount(classes.of_firm[described], minlength=size).astype(np.float64)


def _by_group(classes: FirmClasses, on: Floats, total: Floats) -> Floats:
    """The rate of the group of each class, zero where it has none; shape (B, S)."""
    grouped = np.flatnonzero(classes.group >= 0)
    shape = (len(classes.groups), len(classes.codes))
    gather = csr_array((np.ones(len(grouped)), (classes.group[grouped], grouped)), shape=shape)
    rates = np.asarray(gather @ on) / (np.asarray(gather @ total) + WEIGHT)[:, None]
    found = np.zeros_like(on)
    found[grouped] = rates[classes.group[grouped]]
    return found


def library_guess(classes: FirmClasses, chain: ChainGraph, keys: ClassKeys) -> Floats:
    """What the codes of the segments alone let one expect of a firm of each class, shape (B, S)."""
    guess = np.zeros((len(classes.codes), len(chain.segments)))
    for column, segment in enumerate(chain.segments):
        own = set(segment.industry_codes)
        groups = {group_of(code) for code in own} - {""}
        for row, code in enumerate(classes.codes):
            if code in own:
                guess[row, column] = CLASS_MAKES / keys.of_class[code]
            elif group_of(code) in groups:
                guess[row, column] = GROUP_MAKES / keys.of_group[group_of(code)]
    return guess


def class_keys(snapshot: Snapshot) -> ClassKeys:
    """The counts over all chains of a snapshot, made once. O(segments of all chains)."""
    return snapshot.memo.get(KEYS, lambda: _class_keys(snapshot))


def _class_keys(snapshot: Snapshot) -> ClassKeys:
    by_class: dict[str, set[str]] = {}
    by_group: dict[str, set[str]] = {}
    for graph in snapshot.chains.values():
        for segment in graph.segments:
            for code in segment.industry_codes:
                by_class.setdefault(code, set()).add(segment.key)
                by_group.setdefault(group_of(code), set()).add(segment.key)
    count = ({code: len(keys) for code, keys in found.items()} for found in (by_class, by_group))
    return ClassKeys(*count)
