"""Segments of each firm, best first, with score and evidence; below the threshold it says nothing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from chaingraph.graph.tags import Tag, TagEvidence
from chaingraph.library.gbt4754 import industry_name
from chaingraph.settings import Settings
from chaingraph.tagging.decide.calibrate import probability
from chaingraph.tagging.decide.sayings import FIELD_TRUST, Piece, hear, pieces_of
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex, digits
from chaingraph.tagging.words.words import EXACT, FOREIGN

ORDER_BY_SHARE = 0.3
"""Tags are ordered by score · share^this: exact products all score alike, and the main one should stand first."""
CODE_AGREES, GROUP_AGREES, GROUP_DISAGREES, DIVISION_DISAGREES, ALONE_DISAGREES = 0.35, 0.15, 0.92, 0.75, 0.5
"""A class or group in common adds like one more piece of evidence; a foreign group or division multiplies the score,
most where a single piece speaks that is not the segment's word itself: a product was written for this firm, a code
often for another or years ago."""

NAME_ALONE = 0.6
"""A name that no product, scope or industry of a firm bears out, though it states some, counts so much: of such tags
judged by hand five of twelve were right, and nearly all where the firm states nothing but its name."""


class Weighed(NamedTuple):
    """One firm on one segment, whatever the threshold: its pieces of evidence, strongest first; the score of the
    words alone, and with the industry code heard; whether the code is one of the segment's; the firm's share."""

    segment: int
    pieces: Sequence[Piece]
    worded: float
    score: float
    coded: str
    share: float

    @property
    def lead(self) -> str:
        """The field of the strongest piece; "" where that is the name and others speak beside it."""
        field = self.pieces[0].saying.field
        return "" if field == "企业名称" and any(piece.saying.field != field for piece in self.pieces) else field

    @property
    def probability(self) -> float:
        """The chance that a person would agree."""
        return probability(self.score, self.lead)

    @property
    def evidence(self) -> tuple[TagEvidence, ...]:
        """The strongest three pieces, then the industry code where it agrees."""
        evidence = [
            TagEvidence(
                field=piece.saying.field, text=piece.saying.written, matched=piece.word, share=piece.saying.share
            )
            for piece in self.pieces[:3]
        ]
        if self.coded:
            evidence.append(TagEvidence(field="行业代码", text=self.coded, matched=self.coded))
        return tuple(evidence)


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
    cut = rules.tag_threshold if threshold is None else threshold
    return [tags_above(weighed, cut, index, rules) for weighed in weigh(firms, index)]


def weigh(firms: Sequence[FirmWords], index: SegmentIndex) -> Iterator[list[Weighed]]:
    """Firm by firm, every segment that any of its words speaks for, however weakly. Order as the segments were met."""
    heard = hear(firms, index)
    for words in firms:
        yield [_judged(words, index, segment, pieces) for segment, pieces in pieces_of(words, heard).items()]


def tags_above(weighed: Iterable[Weighed], cut: float, index: SegmentIndex, rules: Settings) -> list[Tag]:
    """The best of each chain that reach the cut, their shares scaled down where they would add to more than one."""
    found = [one for one in weighed if one.score >= cut and one.score > 0]
    if not found:
        return []
    segments = index.segments
    found.sort(
        key=lambda f: (-f.score * f.share**ORDER_BY_SHARE, -f.score, segments[f.segment].chain, segments[f.segment].key)
    )
    kept: dict[str, list[Weighed]] = defaultdict(list)
    for one in found:
        chain = kept[segments[one.segment].chain]
        if len(chain) < rules.tag_max_segments:
            chain.append(one)
    tags = []
    for chain in kept.values():
        total = max(1.0, sum([one.share for one in chain]))
        tags += [_tag(one, index, total) for one in chain]
    return sorted(tags, key=lambda tag: (-tag.score * tag.share**ORDER_BY_SHARE, -tag.score, tag.chain, tag.key))


def _tag(weighed: Weighed, index: SegmentIndex, total: float) -> Tag:
    segment = index.segments[weighed.segment]
    return Tag(
        chain=segment.chain,
        key=segment.key,
        score=round(weighed.score, 4),
        probability=weighed.probability,
        share=round(weighed.share / total, 6),
        evidence=weighed.evidence,
    )


def _judged(firm: FirmWords, index: SegmentIndex, segment: int, pieces: Sequence[Piece]) -> Weighed:
    """Score, pieces (strongest first) and share of one firm on one segment.

    An industry name and its code are one statement, which alone places nobody: registers are often wrong or stale. Nor
    does a code lift words that only stand inside another thing's name.
    """
    heard = [_heard_by_class(piece, index, segment) for piece in pieces]
    ranked = _once_scope(sorted(heard, key=_loudness)) if len(heard) > 1 else heard
    miss = 1.0
    for saying, grade, _ in ranked[:3]:
        miss *= 1 - saying.trust * grade
    told = len(ranked) > 1 or ranked[0].saying.field != "行业"
    code = firm.code if told else ""
    score, coded = _with_code(1 - miss, code, index, segment, alone=len(ranked) == 1 and not _is_exact(ranked[0]))
    if score > 1 - miss and not any(grade > FOREIGN and saying.field != "行业" for saying, grade, _ in ranked):
        score, coded = 1 - miss, ""
    if (firm.products or firm.scope) and not coded and all(saying.field == "企业名称" for saying, _, _ in ranked):
        score *= NAME_ALONE
    return Weighed(segment, ranked, 1 - miss, score, coded, _share(firm, heard))


def _is_exact(piece: Piece) -> bool:
    """Whether a product the firm makes is the segment's word itself."""
    return piece.saying.field == "主营产品" and piece.grade >= EXACT and piece.saying.trust >= FIELD_TRUST["主营产品"]


def _loudness(piece: Piece) -> tuple[float, str, str]:
    return -piece.saying.trust * piece.grade, piece.saying.field, piece.saying.written


def _once_scope(ranked: Sequence[Piece]) -> list[Piece]:
    """The pieces with only the strongest of the business scope, and of the products listed without a share beside such
    with shares: many weak items of one list make no strong one."""
    out, heard = [], set[str]()
    for piece in ranked:
        field, trust, share, _, _ = piece.saying
        if field == "经营范围" or (field == "主营产品" and share is None and trust < FIELD_TRUST[field]):
            if field in heard:
                continue
            heard.add(field)
        out.append(piece)
    return out


def _heard_by_class(piece: Piece, index: SegmentIndex, segment: int) -> Piece:
    """An industry name counts half where its class belongs to several segments of the chain and so cannot tell them."""
    if piece.saying.field == "行业" and index.shares_class(segment):
        return Piece(piece.saying, piece.grade * 0.5, piece.word)
    return piece


def _with_code(score: float, code: str, index: SegmentIndex, segment: int, *, alone: bool) -> tuple[float, str]:
    """The score after the firm's industry code has been heard, and the code where it is one of the segment's; a code
    of another scheme than GB/T 4754 says nothing."""
    codes = index.segments[segment].industry_codes
    own = digits(code) if code and codes and industry_name(code) else ""
    if len(own) < 2:
        return score, ""
    if own in index.classes[segment] and len(own) >= 3:
        return 1 - (1 - score) * (1 - CODE_AGREES), code
    if own[:2] not in index.divisions[segment]:
        return score * (ALONE_DISAGREES if alone else DIVISION_DISAGREES), ""
    if len(own) >= 3 and own[:3] in index.groups[segment]:
        return 1 - (1 - score) * (1 - GROUP_AGREES), ""
    return score * (GROUP_DISAGREES if len(own) >= 3 else 1.0), ""


def _share(firm: FirmWords, pieces: Iterable[Piece]) -> float:
    """Part of the firm counted on the segment: known shares of the matched products, else matched of all products."""
    matched = {s.written: s.share for s, grade, _ in pieces if s.field == "主营产品" and grade > FOREIGN}
    known = [share for share in matched.values() if share is not None]
    if known and sum(known) > 0.005:
        return min(1.0, sum(known))
    return len(matched) / len(firm.products) if matched else (1.0 if not firm.products else 0.25)
