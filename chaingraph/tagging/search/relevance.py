"""How well every firm fits a segment by words and industry, also where none of its products says so outright."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.arrays import Floats, Numbers
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.model.chain import Chain, Segment
from chaingraph.tagging.teach.rank import FirmColumns, FirmSpace, Ranker, product_weights
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.tagging.words.inverted import Inverted
from chaingraph.text import plain

COSINE, BM25, PRODUCT, INDUSTRY_NAME, INDUSTRY, WIDER_INDUSTRY = 1.0, 1.0, 0.5, 0.7, 0.6, 0.8
"""Weights of the six signals, each divided by its best firm; see docs/accuracy.md for how they were chosen."""
FEEDBACK, PLACED, PLACED_WIDER = 0.4, 0.8, 0.8
RANKED = 1.5
"""Weight of what the segment's name means (``Ranker``), beside all the rest."""
SAME_END, WITHOUT_END, END_LENGTH = 0.4, 0.8, 2
"""What a product that ends like the segment's word adds, and what is left to a firm that nowhere says that end:
Chinese names the thing itself last (锂电铜箔 is 铜箔)."""
SILENT = 0.7
"""What is left of the relevance of a firm that names neither product nor scope: a short text looks alike too easily."""
BEST_HITS, NEAREST = 30, 10
SMALL_INDUSTRY, FEW_PLACED = 5, 1


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Firms by industry: ``of_firm`` is the class number of each firm, -1 where none is known; ``size`` firms each."""

    of_firm: Numbers
    size: Numbers

    @classmethod
    def of(cls, labels: Sequence[str]) -> "Classes":
        """Classes of one label a firm; an empty label is no class."""
        names = sorted({label for label in labels if label})
        number = {name: n for n, name in enumerate(names)}
        of_firm = np.array([number.get(label, -1) for label in labels], dtype=np.int64)
        return cls(of_firm, np.bincount(of_firm[of_firm >= 0], minlength=len(names)))

    def votes(self, firms: Numbers, weights: Floats) -> Floats:
        """Sum of the weights of the firms by class, shape (classes,)."""
        known = self.of_firm[firms] >= 0
        sums = np.bincount(self.of_firm[firms][known], weights=weights[known], minlength=len(self.size))
        return sums.astype(np.float64)

    def spread(self, values: Floats) -> Floats:
        """The value of its class for every firm, 0 where none is known."""
        return np.append(values, 0.0)[self.of_firm]


@dataclass(frozen=True, eq=False, kw_only=True)
class RelevanceIndex:
    """Firms made ready to be ranked for any segment; what is worked out once for all segments.

    ``cosine`` and ``bm25`` are inverted lists over the firms' words, ``products`` over the distinct ``texts`` of
    products, ``makes`` the weight of each product in each firm, share^.4, shape (N, products). ``industry`` and
    ``wider`` group firms by industry and by the class above it; ``industry_names`` is a list over industries' names;
    ``silent`` marks firms that name neither product nor scope.
    """

    cosine: Inverted
    bm25: Inverted
    products: Inverted
    texts: Sequence[str]
    makes: csr_array
    industry_names: Inverted
    industry: Classes
    wider: Classes
    space: FirmSpace
    rows: FirmColumns
    silent: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, firms: Sequence[FirmWords]) -> "RelevanceIndex":
        """The index of these firms, in firm order. O(total text)."""
        texts = [told(words) for words in firms] or [""]
        labels = [words.industry or words.code for words in firms]
        heft = product_weights(firms)
        known = list(firms) or [FirmWords(name="", core="", products=(), scope=(), industry="", code="")]
        space = FirmSpace.of(known)
        return cls(
            cosine=Inverted.cosine(texts, (1, 2)),
            bm25=Inverted.bm25(texts, (1, 2, 3)),
            products=Inverted.cosine(heft.texts, (1, 2, 3)),
            texts=heft.texts,
            makes=heft.matrix,
            industry_names=Inverted.cosine(sorted({label for label in labels if label}) or [""], (1, 2)),
            industry=Classes.of(labels),
            wider=Classes.of([wider_class(words.code) or words.industry for words in firms]),
            space=space,
            rows=space.read(known).by_column(),
            silent=np.array([not words.products and not words.scope for words in firms], dtype=bool),
        )

    def scores(self, segment: Segment, placed: Sequence[int] = ()) -> Floats:
        """Relevance of every firm for the segment, shape (N,), 0 to 1, the best firm 1; where it sits plays no part.

            r  = cos + BM25 + .5·max(product) + .7·cos(industry, segment) + .6·I + .8·W,   each divided by its largest
            I  = Σ r over the 30 best texts in the firm's industry / √(industry size + 5);  W the same a class wider
            r' = r / max r + .4·F + .8·P + .8·P a class wider,  F = likeness to the 10 best firms and to those placed
            r" = r' / max r' + 1.5·T / max T,  T = ``Ranker``, what the segment's name means
            s  = (r" / max r" + .4·max(product that ends like the segment)) · (.8 where the firm never says that end)
            P  = firms placed on the segment in the firm's industry / (firms placed + 1)

        A firm that names neither product nor scope keeps .7 of it. ``placed`` are firms people put on the segment. F is
        relevance feedback with weights r², own firm left out. O(postings of the words met). Sources: Robertson et al.
        (1994) for BM25, Rocchio (1971) for F.
        """
        if not len(self.industry.of_firm):
            return np.zeros(0)
        words = [plain(word) for word in (segment.name, *segment.aliases)]
        full = plain(segment.branch or "").replace("/", "") + words[0]
        product = PRODUCT * _of_best(self._best_product(words))
        named = self._text(words) + product
        total = self._text([full, *words[1:]]) + product + INDUSTRY_NAME * _of_best(self._industry_likeness(full))
        for weight, classes in ((INDUSTRY, self.industry), (WIDER_INDUSTRY, self.wider)):
            total = total + weight * _of_best(_best_industries(classes, named))
        total = _of_best(total)
        known = np.asarray(sorted(set(placed)), dtype=np.int64)
        total = total + FEEDBACK * _of_best(self._feedback(total, known))
        for weight, classes in ((PLACED, self.industry), (PLACED_WIDER, self.wider)):
            votes = classes.votes(known, np.ones(len(known)))
            total = total + weight * classes.spread(votes / (len(known) + FEW_PLACED))
        if total.max() <= 0:
            return total
        total = _of_best(total) + RANKED * _of_best(self._ranked(segment))
        ends = {word[-END_LENGTH:] for word in words if len(word) >= END_LENGTH}
        total = _of_best(total) + SAME_END * _of_best(self._best_product(words, ends))
        if ends:
            total = np.where(self.cosine.holding(sorted(ends)), total, WITHOUT_END * total)
        return _of_best(np.where(self.silent, SILENT * total, total))

    def _ranked(self, segment: Segment) -> Floats:
        """What the ranker says of each firm for the segment alone, shape (N,)."""
        alone = SegmentIndex.of([ChainGraph.of(Chain(name=segment.chain), [segment], ())])
        return Ranker(self.space, alone).scores(self.rows)[:, 0].astype(np.float64)

    def _text(self, queries: Sequence[str]) -> Floats:
        return COSINE * _of_best(self.cosine.best(queries)) + BM25 * _of_best(self.bm25.best(queries))

    def _best_product(self, queries: Sequence[str], ends: Set[str] | None = None) -> Floats:
        """The best product of each firm: its cosine with the segment's words times share^.4; of those that end so."""
        likeness = self.products.best(queries)
        if ends is not None:
            likeness = likeness * np.fromiter((text[-END_LENGTH:] in ends for text in self.texts), dtype=bool)
        worth = self.makes.data * likeness[self.makes.indices]
        out = np.zeros(self.makes.shape[0])
        some = np.diff(self.makes.indptr) > 0
        if some.any():
            out[some] = np.maximum.reduceat(worth, self.makes.indptr[:-1][some])
        return out

    def _industry_likeness(self, query: str) -> Floats:
        values = self.industry_names.best([query])
        return self.industry.spread(values) if len(self.industry.size) else np.zeros(len(self.industry.of_firm))

    def _feedback(self, total: Floats, placed: Numbers) -> Floats:
        """Likeness to the firms that fit best so far, and to those placed on the segment; own part left out."""
        best = np.argsort(-total, kind="stable")[:NEAREST]
        trust = np.zeros(len(total))
        trust[best] = total[best] ** 2
        trust[placed] = 1.0
        voices = np.flatnonzero(trust)
        rows = csr_array((trust[voices], (np.zeros(len(voices), dtype=np.int64), voices)), shape=(1, len(total)))
        likeness = self.cosine.likeness(rows)
        likeness[voices] -= trust[voices]
        return np.maximum(likeness, 0.0)


def told(words: FirmWords) -> str:
    """All a firm says of itself as one text: name, products (or what its scope begins with), industry."""
    products = [text for text, _, _ in words.products] or [text for text, _ in words.scope[:3]]
    return " ".join((words.name, *products, words.industry))


def wider_class(code: str) -> str:
    """The class above an industry code: two digits fewer, two at least; "" where the code has none above it.

    >>> wider_class("C3985"), wider_class("630702"), wider_class("")
    ('39', '6307', '')
    """
    digits = "".join(filter(str.isdigit, code))
    return digits[: max(2, len(digits) - 2)] if len(digits) > 2 else ""


def _best_industries(classes: Classes, text: Floats) -> Floats:
    best = np.argsort(-text, kind="stable")[:BEST_HITS]
    votes = classes.votes(best, text[best])
    return classes.spread(votes / np.sqrt(classes.size + SMALL_INDUSTRY))


def _of_best(values: Floats) -> Floats:
    """Values divided by the largest; unchanged where none is above 0."""
    top = float(values.max(initial=0.0))
    return values / top if top > 0 else values
