"""What supply links say of local purchases: which segment each link carries, for how much, from where."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from chaingraph.analysis.standing.bought import Turnover
from chaingraph.arrays import Floats, Mask
from chaingraph.findings.place.supply import NOTHING_OBSERVED, Observed
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.link_columns import current_links
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key
from chaingraph.model.links import SupplyLink
from chaingraph.model.provenance import Certainty
from chaingraph.settings import Settings

PARTS = re.compile(r"[；;、，,/]")
MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class Purchase:
    """One observed pair on one segment: ``buyer`` and ``supplier`` are firm indices."""

    segment: int
    supplier: int
    buyer: int
    link: SupplyLink


def purchases(snapshot: Snapshot, members: Mask, chain: ChainGraph) -> tuple[Purchase, ...]:
    """Every link with a local buyer that carries a segment of the chain, of the latest year of its pair and product.
    O(links).

    The segment is the one whose name or alias the link's product is; else the supplier's segment that feeds one of
    the buyer's segments; else, when the buyer stands on the chain, the supplier's largest segment.
    """
    words = _Words.of(snapshot, chain)
    found = []
    for link, supplier, buyer in _bought_by(snapshot, members, words):
        segment = words.segment(link, supplier, buyer)
        if segment is not None:
            found.append(Purchase(segment, supplier, buyer, link))
    return tuple(sorted(found, key=lambda one: (one.segment, one.supplier, one.buyer, one.link.product or "")))


def observed_by_segment(snapshot: Snapshot, members: Mask, bought: tuple[Purchase, ...]) -> dict[int, Observed]:
    """What was seen of each segment that was seen at all. O(purchases)."""
    grouped: dict[int, list[Purchase]] = {}
    for purchase in bought:
        grouped.setdefault(purchase.segment, []).append(purchase)
    return {segment: _observed(snapshot, members, rows) for segment, rows in sorted(grouped.items())}


def corrections(chain: ChainGraph, bought: tuple[Purchase, ...], turnover: Turnover) -> Floats:
    """Yuan to add to direct demand so that observed purchases stand in place of estimates, shape (S,).

        Δ[s] = Σ over buyers b with a known amount for s of (observed[b, s] - (F[b]·A)[s])

    F (N, S) is the turnover of each firm on each segment, A (S, S) what it buys. Other buyers keep their estimates.
    O(purchases · S).
    """
    spent = {at: yuan for at, rows in sorted(_by_buyer(bought).items()) if (yuan := _spent(rows)) is not None}
    buyers = {buyer: n for n, buyer in enumerate(sorted({buyer for buyer, _ in spent}))}
    change = np.zeros(len(chain.segments))
    if not buyers:
        return change
    firms = np.array(list(buyers), dtype=np.int64)
    made = scaled(csr_array(turnover.parts[firms]), turnover.sizes[firms])
    estimate = np.asarray((made @ turnover.edges).toarray())
    for (buyer, segment), yuan in spent.items():
        change[segment] += yuan - float(estimate[buyers[buyer], segment])
    return change


def observed_changes(
    snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph, turnover: Turnover
) -> Floats | None:
    """The corrections of several places, shape (P, S); None when no link anywhere states an amount. O(P · links)."""
    if all(link.amount_yuan is None for link in snapshot.links):
        return None
    found = (purchases(snapshot, snapshot.members(place), chain) for place in places)
    return np.array([corrections(chain, bought, turnover) for bought in found])


def weight_placed(snapshot: Snapshot, chain: ChainGraph, rules: Settings) -> csr_array:
    """F, the weight of each firm counted on each segment of a chain, shape (N, S)."""
    return scaled(snapshot.placements(chain), snapshot.sizes(rules)[0])


def scaled(shares: csr_array, sizes: Floats) -> csr_array:
    """Every row of shares times the size of its firm, of the same shape."""
    return csr_array(
        (np.repeat(sizes, np.diff(shares.indptr)) * shares.data, shares.indices, shares.indptr), shares.shape
    )


def _bought_by(snapshot: Snapshot, members: Mask, words: "_Words") -> Iterator[tuple[SupplyLink, int, int]]:
    """Links with a local buyer that may carry a segment: they name a product, or both ends stand on the chain."""
    suppliers, buyers = snapshot.link_ends
    known = np.flatnonzero((suppliers >= 0) & (buyers >= 0) & current_links(snapshot))
    here = known[members[buyers[known]]]
    told = _names_a_product(snapshot)[here] | (words.placed[suppliers[here]] & words.placed[buyers[here]])
    for number in here[told].tolist():
        yield snapshot.links[number], int(suppliers[number]), int(buyers[number])


def _names_a_product(snapshot: Snapshot) -> Mask:
    """Which links name what is supplied, shape (L,); made once."""

    def named() -> Mask:
        told = (bool(link.product) for link in snapshot.links)
        return np.fromiter(told, dtype=bool, count=len(snapshot.links))

    return snapshot.memo.get(Key[Mask]("links that name a product"), named)


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """What tells the segment of a link: names of segments, which feeds which, and where firms stand on the chain."""

    snapshot: Snapshot
    chain: ChainGraph
    names: Mapping[str, int]
    feeds: frozenset[tuple[int, int]]
    standing: csr_array
    placed: Mask

    @classmethod
    def of(cls, snapshot: Snapshot, chain: ChainGraph) -> "_Words":
        """Of one chain; ``placed`` says which firms stand on it."""
        standing = snapshot.placements(chain)
        return cls(
            snapshot=snapshot,
            chain=chain,
            names={word: n for n, s in reversed(list(enumerate(chain.segments))) for word in (*s.aliases, s.name)},
            feeds=frozenset((chain.index[e.input], chain.index[e.output]) for e in chain.inputs if not e.recycle),
            standing=standing,
            placed=np.diff(standing.indptr) > 0,
        )

    def segment(self, link: SupplyLink, supplier: int, buyer: int) -> int | None:
        """The segment a link carries, or None."""
        for part in PARTS.split(link.product) if link.product else ():
            if part.strip() in self.names:
                return self.names[part.strip()]
        if not self.placed[supplier] or not self.placed[buyer]:
            return None
        wanted, sold = self._on(buyer), self._on(supplier)
        ranked = sold if len(sold) == 1 else self._ranked(supplier)
        return next((s for s in ranked if any((s, b) in self.feeds for b in wanted)), ranked[0])

    def _on(self, firm: int) -> list[int]:
        begin, end = self.standing.indptr[firm : firm + 2]
        found: list[int] = self.standing.indices[begin:end].tolist()
        return found

    def _ranked(self, firm: int) -> list[int]:
        """Segments of a firm, the largest share first, then the surest."""
        name, index = self.chain.chain.name, self.chain.index
        tags = [tag for tag in self.snapshot.tags.of_firm(firm) if tag.chain == name and tag.key in index]
        return [index[tag.key] for tag in sorted(tags, key=lambda tag: (-tag.share, -tag.score, tag.key))]


def _by_buyer(bought: tuple[Purchase, ...]) -> dict[tuple[int, int], list[Purchase]]:
    grouped: dict[tuple[int, int], list[Purchase]] = {}
    for purchase in bought:
        grouped.setdefault((purchase.buyer, purchase.segment), []).append(purchase)
    return grouped


def _spent(rows: list[Purchase]) -> float | None:
    """What a buyer spends on a segment in all: known amounts, scaled up where all of them state their share."""
    priced = [row.link for row in rows if row.link.amount_yuan is not None]
    if not priced:
        return None
    amount = sum(float(link.amount_yuan or 0.0) for link in priced)
    shares = [link.share for link in priced if link.share]
    known = sum(shares)
    return amount / known if len(shares) == len(priced) and 0 < known < 1 else amount


def _observed(snapshot: Snapshot, members: Mask, rows: list[Purchase]) -> Observed:
    money = {row: float(row.link.amount_yuan or 0.0) for row in rows}
    outside: dict[int, float] = {}
    for row in rows:
        if not members[row.supplier]:
            outside[row.supplier] = outside.get(row.supplier, 0.0) + money[row]
    ranked = sorted(outside, key=lambda firm: (-outside[firm], snapshot.enterprises[firm].id))
    suppliers = {row.supplier for row in rows}
    spent = (_spent(group) for group in _by_buyer(tuple(rows)).values())
    return Observed(
        purchases_yuan=sum(money.values()),
        local_yuan=sum(amount for row, amount in money.items() if members[row.supplier]),
        purchased_yuan=sum(amount for amount in spent if amount is not None),
        links=len(rows),
        priced=sum(row.link.amount_yuan is not None for row in rows),
        unverified=sum(row.link.evidence.certainty is Certainty.UNVERIFIED for row in rows),
        suppliers=len(suppliers),
        local_suppliers=sum(bool(members[firm]) for firm in suppliers),
        outside=tuple(snapshot.enterprises[firm].label for firm in ranked[:MOST_NAMES]),
        lost=_lost(snapshot, members, rows),
    )


def _lost(snapshot: Snapshot, members: Mask, rows: list[Purchase]) -> tuple[str, ...]:
    """Buyers whose latest local supply is older than their latest outside supply of the same segment."""
    told = []
    for group in _by_buyer(tuple(rows)).values():
        dated = sorted((row for row in group if row.link.year), key=lambda row: (row.link.year or "", row.supplier))
        here = [row for row in dated if members[row.supplier]]
        away = [row for row in dated if not members[row.supplier]]
        if here and away and (here[-1].link.year or "") < (away[-1].link.year or ""):
            buyer, old, new = (
                snapshot.enterprises[i].label for i in (group[0].buyer, here[-1].supplier, away[-1].supplier)
            )
            told.append(f"{buyer} {here[-1].link.year} 年由本地 {old} 供货，{away[-1].link.year} 年改由外地 {new} 供货")
    return tuple(told)


def seen(found: Mapping[int, Observed], segment: int) -> Observed:
    """What was seen of a segment, nothing when nothing was."""
    return found.get(segment, NOTHING_OBSERVED)
