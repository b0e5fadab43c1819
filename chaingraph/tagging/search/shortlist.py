"""Which of very many firms are worth ranking for a segment: a quick look at who says any of its words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from chaingraph.arrays import Floats, Numbers
from chaingraph.graph.snapshot import Snapshot
from chaingraph.memo import Key
from chaingraph.model.chain import Segment
from chaingraph.model.links import Offering
from chaingraph.tagging.teach.thesaurus import expansion
from chaingraph.text import plain

NAMED, TOLD = 1.0, 0.5
"""What a pair of characters weighs that stands in the segment's name or aliases, and one of the thesaurus alone."""
OTHER_FIELD = 0.5
"""What the firm's name, industry or scope counts beside its best product."""


@dataclass(frozen=True, eq=False)
class FirmProducts:
    """Offerings by firm: ``order`` are positions in ``offerings``, those of firm i in ``start[i]:start[i + 1]``."""

    offerings: Sequence[Offering]
    start: Numbers
    order: Numbers
    firms: Numbers

    @classmethod
    def of(cls, snapshot: Snapshot) -> "FirmProducts":
        """The offerings of a snapshot; made once, then kept with it. O(offerings)."""
        return snapshot.memo.get(Key[FirmProducts]("products of firms"), lambda: cls._grouped(snapshot))

    @classmethod
    def _grouped(cls, snapshot: Snapshot) -> "FirmProducts":
        index, offerings = snapshot.index, snapshot.offerings
        firms = np.fromiter((index.get(o.enterprise, -1) for o in offerings), dtype=np.int64, count=len(offerings))
        order = np.argsort(firms, kind="stable")
        order = order[firms[order] >= 0]
        start = np.searchsorted(firms[order], np.arange(len(snapshot.enterprises) + 1))
        return cls(offerings, start.astype(np.int64), order, firms[order])

    def of_firm(self, firm: int) -> list[Offering]:
        """What the firm makes, largest known share first, then by name, as ``Snapshot.offerings_of`` has it."""
        own = [self.offerings[at] for at in self.order[self.start[firm] : self.start[firm + 1]].tolist()]
        return sorted(own, key=lambda o: (-(o.share or 0), o.product))

    @cached_property
    def texts(self) -> tuple[list[str], Numbers]:
        """Distinct products, and which of them each offering in ``order`` is."""
        number: dict[str, int] = {}
        products = (str(self.offerings[at].product) for at in self.order.tolist())
        which = np.fromiter((number.setdefault(p, len(number)) for p in products), np.int64, count=len(self.order))
        return list(number), which


def shortlist(snapshot: Snapshot, segment: Segment, always: Iterable[int], most: int) -> Numbers:
    """At most ``most`` firms, and those of ``always``, ascending: all of them when there are no more.

        score = best product + .5·(name + industry, and scope where the firm names no product)
        of a text: Σ weight·ln(1 + T/t) over the pairs of characters it shares with the segment / √pairs it has

    weight is 1 for pairs of the segment's name and aliases, .5 for those the thesaurus adds; T texts, t of them with
    the pair. Firms that share no pair are left out. Where a firm sits plays no part. O(text), in one pass.
    """
    if len(snapshot.enterprises) <= most:
        return np.arange(len(snapshot.enterprises))
    scores = _scores(snapshot, _needles(segment))
    best = np.lexsort((np.arange(len(scores)), -scores))[:most]
    kept = best[scores[best] > 0]
    return np.unique(np.concatenate([kept, np.array(sorted(always), dtype=np.int64)])).astype(np.int64)


def _needles(segment: Segment) -> Mapping[str, float]:
    """Pairs of characters that speak for the segment, with their weight."""
    told = {pair: TOLD for word in expansion(segment.name) for pair in pairs(word)}
    named = {pair: NAMED for word in (segment.name, *segment.aliases) for pair in pairs(plain(word))}
    return {**told, **named}


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text; a single character stands for itself.

    >>> sorted(pairs("铜箔")), sorted(pairs("铜"))
    (['铜箔'], ['铜'])
    """
    return {text[at : at + 2] for at in range(len(text) - 1)} or ({text} if text else set())


def _scores(snapshot: Snapshot, needles: Mapping[str, float]) -> Floats:
    products, firms = FirmProducts.of(snapshot), snapshot.enterprises
    texts, which = products.texts
    scores = np.zeros(len(firms))
    np.maximum.at(scores, products.firms, _likeness(texts, needles)[which])
    silent = np.diff(products.start) == 0
    industries = sorted({firm.industry for firm in firms if firm.industry})
    of_industry = dict(zip(industries, _likeness(industries, needles).tolist(), strict=True))
    scores += OTHER_FIELD * np.fromiter((of_industry.get(f.industry or "", 0.0) for f in firms), float, len(firms))
    scores += OTHER_FIELD * _likeness([firm.name for firm in firms], needles)
    told = np.flatnonzero(silent)
    scopes = [firms[firm].business_scope or "" for firm in told.tolist()]
    scores[told] += OTHER_FIELD * _likeness(scopes, needles)
    return scores


def _likeness(texts: Sequence[str], needles: Mapping[str, float]) -> Floats:
    """How much each text shares with the needles, rare pairs counting more; shape (T,). O(text)."""
    out = np.zeros(len(texts))
    if not needles:
        return out
    any_of = re.compile("|".join(map(re.escape, sorted(needles))), re.IGNORECASE)
    met = {at: pairs(plain(text)) for at, text in enumerate(texts) if any_of.search(text)}
    seen: dict[str, int] = {}
    for own in met.values():
        for pair in own & needles.keys():
            seen[pair] = seen.get(pair, 0) + 1
    worth = {pair: needles[pair] * float(np.log1p(len(texts) / count)) for pair, count in seen.items()}
    for at, own in met.items():
        out[at] = sum(worth[pair] for pair in sorted(own & worth.keys())) / len(own) ** 0.5
    return out
