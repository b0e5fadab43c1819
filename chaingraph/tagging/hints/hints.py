"""Tags of firms, and beside them every weaker word that speaks for a segment: nobody is placed by it, nothing lost."""

import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b

from chaingraph.graph.hints import Hint, HintTable
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import ALIKE, Tag, TagTable
from chaingraph.settings import Settings
from chaingraph.tagging.decide.tagger import Weighed, tags_above, weigh
from chaingraph.tagging.doubt.doubt import ONLY_ALIKE, lost
from chaingraph.tagging.hints.heads import SHORTEST, Heads
from chaingraph.tagging.hints.licences import licences_of, licensed_segments
from chaingraph.tagging.hints.near import Near, near_texts
from chaingraph.tagging.words.firm_words import FirmWords, words_of
from chaingraph.tagging.words.index import SegmentIndex, digits
from chaingraph.tagging.words.words import FOREIGN

TAGGER_VERSION = "16"
"""Raised when the tagger answers differently, so that kept tags are made anew."""
VERBS = re.compile(
    r"((及其?|和|与|的|、)*(研发|研制|设计|开发|生产|制造|加工|制作|组装|装配|安装|销售|批发|零售|维修|服务|系列产品|系列|产品))+$"
)
"""What follows the thing in a text that says what is done with it."""
Ends = Mapping[int, tuple[int, int, str]]
LEAST = 0.01
"""A chance below it is no hint."""
PART_OF_OTHER = 0.5
"""Where all words only stand inside another thing's name, the calibrated chance counts so much."""
NEAR_LEAST, NEAR_MOST, NEAR_FROM = 0.03, 0.4, 0.6
"""Chance of a text that holds NEAR_FROM of a word, and of one that holds all of it in pieces; between them, evenly."""
CLASS_AGREES, DIVISION_DISAGREES = 1.5, 0.4
"""What the firm's industry class makes of the chance of a near word."""
HEAD_CLASS, HEAD_GROUP, HEAD_UNKNOWN, HEAD_WHOLE = 0.4, 0.12, 0.08, 0.3
"""How many of the segments that share a text's ending its firm makes: by whether the firm's class is one of the
segment's, of its group, or not known; and where the text is nothing but the ending, whatever the class."""
LICENSED = 0.35
"""Chance that the holder of a licence class makes a segment of the class, divided by the root of how many there are."""
LICENCE = "许可类别"
ONLY_HEAD = "说的是同一类东西，没有说到哪一种"
ONLY_LICENCE = "只登记了许可类别，没有写明产品"
TRADE_PART = 0.3
"""What a firm only sells counts so much less."""


def read_firms(
    firms: Sequence[FirmWords], index: SegmentIndex, rules: Settings
) -> tuple[list[list[Tag]], list[list[Hint]]]:
    """Tags and hints of every firm, from one reading of its words.

    O(total text · distinct word lengths + texts · words with the same ending).
    """
    things = {thing for words in firms for thing, _ in _texts(words)}
    near = near_texts(sorted(things), index)
    licensed, heads = licensed_segments(index), Heads.of(index)
    ends = {thing: heads.of_text(thing) for thing in things}
    tags, hints = [], []
    for words, weighed in zip(firms, weigh(firms, index), strict=True):
        own = tags_above(weighed, rules.tag_threshold, index, rules)
        tags.append(own)
        placed = {(tag.chain, tag.key) for tag in own}
        found = [
            *_weighed(words, weighed, index, rules),
            *_near(words, near, index),
            *_heads(words, ends, index),
            *_licensed(words, licensed, index),
        ]
        hints.append([hint for hint in found if hint.probability >= LEAST and (hint.chain, hint.key) not in placed])
    return tags, hints


def _texts(words: FirmWords) -> Sequence[tuple[str, str]]:
    """(the thing a text names, the text) of all that a firm says, each thing once."""
    said = [text for text, _, _ in words.products] + [text for text, _ in words.scope] + [words.core]
    things: dict[str, str] = {}
    for text in said:
        things.setdefault(VERBS.sub("", text), text)
    return [(thing, text) for thing, text in things.items() if len(thing) >= SHORTEST]


def _weighed(words: FirmWords, weighed: Sequence[Weighed], index: SegmentIndex, rules: Settings) -> Iterable[Hint]:
    """What was weighed and not taken."""
    for one in weighed:
        saying, grade, word = one.pieces[0]
        chance = one.probability * (PART_OF_OTHER if grade <= FOREIGN else 1.0)
        yield _hint(index, one.segment, chance, (saying.field, saying.written, word, lost(one, words, rules)))


def _near(words: FirmWords, near: Near, index: SegmentIndex) -> Iterable[Hint]:
    """Texts that hold most of a segment's word."""
    code = digits(words.code) if words.code[:1].isalpha() else ""
    for thing, text in _texts(words):
        sold = TRADE_PART if text in words.traded else 1.0
        for segment, covered, word in near.get(thing, ()):
            chance = NEAR_LEAST + (NEAR_MOST - NEAR_LEAST) * (covered - NEAR_FROM) / (1 - NEAR_FROM)
            chance *= sold * _by_class(code, segment, index)
            yield _hint(index, segment, chance, (ALIKE, text, word, ONLY_ALIKE))


def _heads(words: FirmWords, ends: Mapping[str, Ends], index: SegmentIndex) -> Iterable[Hint]:
    """Texts that end as a segment's word does; one that is nothing but that ending names the whole sort of thing."""
    code = digits(words.code) if words.code[:1].isalpha() else ""
    for thing, text in _texts(words):
        sold = TRADE_PART if text in words.traded else 1.0
        for segment, (size, keys, word) in ends[thing].items():
            whole = HEAD_WHOLE if size == len(thing) else 0.0
            chance = max(whole, _head_chance(code, segment, index, short=size == SHORTEST < len(thing)))
            yield _hint(index, segment, sold * chance / keys, (ALIKE, text, word, ONLY_HEAD))


def _head_chance(code: str, segment: int, index: SegmentIndex, *, short: bool) -> float:
    """What a common ending is worth by the firm's class; two characters alone are worth nothing without it."""
    if code in index.classes[segment]:
        return HEAD_CLASS * (0.5 if short else 1.0)
    if short:
        return 0.0
    if len(code) < 2:
        return HEAD_UNKNOWN
    return HEAD_GROUP if len(code) >= 3 and code[:3] in index.groups[segment] else 0.0


def _by_class(code: str, segment: int, index: SegmentIndex) -> float:
    """What a firm's class makes of a near word; a class not known says nothing."""
    if len(code) < 2 or not index.divisions[segment]:
        return 1.0
    if code in index.classes[segment]:
        return CLASS_AGREES
    return 1.0 if code[:2] in index.divisions[segment] else DIVISION_DISAGREES


def _licensed(words: FirmWords, licensed: dict[str, list[tuple[int, str]]], index: SegmentIndex) -> Iterable[Hint]:
    """Segments of the licence classes that the firm names by number."""
    for code, written in licences_of(words):
        segments = licensed.get(code, [])
        for segment, word in segments:
            chance = LICENSED / len(segments) ** 0.5
            yield _hint(index, segment, chance, (LICENCE, written, word, ONLY_LICENCE))


def _hint(index: SegmentIndex, segment: int, chance: float, said: tuple[str, str, str, str]) -> Hint:
    own, (field, words, met, why) = index.segments[segment], said
    chance = round(min(0.95, chance), 4)
    return Hint(chain=own.chain, key=own.key, probability=chance, field=field, words=words, met=met, lost=why)


def tagging_digest(rules: Settings) -> str:
    """Changes with the tagger and with every setting that computed tags depend on."""
    text = f"{TAGGER_VERSION} {rules.tag_threshold} {rules.tag_max_segments}"
    return blake2b(text.encode(), digest_size=4).hexdigest()


def computed_tags(snapshot: Snapshot, rules: Settings) -> tuple[TagTable, HintTable]:
    """Tags of every firm on every chain and what weakly speaks for others, no correction heard."""
    tags, hints = read_firms(words_of(snapshot), SegmentIndex.of(snapshot.chains.values()), rules)
    return TagTable.of(tags), HintTable.of(hints)
