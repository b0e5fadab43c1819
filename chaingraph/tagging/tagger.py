"""Segments of each firm, best first, with score and evidence; below the threshold it says nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from chaingraph.graph.tags import Tag, TagEvidence
from chaingraph.library.gbt4754 import industry_name
from chaingraph.settings import Settings
from chaingraph.tagging.calibrate import probability
from chaingraph.tagging.firm_words import FirmWords
from chaingraph.tagging.fuzzy import near_words
from chaingraph.tagging.index import SegmentIndex, digits
from chaingraph.tagging.normalise import TRADE
from chaingraph.tagging.words import FOREIGN, graded_hits, occurrences

FIELD_TRUST: Mapping[str, float] = {"主营产品": 0.95, "经营范围": 0.70, "企业名称": 0.65, "行业": 0.45}
"""How far a whole hit in a field speaks for the firm being on the segment; read from hand-judged tags."""
BY_LINE, SIDE_LINE = (0.01, 0.4), (0.05, 0.52)
"""(part of revenue, factor): what sells less counts so much less; alone neither places anybody."""
TRADED = 0.35
"""What a firm only sells counts so much less for a segment that makes it."""
ORDER_BY_SHARE = 0.3
"""Tags are ordered by score · share^this: exact products all score alike, and the main one should stand first."""
CODE_AGREES, GROUP_AGREES, GROUP_DISAGREES, DIVISION_DISAGREES, ALONE_DISAGREES = 0.35, 0.15, 0.92, 0.75, 0.5
"""A class or group in common adds like one more piece of evidence; a foreign group or division multiplies the score,
most where a single piece speaks."""


class _Saying(NamedTuple):
    """One text of one firm: its field, trust, share of revenue, the words as written, and whether it is only sold."""

    firm: int
    field: str
    trust: float
    share: float | None
    written: str
    traded: bool = False


def tag_firms(
    firms: Sequence[FirmWords],
    index: SegmentIndex,
    rules: Settings,
    *,
    threshold: float | None = None,
) -> list[list[Tag]]:
    """Tags of every firm, best first, at most ``rules.tag_max_segments`` a chain.

        score = 1 - Π over pieces of evidence (1 - trust(field) · grade), then the industry code agrees or not

    Cost: O(total text · distinct word lengths).
    """
    texts, sayings = _gather(firms)
    found = _evidence(texts, sayings, index)
    cut = rules.tag_threshold if threshold is None else threshold
    by_firm: dict[int, list[tuple[int, float, tuple[TagEvidence, ...], float]]] = defaultdict(list)
    for (firm, segment), pieces in found.items():
        score, evidence, share = _judge(firms[firm], index, segment, pieces)
        if score >= cut and score > 0:
            by_firm[firm].append((segment, score, evidence, share))
    return [_tags(by_firm.get(firm, []), index, rules) for firm in range(len(firms))]


def _gather(firms: Sequence[FirmWords]) -> tuple[list[str], dict[int, list[_Saying]]]:
    """Every distinct text, and who says it where."""
    number: dict[str, int] = {}
    sayings: dict[int, list[_Saying]] = defaultdict(list)

    def say(text: str, saying: _Saying) -> None:
        if len(text) >= 2:
            sayings[number.setdefault(text, len(number))].append(saying)

    for firm, words in enumerate(firms):
        states_shares = any(share is not None for _, share, _ in words.products)
        for text, share, written in words.products:
            trust = FIELD_TRUST["主营产品"] * _line(share, states_shares)
            say(text, _Saying(firm, "主营产品", trust, share, written, text in words.traded))
        for text, weight in words.scope:
            trust = FIELD_TRUST["经营范围"] * weight**0.5
            say(text, _Saying(firm, "经营范围", trust, None, text, text in words.traded))
        say(words.core, _Saying(firm, "企业名称", FIELD_TRUST["企业名称"], None, words.core))
        say(words.industry, _Saying(firm, "行业", FIELD_TRUST["行业"], None, words.industry))
    return list(number), sayings


def _line(share: float | None, states_shares: bool) -> float:
    """How far a product's part of revenue lets it speak; one without share beside products with shares is a by-line."""
    if share is None:
        return BY_LINE[1] if states_shares else 1.0
    return next((factor for bound, factor in (BY_LINE, SIDE_LINE) if share < bound), 1.0)


def _evidence(
    texts: Sequence[str], sayings: Mapping[int, list[_Saying]], index: SegmentIndex
) -> dict[tuple[int, int], list[tuple[_Saying, float, str]]]:
    """(firm, segment) -> its pieces of evidence: who says what where, the grade, and the word met."""
    barred = _barred(texts, index)
    hits = graded_hits(texts, index.table, barred, index.segment_of)
    met = {hit.text for hit in hits if hit.grade > FOREIGN}
    unmet = [n for n in range(len(texts)) if n not in met and any(s.field == "主营产品" for s in sayings[n])]
    hits += near_words(texts, unmet, index, barred)
    found: dict[tuple[int, int], list[tuple[_Saying, float, str]]] = defaultdict(list)
    for hit in hits:
        word = index.words[hit.word]
        for saying in sayings[hit.text]:
            grade = hit.grade * TRADED if saying.traded and not TRADE.search(word) else hit.grade
            found[saying.firm, index.segment_of[hit.word]].append((saying, grade, word))
    return found


def _barred(texts: Sequence[str], index: SegmentIndex) -> dict[int, frozenset[int]]:
    """Segment -> texts that hold one of the words it excludes."""
    barred: dict[int, set[int]] = defaultdict(set)
    for text, word, _ in occurrences(texts, index.exclude_table):
        barred[index.excludes[word][1]].add(text)
    return {segment: frozenset(numbers) for segment, numbers in barred.items()}


def _judge(
    firm: FirmWords,
    index: SegmentIndex,
    segment: int,
    pieces: Sequence[tuple[_Saying, float, str]],
) -> tuple[float, tuple[TagEvidence, ...], float]:
    """Score, evidence (strongest three) and share of one firm on one segment.

    An industry name and its code are one statement, which alone places nobody: registers are often wrong or stale.
    """
    pieces = [_heard_by_class(piece, index, segment) for piece in pieces]
    ranked = _once_scope(sorted(pieces, key=lambda p: (-p[0].trust * p[1], p[0].field, p[0].written)))
    evidence = [TagEvidence(field=s.field, text=s.written, matched=word, share=s.share) for s, _, word in ranked[:3]]
    miss = 1.0
    for saying, grade, _ in ranked[:3]:
        miss *= 1 - saying.trust * grade
    code = firm.code if any(saying.field != "行业" for saying, _, _ in ranked) else ""
    score, note = _with_code(1 - miss, code, index, segment, alone=len(ranked) == 1)
    if note:
        evidence.append(note)
    return score, tuple(evidence), _share(firm, pieces)


def _once_scope(ranked: Sequence[tuple[_Saying, float, str]]) -> list[tuple[_Saying, float, str]]:
    """The pieces with only the strongest of the business scope: many weak items of one list make no strong one."""
    scope = [piece for piece in ranked if piece[0].field == "经营范围"][1:]
    return [piece for piece in ranked if piece not in scope]


def _heard_by_class(piece: tuple[_Saying, float, str], index: SegmentIndex, segment: int) -> tuple[_Saying, float, str]:
    """An industry name counts half where its class belongs to several segments of the chain and so cannot tell them."""
    saying, grade, word = piece
    return (saying, grade * 0.5, word) if saying.field == "行业" and index.shares_class(segment) else piece


def _with_code(
    score: float, code: str, index: SegmentIndex, segment: int, *, alone: bool
) -> tuple[float, TagEvidence | None]:
    """The score after the firm's industry code has been heard; a code of another scheme than GB/T 4754 says nothing."""
    own = digits(code) if industry_name(code) else ""
    codes = index.segments[segment].industry_codes
    if len(own) < 2 or not codes:
        return score, None
    if own in {digits(c) for c in codes} and len(own) >= 3:
        return 1 - (1 - score) * (1 - CODE_AGREES), TagEvidence(field="行业代码", text=code, matched=code)
    if own[:2] not in index.divisions[segment]:
        return score * (ALONE_DISAGREES if alone else DIVISION_DISAGREES), None
    if len(own) >= 3 and own[:3] in index.groups[segment]:
        return 1 - (1 - score) * (1 - GROUP_AGREES), None
    return score * (GROUP_DISAGREES if len(own) >= 3 else 1.0), None


def _share(firm: FirmWords, pieces: Iterable[tuple[_Saying, float, str]]) -> float:
    """Part of the firm counted on the segment: known shares of the matched products, else matched of all products."""
    matched = {s.written: s.share for s, grade, _ in pieces if s.field == "主营产品" and grade > FOREIGN}
    known = [share for share in matched.values() if share is not None]
    if known and sum(known) > 0.005:
        return min(1.0, sum(known))
    return len(matched) / len(firm.products) if matched else (1.0 if not firm.products else 0.25)


def _tags(
    found: Sequence[tuple[int, float, tuple[TagEvidence, ...], float]], index: SegmentIndex, rules: Settings
) -> list[Tag]:
    """The best of each chain, their shares scaled down where they would add to more than one."""
    ranked = sorted(
        found,
        key=lambda f: (-f[1] * f[3] ** ORDER_BY_SHARE, -f[1], index.segments[f[0]].chain, index.segments[f[0]].key),
    )
    kept: dict[str, list[tuple[int, float, tuple[TagEvidence, ...], float]]] = defaultdict(list)
    for entry in ranked:
        chain = index.segments[entry[0]].chain
        if len(kept[chain]) < rules.tag_max_segments:
            kept[chain].append(entry)
    tags = []
    for entries in kept.values():
        total = max(1.0, sum(share for *_, share in entries))
        for segment, score, evidence, share in entries:
            key = index.segments[segment].key
            tags.append(
                Tag(chain=index.segments[segment].chain, key=key, score=round(score, 4), probability=probability(score),
                    share=round(share / total, 6), evidence=evidence)
            )  # fmt: skip
    return sorted(tags, key=lambda tag: (-tag.score * tag.share**ORDER_BY_SHARE, -tag.score, tag.chain, tag.key))
