"""What each firm says, text by text, and which segments' words its texts meet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.fuzzy import near_words
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.tagging.words.words import FOREIGN, graded_hits, occurrences
from chaingraph.text import TRADE

FIELD_TRUST: Mapping[str, float] = {"主营产品": 0.95, "经营范围": 0.70, "企业名称": 0.65, "行业": 0.45}
"""How far a whole hit in a field speaks for the firm being on the segment; read from hand-judged tags."""
BY_LINE, SIDE_LINE = (0.01, 0.4), (0.05, 0.52)
"""(part of revenue, factor): what sells less counts so much less; alone neither places anybody."""
TRADED = 0.35
"""What a firm only sells counts so much less for a segment that makes it."""


class Saying(NamedTuple):
    """One text of one firm: its field, trust, share of revenue, the words as written, and whether it is only sold."""

    field: str
    trust: float
    share: float | None
    written: str
    traded: bool = False


class Piece(NamedTuple):
    """One piece of evidence for a segment: who says what where, the grade of the hit, and the word met."""

    saying: Saying
    grade: float
    word: str


Heard = Mapping[str, Sequence[tuple[int, float, str]]]
"""Text -> the segments it meets, each with the grade of the hit and the word met."""


def hear(firms: Iterable[FirmWords], index: SegmentIndex) -> Heard:
    """Every distinct text of the firms, and what it meets. O(total text · distinct word lengths)."""
    products: dict[str, None] = {}
    others: dict[str, None] = {}
    for words in firms:
        products.update((text, None) for text, _, _ in words.products if len(text) >= 2)
        others.update((text, None) for text, _ in words.scope if len(text) >= 2)
        others.update((text, None) for text in (words.core, words.industry) if len(text) >= 2)
    texts = [*products, *(text for text in others if text not in products)]
    barred = _barred(texts, index)
    hits = graded_hits(texts, index.table, barred, index.segment_of)
    met = {hit.text for hit in hits if hit.grade > FOREIGN}
    hits += near_words(texts, [number for number in range(len(products)) if number not in met], index, barred)
    heard: dict[str, list[tuple[int, float, str]]] = defaultdict(list)
    for hit in hits:
        heard[texts[hit.text]].append((index.segment_of[hit.word], hit.grade, index.words[hit.word]))
    return dict(heard)


def pieces_of(words: FirmWords, heard: Heard) -> dict[int, list[Piece]]:
    """Segment -> the pieces of evidence that one firm gives for it."""
    found: dict[int, list[Piece]] = {}
    for text, saying in _met(words, heard):
        for segment, grade, word in heard[text]:
            heft = grade * TRADED if saying.traded and not TRADE.search(word) else grade
            found.setdefault(segment, []).append(Piece(saying, heft, word))
    return found


def _met(words: FirmWords, heard: Heard) -> list[tuple[str, Saying]]:
    """What a firm says that meets anything: products, scope, name, industry, each text with how far it speaks."""
    trust = FIELD_TRUST["主营产品"]
    states_shares = any(share is not None for _, share, _ in words.products)
    said = [
        (text, Saying("主营产品", trust * _line(share, states_shares), share, written, text in words.traded))
        for text, share, written in words.products
        if text in heard
    ]
    trust = FIELD_TRUST["经营范围"]
    said += [
        (text, Saying("经营范围", trust * weight**0.5, None, text, text in words.traded))
        for text, weight in words.scope
        if text in heard
    ]
    for field, text in (("企业名称", words.core), ("行业", words.industry)):
        if text in heard:
            said.append((text, Saying(field, FIELD_TRUST[field], None, text)))
    return said


def _line(share: float | None, states_shares: bool) -> float:
    """How far a product's part of revenue lets it speak; one without share beside products with shares is a by-line."""
    if share is None:
        return BY_LINE[1] if states_shares else 1.0
    for bound, factor in (BY_LINE, SIDE_LINE):
        if share < bound:
            return factor
    return 1.0


def _barred(texts: Sequence[str], index: SegmentIndex) -> dict[int, frozenset[int]]:
    """Segment -> texts that hold one of the words it excludes."""
    barred: dict[int, set[int]] = defaultdict(set)
    for text, word, _ in occurrences(texts, index.exclude_table):
        barred[index.excludes[word][1]].add(text)
    return {segment: frozenset(numbers) for segment, numbers in barred.items()}
