"""The chance that no firm of a place makes a segment: earned by every firm that surely does not, never by silence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.absence.classes import GONE, NAMED, PLACED, SAID, FirmClasses, firm_classes
from chaingraph.analysis.absence.rosters import reach
from chaingraph.analysis.absence.spread import spread
from chaingraph.arrays import Floats, Numbers
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key

CLASS_SPEAKS = {NAMED: 0.5, SAID: 0.25, PLACED: 0.04, GONE: 0.0}
"""How far the spread of its class speaks for a firm, by how well it is described; fitted by benchmarks/absence."""
SURE = 0.999999
"""A chance of one counts so, that a sum of logarithms can hold it."""
BLOCK = 1 << 17


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Doubts:
    """What speaks for N firms on the S segments of a chain.

    Attributes
    ----------
    weights
        -ln(1 - chance) that each firm makes each segment by its own words, tags and hints together; sparse, (N, S). Of
        a pair that a person has denied, what its class would say for it, taken back.
    classes
        Class and level of description of each firm.
    rates
        Chance by class alone, (B, S).
    """

    weights: csr_array
    classes: FirmClasses
    rates: Floats


def doubts(snapshot: Snapshot, chain: ChainGraph) -> Doubts:
    """What speaks for firms on a chain, made once for a data version. O(tags + hints + B·S)."""
    made = Key[Doubts]("doubts on", chain.chain.name)
    return snapshot.memo.get(made, lambda: _doubts(snapshot, chain))


def _doubts(snapshot: Snapshot, chain: ChainGraph) -> Doubts:
    tagged, classes = tag_chances(snapshot, chain), firm_classes(snapshot)
    weights = csr_array(tagged.maximum(hint_chances(snapshot, chain)))
    weights.data = -np.log1p(-np.minimum(weights.data, SURE))
    known = Doubts(weights=weights, classes=classes, rates=spread(snapshot, chain, tagged))
    return replace(known, weights=csr_array(weights + _taken_back(denied(snapshot, chain), known)))


def tag_chances(snapshot: Snapshot, chain: ChainGraph) -> csr_array:
    """Chance of every tag of a chain, shape (N, S); one without a calibrated chance counts by its score."""
    columns, rows = snapshot.tag_columns(chain), snapshot.tags.rows
    tags = [rows[row] for row in columns.rows.tolist()]
    chances = np.array([tag.score if tag.probability is None else tag.probability for tag in tags], dtype=np.float64)
    shape = (len(snapshot.enterprises), len(chain.segments))
    return csr_array((chances, (columns.firms, columns.segments)), shape=shape)


def hint_chances(snapshot: Snapshot, chain: ChainGraph) -> csr_array:
    """Chance of every hint of a chain, shape (N, S), those a person has denied and those of firms
    that are not live left out."""
    shape = (len(snapshot.enterprises), len(chain.segments))
    if snapshot.hints.firms != shape[0]:
        return csr_array(shape)
    chances, _ = snapshot.hints.on_chain(chain.chain.name, chain.index)
    for firm in sorted(snapshot.gone):
        chances.data[chances.indptr[firm] : chances.indptr[firm + 1]] = 0.0
    for firm, segment in denied(snapshot, chain):
        row = slice(chances.indptr[firm], chances.indptr[firm + 1])
        chances.data[row] *= chances.indices[row] != segment
    return chances


def denied(snapshot: Snapshot, chain: ChainGraph) -> list[tuple[int, int]]:
    """(firm, segment) pairs of a chain that a person has said no to, the last word of each; sorted."""
    said: dict[tuple[int, int], bool] = {}
    for correction in snapshot.corrections:
        firm, segment = snapshot.index.get(correction.enterprise), chain.index.get(correction.segment)
        if firm is not None and segment is not None:
            said[firm, segment] = correction.verdict
    return sorted(pair for pair, verdict in said.items() if not verdict)


def class_chances(known: Doubts, firms: Numbers, segments: Numbers | int) -> Floats:
    """Chance that each of these firms makes the segment beside it by its class alone; shape of ``firms``."""
    speaks = np.array([CLASS_SPEAKS[level] for level in sorted(CLASS_SPEAKS)])
    found: Floats = speaks[known.classes.level[firms]] * known.rates[known.classes.of_firm[firms], segments]
    return np.minimum(found, SURE)


def _taken_back(pairs: Sequence[tuple[int, int]], known: Doubts) -> csr_array:
    """What the class says for the pairs, with the other sign."""
    firms = np.array([firm for firm, _ in pairs], dtype=np.int64)
    segments = np.array([segment for _, segment in pairs], dtype=np.int64)
    return csr_array((np.log1p(-class_chances(known, firms, segments)), (firms, segments)), shape=known.weights.shape)


def absence(snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph) -> Floats:
    """Chance that no firm of each place makes each segment of the chain, shape (P, S), 0 to 1.

        absence[p, s] = reach[p, s] · Π over firms f of p (1 - chance[f, s]) · (1 - speaks[level f] · rate[class f, s])

    ``reach`` is below 1 where the place's lists do not hold such firms. O(N + tags + hints + P·B·S).
    """
    homes = snapshot.columns.homes(places, snapshot.moves)
    found = absent(homes, len(places), doubts(snapshot, chain))
    return found * reach(snapshot, places, chain)


def absence_here(snapshot: Snapshot, place: Place, chain: ChainGraph) -> Floats:
    """The same of one place, shape (S,): what ``absence`` says of it. O(its firms and their words + B·S)."""
    firms = np.flatnonzero(snapshot.members(place))
    known = doubts(snapshot, chain)
    total = np.asarray(csr_array(known.weights[firms]).sum(axis=0), dtype=np.float64)
    classes = FirmClasses(
        codes=known.classes.codes,
        of_firm=known.classes.of_firm[firms],
        level=known.classes.level[firms],
        groups=known.classes.groups,
        group=known.classes.group,
    )
    total += _by_class([np.zeros(len(firms), dtype=np.int64)], 1, classes, known.rates)[0]
    return np.asarray(np.exp(-total) * reach(snapshot, [place], chain)[0], dtype=np.float64)


def absent(homes: Sequence[Numbers], places: int, known: Doubts) -> Floats:
    """The product over the firms of each place, shape (P, S). O(layers · (N + non-zeros) + P·B·S).

    >>> classes = FirmClasses(codes=("",), of_firm=np.array([0, 0]), level=np.array([2, 2]), groups=(),
    ...                       group=np.array([-1]))
    >>> weights = csr_array(-np.log([[0.5], [0.8]]))
    >>> known = Doubts(weights=weights, classes=classes, rates=np.zeros((1, 1)))
    >>> absent([np.array([0, 0])], 1, known).round(6).tolist()
    [[0.4]]
    """
    total = _summed(homes, places, known.weights)
    return np.exp(-(total + _by_class(homes, places, known.classes, known.rates)))


def _by_class(homes: Sequence[Numbers], places: int, classes: FirmClasses, rates: Floats) -> Floats:
    """What classes say for the firms of each place, as a sum of -ln(1 - chance), shape (P, S)."""
    total = np.zeros((places, rates.shape[1]))
    firms, levels, likely = _counted(homes, places, classes), sorted(CLASS_SPEAKS), csr_array(rates)
    for number, level in enumerate(levels):
        spoken = likely.copy()
        spoken.data = -np.log1p(-np.minimum(CLASS_SPEAKS[level] * likely.data, SURE))
        total += (csr_array(firms[number :: len(levels)]) @ spoken).toarray()
    return total


def _summed(homes: Sequence[Numbers], places: int, weights: csr_array) -> Floats:
    """Sums of the cells of a place's firms, by place and segment (P, S)."""
    segments = weights.shape[1]
    bins = np.zeros((places + 1) * segments)
    for layer in homes:
        for begin in range(0, len(layer), BLOCK):
            end = min(begin + BLOCK, len(layer))
            part = slice(weights.indptr[begin], weights.indptr[end])
            seat = np.where(layer[begin:end] < 0, places, layer[begin:end]) * np.int64(segments)
            cells = np.repeat(seat, np.diff(weights.indptr[begin : end + 1])) + weights.indices[part]
            bins += np.bincount(cells, weights.data[part], minlength=len(bins))
    return bins.reshape(places + 1, segments)[:places]


def _counted(homes: Sequence[Numbers], places: int, classes: FirmClasses) -> csr_array:
    """Firms by place and level (rows, the levels of a place together) and class, sparse."""
    size, levels = len(classes.codes), len(CLASS_SPEAKS)
    own = classes.level * size + classes.of_firm
    bins = np.zeros(places * levels * size, dtype=np.int64)
    for layer in homes:
        here = layer >= 0
        bins += np.bincount(layer[here] * (levels * size) + own[here], minlength=len(bins))
    cells = np.flatnonzero(bins)
    shape = (places * levels, size)
    return csr_array((bins[cells].astype(np.float64), (cells // size, cells % size)), shape=shape)
