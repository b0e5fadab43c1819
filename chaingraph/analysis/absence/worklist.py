"""Which local firms to ask first: large ones that may close what the place seems to lack."""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.absence.absence import CLASS_SPEAKS, doubts, hint_chances
from chaingraph.analysis.absence.classes import NAMED, PLACED, firm_classes
from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.findings.place.worklist import Option, Unheard, Worklist
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise

MOST = 3
"""Candidates of one firm."""
LEAST = 0.005
OPEN, SERVED = 1.0, 0.25
"""What a segment without a local firm counts, and one that has some."""
SELF = 0.05
"""What knowing a firm is worth though no segment shows."""
MOST_WORTH = 3.0
"""Beyond so many segments that a firm may close, further ones count nothing."""
LISTED, LEADING, QUALIFIED = 3.0, 3.0, 1.0
REVENUE_YUAN, STAFF, CAPITAL_YUAN = 2e7, 50.0, 1e7
"""From which each of them adds to the weight of a firm, one for every tenfold."""


def worklist(snapshot: Snapshot, place: Place, chains: Sequence[ChainGraph], top: int) -> Worklist:
    """Local firms that stand on no segment of any chain, what knowing them would change first, then by name.

        gain = weight · (.05 + Σ over segments of the chains of chance · (1 where no local firm stands, else .25))

    O(hints + N + classes · segments of the chains).
    """
    members, levels = snapshot.members(place), firm_classes(snapshot).level
    firms = np.flatnonzero(members & (levels < PLACED))
    worth = np.zeros(len(firms))
    for chain in chains:
        worth += _worth(snapshot, chain, firms, _open(snapshot, chain, members))
    weights = np.array([weight(snapshot.enterprises[firm]) for firm in firms.tolist()])
    gains = weights * (SELF + np.minimum(worth, MOST_WORTH))
    names = [snapshot.enterprises[firm].name for firm in firms.tolist()]
    order = sorted(range(len(firms)), key=lambda n: (-gains[n], names[n]))[:top]
    rows = [_unheard(snapshot, chains, members, int(firms[n]), float(gains[n])) for n in order]
    return Worklist(
        place=place.name,
        firms=int(members.sum()),
        total=len(firms),
        rows=tuple(rows),
        data_version=snapshot.version,
    )


def weight(firm: Enterprise) -> float:
    """How much a firm weighs by what its row states, at least 1.

    >>> weight(Enterprise(id="a", name="甲")), weight(Enterprise(id="a", name="甲", employees=500))
    (1.0, 2.0)
    """
    sizes = (
        (firm.revenue_yuan, REVENUE_YUAN),
        (firm.employees, STAFF),
        (firm.registered_capital_yuan, CAPITAL_YUAN),
    )
    stated = [float(np.log10(value / bound)) for value, bound in sizes if value and value > bound]
    listed = LISTED if firm.listed_as and "未上市" not in firm.listed_as else 0.0
    return 1.0 + max(stated, default=0.0) + listed + LEADING * bool(firm.roles) + QUALIFIED * bool(firm.qualifications)


def _open(snapshot: Snapshot, chain: ChainGraph, members: Mask) -> Floats:
    """What each segment of the chain counts, shape (S,)."""
    made = snapshot.placements(chain)[np.flatnonzero(members)]
    served = np.zeros(len(chain.segments), dtype=bool)
    served[made.indices] = True
    return np.where(served, SERVED, OPEN)


def _worth(snapshot: Snapshot, chain: ChainGraph, firms: Numbers, counts: Floats) -> Floats:
    """Chance times count over the segments of a chain, shape of ``firms``."""
    known = doubts(snapshot, chain)
    said = np.asarray(csr_array(hint_chances(snapshot, chain)[firms]) @ counts)
    by_class = (known.rates @ counts)[known.classes.of_firm[firms]]
    speaks = np.array([CLASS_SPEAKS[level] for level in sorted(CLASS_SPEAKS)])
    return np.asarray(said + speaks[known.classes.level[firms]] * by_class, dtype=np.float64)


def _unheard(snapshot: Snapshot, chains: Sequence[ChainGraph], members: Mask, firm: int, gain: float) -> Unheard:
    options = candidates(snapshot, chains, members, firm)
    enterprise, named = snapshot.enterprises[firm], firm_classes(snapshot).level[firm] == NAMED
    industry = f"（行业登记为“{enterprise.industry}”）" if enterprise.industry else ""
    told = "名录没有写明产品与经营范围" if named else "所写产品与经营范围没有对上任何环节"
    return Unheard(
        firm=firm,
        enterprise=enterprise.name,
        chain=options[0].chain if options else None,
        candidates=options,
        gain=round(gain, 4),
        why=f"{told}{industry}",
    )


def candidates(snapshot: Snapshot, chains: Sequence[ChainGraph], members: Mask, firm: int) -> tuple[Option, ...]:
    """At most three segments the firm may make, by words or class, likeliest first, each key once."""
    found: dict[str, Option] = {}
    for chain in chains:
        for option in _of_chain(snapshot, chain, members, firm):
            if option.key not in found or option.probability > found[option.key].probability:
                found[option.key] = option
    ranked = sorted(found.values(), key=lambda option: (-option.probability, option.chain, option.key))
    return tuple(ranked[:MOST])


def _of_chain(snapshot: Snapshot, chain: ChainGraph, members: Mask, firm: int) -> list[Option]:
    known = doubts(snapshot, chain)
    said = hint_chances(snapshot, chain)[[firm]]
    chances = CLASS_SPEAKS[int(known.classes.level[firm])] * known.rates[known.classes.of_firm[firm]]
    words = {int(s): float(p) for s, p in zip(said.indices, said.data, strict=True) if p > chances[s]}
    for segment, chance in words.items():
        chances = np.where(np.arange(len(chances)) == segment, chance, chances)
    best = np.argsort(-chances, kind="stable")[:MOST].tolist()
    kept = [segment for segment in best if chances[segment] >= LEAST]
    counts = _open(snapshot, chain, members) if kept else chances
    industry = snapshot.enterprises[firm].industry or ""
    return [
        Option(
            chain=chain.chain.name,
            key=chain.segments[segment].key,
            segment=chain.segments[segment].name,
            probability=round(float(chances[segment]), 4),
            words=_words(snapshot, chain, firm, segment) if segment in words else industry,
            open=bool(counts[segment] == OPEN),
        )
        for segment in kept
    ]


def _words(snapshot: Snapshot, chain: ChainGraph, firm: int, segment: int) -> str:
    place = (chain.chain.name, chain.segments[segment].key)
    told = (hint for hint in snapshot.hints.of_firm(firm) if (hint.chain, hint.key) == place)
    return next((hint.words for hint in told), "")
