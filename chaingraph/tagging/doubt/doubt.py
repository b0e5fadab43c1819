"""Why a firm stands on no segment, or on no other: the candidates that words speak for, and what each of them lacks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from math import prod

import numpy as np

from chaingraph.findings.firm.doubt import Candidate, Doubt, LikelyChain
from chaingraph.graph.tags import ALIKE, TagEvidence
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.settings import Settings
from chaingraph.tagging.decide.calibrate import probability
from chaingraph.tagging.decide.tagger import Weighed
from chaingraph.tagging.doubt.missing import is_wide, missing
from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex, digits
from chaingraph.tagging.words.ngrams import gram_counts
from chaingraph.tagging.words.words import FOREIGN
from chaingraph.text import TRADE

ONLY_INDUSTRY = "只有行业登记提到；登记的行业常有偏差，不单独作准"
ONLY_ALIKE = "用词只是相近，环节的名称与别名都没有完整出现"
MOST = 3
"""Candidates shown for one firm."""
LEAST_SCORE = 0.1
"""Below it a word is chance and no candidate."""
ALIKE_COSINE, ALIKE_SCORE = 0.6, 0.3
"""Least cosine of a firm's text with a segment's word to call them alike, and what such a candidate scores at most."""
CHAIN_SCORE, CHAIN_LEAD, CHAIN_VOICES, LOUD = 0.5, 0.12, 4, 0.1
"""A chain shows when its loudest voices, of at least LOUD each and at least two, reach the score together, and no
other chain comes as near as the lead."""
CLASS_VOICE = 0.45
"""How loud an industry class speaks for a chain that has all segments of the class."""
CLASS_ALONE = 0.4
"""What a segment scores that only the firm's industry class points to, divided by the segments of the class."""


def doubt_of(
    words: FirmWords,
    weighed: Sequence[Weighed],
    index: SegmentIndex,
    rules: Settings,
    *,
    placed: Collection[SegmentKey] = (),
    refused: Collection[SegmentKey] = (),
) -> Doubt:
    """What speaks for segments the firm does not stand on; for a firm that stands on none, also what is missing.

    ``weighed``: what its words weigh on every segment; ``placed``: segments it stands on; ``refused``: those a person
    has taken it off. A segment that chains share is one thing. O(segments met + words of the index).
    """
    settled = {*placed, *refused}
    found = [_candidate(group, words, index, rules) for group in _groups(weighed, index, settled)]
    if not placed:
        found = _with_class(found, words, index, settled)
    found.sort(key=lambda candidate: (-candidate.score, candidate.chain, candidate.key))
    if placed:
        return Doubt(candidates=tuple(found[:MOST]))
    known = settled | {candidate.key for candidate in found}
    if len(found) < MOST:
        found += _alike(words, index, known)
    return Doubt(
        candidates=tuple(found[:MOST]),
        missing=missing(words, weighed, index),
        likely=_likely_chain(words, weighed, index),
    )


def _groups(
    weighed: Iterable[Weighed], index: SegmentIndex, settled: Collection[SegmentKey]
) -> Iterable[list[Weighed]]:
    """What speaks for one segment in all chains that share it, the strongest first."""
    by_key: dict[SegmentKey, list[Weighed]] = defaultdict(list)
    for one in weighed:
        if one.score >= LEAST_SCORE and index.segments[one.segment].key not in settled:
            by_key[index.segments[one.segment].key].append(one)
    return [sorted(group, key=lambda one: (-one.score, one.segment)) for group in by_key.values()]


def _candidate(group: Sequence[Weighed], words: FirmWords, index: SegmentIndex, rules: Settings) -> Candidate:
    best = group[0]
    segment = index.segments[best.segment]
    return Candidate(
        chain=segment.chain,
        chains=tuple(index.segments[one.segment].chain for one in group),
        key=segment.key,
        segment=segment.name,
        score=round(best.score, 4),
        probability=best.probability,
        evidence=best.evidence,
        lost=lost(best, words, rules),
    )


def _with_class(
    found: Sequence[Candidate], words: FirmWords, index: SegmentIndex, settled: Collection[SegmentKey]
) -> list[Candidate]:
    """The candidates with those that the firm's industry class alone points to, if it points to few."""
    keys = index.of_class.get(digits(words.code), frozenset()) if words.code[:1].isalpha() else frozenset()
    score = round(CLASS_ALONE / len(keys), 4) if 0 < len(keys) <= MOST else 0.0
    by_key = {candidate.key: candidate for candidate in found}
    for key in sorted(keys - set(settled)) if score else ():
        if key not in by_key or by_key[key].score < score:
            evidence = by_key[key].evidence if key in by_key else ()
            code = TagEvidence(field="行业代码", text=words.code, matched=words.code)
            by_key[key] = _named(key, index, score, probability(score), (code, *evidence), ONLY_INDUSTRY)
    return list(by_key.values())


def _named(
    key: SegmentKey,
    index: SegmentIndex,
    score: float,
    chance: float | None,
    evidence: tuple[TagEvidence, ...],
    lost: str,
) -> Candidate:
    """The candidate of a key, in all chains that have it."""
    own = [segment for segment in index.segments if segment.key == key]
    chains = tuple(segment.chain for segment in own)
    return Candidate(
        chain=chains[0],
        chains=chains,
        key=key,
        segment=own[0].name,
        score=score,
        probability=chance,
        evidence=evidence,
        lost=lost,
    )


def lost(weighed: Weighed, words: FirmWords, rules: Settings) -> str:
    """Why the segment was not taken, in one sentence."""
    if weighed.score >= rules.tag_threshold:
        return f"同一产业链上已取得分更高的 {rules.tag_max_segments} 个环节"
    reasons = [_weakness(weighed)]
    if weighed.score < weighed.worded and weighed.lead != "企业名称":
        reasons.append(f"登记的行业代码 {words.code} 与该环节不同类")
    return "；".join(reason for reason in reasons if reason)


def _weakness(weighed: Weighed) -> str:
    """What is weak about the strongest piece of evidence."""
    saying, grade, word = weighed.pieces[0]
    if saying.traded and not TRADE.search(word):
        return f"“{saying.written}”只见销售或代理，未见制造"
    if saying.field == "行业":
        return ONLY_INDUSTRY
    if grade <= FOREIGN:
        return f"“{word}”只是“{saying.written}”的一部分，所指是别的东西"
    if saying.field == "主营产品" and saying.share is not None and saying.share < 0.05:
        return f"“{saying.written}”只占营收 {saying.share:.1%}"
    if saying.field == "企业名称" and weighed.lead:
        return "只有企业名称提到，登记的产品与经营范围都没有印证"
    if saying.field == "主营产品":
        return "" if weighed.score < weighed.worded else f"“{saying.written}”没有营收占比，而其他产品有，只算副业"
    return f"只在{saying.field}里提到"


def _alike(words: FirmWords, index: SegmentIndex, known: Collection[SegmentKey]) -> list[Candidate]:
    """Segments with a word that is like one of the firm's texts and begins and ends alike, best first; wide words and
    trade are left out."""
    texts = [text for text, _, _ in words.products if text not in words.traded and not is_wide(text)]
    texts += [text for text in (words.industry,) if len(text) > 2 and not is_wide(text)]
    if not texts or not index.words:
        return []
    columns, idf, unseen = index.gram_weights
    asked = gram_counts(texts, (1, 2))
    place = np.minimum(np.searchsorted(columns, asked.indices), len(columns) - 1)
    asked.data = np.where(columns[place] == asked.indices, idf[place], unseen)
    length = np.sqrt(np.asarray(asked.power(2).sum(axis=1)))
    cosines = (asked @ index.gram_rows).toarray() / length[:, None]
    best: dict[SegmentKey, tuple[float, int, int]] = {}
    for row, column in zip(*np.nonzero(cosines >= ALIKE_COSINE), strict=True):
        text, word = texts[int(row)], index.words[int(column)]
        if (text[:2], text[-2:]) != (word[:2], word[-2:]):
            continue
        key = index.segments[index.segment_of[int(column)]].key
        if key not in known and cosines[row, column] > best.get(key, (0.0,))[0]:
            best[key] = (float(cosines[row, column]), int(row), int(column))
    order = sorted(best.items(), key=lambda entry: (-entry[1][0], entry[0]))[:MOST]
    return [_alike_candidate(key, near, texts, index) for key, near in order]


def _alike_candidate(
    key: SegmentKey, near: tuple[float, int, int], texts: Sequence[str], index: SegmentIndex
) -> Candidate:
    cosine, row, column = near
    evidence = (TagEvidence(field=ALIKE, text=texts[row], matched=index.words[column]),)
    return _named(key, index, round(ALIKE_SCORE * min(1.0, cosine), 4), None, evidence, ONLY_ALIKE)


def _likely_chain(words: FirmWords, weighed: Iterable[Weighed], index: SegmentIndex) -> LikelyChain | None:
    """The one chain that at least two voices together point to, if there is one.

    score = 1 - Π over its loudest voices (1 - trust · grade), the industry code heard
    """
    voices: dict[ChainId, dict[str, float]] = defaultdict(dict)

    def speak(chain: ChainId, text: str, loud: float) -> None:
        if loud >= LOUD:
            voices[chain][text] = max(voices[chain].get(text, 0.0), loud)

    for one in weighed:
        heard = min(1.0, one.score / one.worded) if one.worded else 0.0
        for saying, grade, _ in one.pieces:
            speak(index.segments[one.segment].chain, saying.written, saying.trust * grade * heard)
    for chain, part in index.chains_of_class(digits(words.code) if words.code[:1].isalpha() else ""):
        speak(chain, words.industry or words.code, CLASS_VOICE * part)
    scores = sorted(((_together(said.values()), chain) for chain, said in voices.items()), key=lambda s: (-s[0], s[1]))
    if not scores or scores[0][0] < CHAIN_SCORE or len(voices[scores[0][1]]) < 2:
        return None
    if len(scores) > 1 and scores[1][0] > scores[0][0] - CHAIN_LEAD:
        return None
    said = voices[scores[0][1]]
    loudest = sorted(said, key=lambda text: (-said[text], text))[:MOST]
    return LikelyChain(chain=scores[0][1], score=round(scores[0][0], 4), words=tuple(loudest))


def _together(voices: Iterable[float]) -> float:
    return 1 - prod(1 - voice for voice in sorted(voices, reverse=True)[:CHAIN_VOICES])
