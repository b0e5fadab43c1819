"""Firms that no product places on a segment and that still fit it best: proposals to verify, with their reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import INFERRED, Proposals, Tag, TagEvidence
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.memo import Key
from chaingraph.model.chain import Segment
from chaingraph.tagging.search.relevance import BEST_HITS, RelevanceIndex
from chaingraph.tagging.search.shortlist import FirmProducts, shortlist
from chaingraph.tagging.words.firm_words import FirmWords, words_of
from chaingraph.text import plain

RELEVANCE = Key[RelevanceIndex]("relevance")
MAIN_BUSINESS, ELSEWHERE, BUYER = 0.5, 0.7, 0.4
"""A firm with at least this share on other segments of the chain, and none here, counts this much of its relevance;
and this much with any share on segments the goods go on to: its words are a buyer's."""
Likely = dict[SegmentKey, Proposals]


def relevance_index(snapshot: Snapshot) -> RelevanceIndex:
    """The index over the snapshot's firms; made when first asked for, then kept with the snapshot. O(total text)."""
    return snapshot.memo.get(RELEVANCE, lambda: RelevanceIndex.of(words_of(snapshot)))


@dataclass(frozen=True, slots=True, eq=False)
class _Pool:
    """The firms ranked for a segment: all of them, or a shortlist of very many; ``firms`` ascending."""

    firms: Numbers
    index: RelevanceIndex
    size: int

    def scores(self, segment: Segment, placed: Sequence[int]) -> Floats:
        """Relevance of every firm of the snapshot, 0 off the shortlist; shape (N,)."""
        out = np.zeros(self.size)
        out[self.firms] = self.index.scores(segment, np.searchsorted(self.firms, sorted(placed)).tolist())
        return out


SHORT = Key[tuple[object, _Pool]]("relevance of a shortlist")


def _pool(snapshot: Snapshot, segment: Segment, always: Iterable[int], within: int) -> _Pool:
    """Everyone where there are no more than ``within``; else a shortlist, the last one kept with the snapshot."""
    size = len(snapshot.enterprises)
    if size <= within:
        return _Pool(np.arange(size), relevance_index(snapshot), size)
    name = (segment.chain, segment.key, tuple(sorted(always)), within)
    last = snapshot.memo.find(SHORT)
    if last is None or last[0] != name:
        firms, products = shortlist(snapshot, segment, name[2], within), FirmProducts.of(snapshot)
        words = [FirmWords.of(snapshot.enterprises[firm], products.of_firm(firm)) for firm in firms.tolist()]
        last = (name, _Pool(firms, RelevanceIndex.of(words), size))
        snapshot.memo.put(SHORT, last)
    return last[1]


def likely_tags(
    snapshot: Snapshot, chain: ChainGraph, keys: Iterable[SegmentKey], *, among: Mask, most: int, within: int = 10_000
) -> Likely:
    """The ``most`` best untagged firms of each segment, as tags that count no share of the firm.

    ``among``: which firms may be proposed, shape (N,). A firm that a person has rejected for the segment never is. The
    score is the relevance; the only evidence is of the field 相关度推断. Of more than ``within`` firms only those are
    ranked that a quick look finds (``shortlist``), with all that stand on the segment. O(segments · postings).
    """
    out: Likely = {}
    on = snapshot.firms_on(chain)
    for key in keys:
        segment = chain.segments[chain.index[key]]
        word = _said(snapshot, segment.chain, key)
        pool = _pool(snapshot, segment, {*on[chain.index[key]], *word.placed}, within)
        scores = _as_placed(snapshot, chain, key, pool.scores(segment, word.placed))
        free = among.copy()
        free[list(on[chain.index[key]])] = False
        free[list(word.refused)] = False
        best = [firm for firm in _best_first(scores) if free[firm] and scores[firm] > 0][:most]
        told = _Teller(snapshot, pool, segment, word.placed, scores) if best else None
        out[key] = Proposals({firm: told.tag(firm) for firm in best} if told else {}, scores)
    return out


def _as_placed(snapshot: Snapshot, chain: ChainGraph, key: SegmentKey, scores: Floats) -> Floats:
    """Relevance with what is known of each firm's place on the chain: a maker of cells buys foil and makes none."""
    shares = snapshot.placements(chain)
    index = chain.index[key]
    own = np.zeros(len(scores), dtype=bool)
    own[list(snapshot.firms_on(chain)[index])] = True
    buying = shares @ np.isin(np.arange(len(chain.segments)), sorted(_onward(chain, index))) > 0
    busy = np.asarray(shares.sum(axis=1)).ravel() >= MAIN_BUSINESS
    factor = np.where(buying, BUYER, np.where(busy, ELSEWHERE, 1.0))
    return np.where(own, scores, factor * scores)


def _onward(chain: ChainGraph, segment: int) -> set[int]:
    """Segments that what this one makes goes into, over all tiers; equipment and return flows go into nothing. O(E)."""
    found: set[int] = set()
    waiting = [segment]
    while waiting:
        for edge in chain.buyers(waiting.pop()):
            buyer = chain.index[edge.output]
            if not edge.capital and not edge.recycle and buyer not in found:
                found.add(buyer)
                waiting.append(buyer)
    return found - {segment}


@dataclass(frozen=True, slots=True)
class _Word:
    """What people said of a segment: firms they placed on it, firms they rejected."""

    placed: tuple[int, ...]
    refused: tuple[int, ...]


def _said(snapshot: Snapshot, chain: ChainId, key: SegmentKey) -> _Word:
    said = {
        snapshot.index[c.enterprise]: c.verdict
        for c in snapshot.corrections
        if c.chain == chain and c.segment == key and c.enterprise in snapshot.index
    }
    return _Word(
        placed=tuple(sorted(firm for firm, yes in said.items() if yes)),
        refused=tuple(sorted(firm for firm, yes in said.items() if not yes)),
    )


def _best_first(scores: Floats) -> list[int]:
    """Firms by score, equal ones by index."""
    found: list[int] = np.argsort(-scores, kind="stable").tolist()
    return found


class _Teller:
    """Says in one sentence why a firm may belong to one segment."""

    def __init__(
        self, snapshot: Snapshot, pool: _Pool, segment: Segment, placed: Sequence[int], scores: Floats
    ) -> None:
        self._snapshot, self._makes, self._scores = snapshot, pool.index.makes, scores
        self._firms, index = pool.firms, pool.index
        self._segment, self._placed = segment, tuple(placed)
        self._words = [plain(word) for word in (segment.name, *segment.aliases)]
        self._cosines = index.products.best(self._words)
        self._texts = index.texts
        self._top = _best_first(scores)[:BEST_HITS]

    def tag(self, firm: int) -> Tag:
        """The tag of a proposal: scored by relevance, no share, one sentence as evidence."""
        sentence = "；".join(
            part for part in (self._product(firm), self._placed_beside(firm), self._like(firm)) if part
        )
        piece = TagEvidence(field=INFERRED, text=sentence or "企业名称与行业用词同该环节相近")
        return Tag(
            chain=self._segment.chain,
            key=self._segment.key,
            score=round(float(self._scores[firm]), 4),
            probability=None,
            share=0.0,
            evidence=(piece,),
        )

    def _product(self, firm: int) -> str:
        """The firm's product nearest to the segment's words, and the characters both have."""
        at = int(np.searchsorted(self._firms, firm))
        row = slice(self._makes.indptr[at], self._makes.indptr[at + 1])
        own = self._makes.indices[row]
        if not len(own):
            return ""
        best = int(own[int(np.argmax(self._cosines[own] * self._makes.data[row]))])
        text = self._texts[best]
        shared = max((common(text, word) for word in self._words), key=len)
        return f"主营产品“{text}”与环节“{self._segment.name}”用词相近（“{shared}”）" if len(shared) > 1 else ""

    def _placed_beside(self, firm: int) -> str:
        beside = self._same_industry(firm, self._placed)
        industry = self._snapshot.enterprises[firm].industry
        return f"该环节已确认的 {len(self._placed)} 家企业中 {beside} 家与其同属“{industry}”行业" if beside else ""

    def _like(self, firm: int) -> str:
        beside = self._same_industry(firm, [other for other in self._top if other != firm])
        industry = self._snapshot.enterprises[firm].industry
        return f"与该环节最相关的 {len(self._top)} 家企业中另有 {beside} 家属“{industry}”行业" if beside else ""

    def _same_industry(self, firm: int, others: Sequence[int]) -> int:
        industry = self._snapshot.enterprises[firm].industry
        return sum(self._snapshot.enterprises[other].industry == industry for other in others) if industry else 0


def common(one: str, other: str) -> str:
    """The longest run of characters both texts hold, the first of equals. O(len · len).

    >>> common("锂电正极材料", "电池正极材料")
    '正极材料'
    """
    best, ends = "", [0] * (len(other) + 1)
    for char in one:
        before = 0
        for place, theirs in enumerate(other, 1):
            before, ends[place] = ends[place], before + 1 if char == theirs else 0
            if ends[place] > len(best):
                best = other[place - ends[place] : place]
    return best
