"""Where the words of chains stand inside the texts of firms, and how well each such hit speaks for the segment."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from chaingraph.tagging.words.ngrams import code_points, window_hashes

EXACT, WHOLE, FOREIGN = 1.0, 0.95, 0.3
"""Grades of a hit: the text is the word; the word with neutral words around it; the word as part of another thing."""

_NEUTRAL_TAIL = re.compile(
    r"(的|等|系列|产品|类|及其?.*|和.*|与.*|或.*|以及.*|/.*|[(（\[【].*|研究|研发|设计|开发|生产|制造|加工|制作|组装|销售"
    r"|服务|技术|业务|项目|[a-z0-9.\-]+|\d+|用|行业|领域|,.*|、.*)*"
)
_SAME_MATERIAL_TAIL = re.compile(
    r"(材料|新材料|粉体?|溶液|原料|薄?片|卷材|板材|管材?|型材|棒材|线材|丝材|带材|料|制品)*"
)
_MACHINE_WORD = re.compile(r"(机|设备|装置|系统|产线|炉|仪|柜|台车|生产线|平台|工程)$")
_WHOLE_WORD = re.compile(r"(电池|电芯|组|包|车|船|灯|表|器|具|件|泵|阀|轴承|模块|芯片|服务|软件)$")
"""A finished thing: the same word with 材料 or 设备 after it is another thing."""
_MEANT_FOR = re.compile(r"用[^、,;]{0,10}(材料|设备|配件|部件|组件|零件|装置|模具|辅料|助剂|仪器|工具|膜|胶|板|管|线)$")
_SAME_MACHINE_TAIL = re.compile(r"(设备|装置|系统|机组|整机|成套设备?|总成|生产线|机械|装备|工程|机)*")
_DENIED = re.compile(r"(不含|不包括|除外|不得|不从事|不生产|拟建|筹建|除[^、;,]{0,6}外|[非无不]$)")
_EXCEPTED = re.compile(r"[^、,;(（]*(除外|筹建|拟建)")
"""What follows a word that is excepted or only planned."""
_USED_FOR = re.compile(r"(专)?用(?![品途具于户]|[、,;(（]|$).")
"""A word that is only what the thing is used for: 汽车用轴承 is a bearing."""
SHORT = 2
"""A word this short inside another word is chance: nothing but neutral words may follow it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word found in a text: both by position, with the grade of the hit."""

    text: int
    word: int
    offset: int
    grade: float


@dataclass(frozen=True, slots=True, eq=False)
class WordTable:
    """Words ready to be looked for in any texts.

    Attributes
    ----------
    keys
        Word length -> hashes of the words of that length, sorted, each once.
    by_key
        Word length -> hash -> numbers of the words that have it.
    """

    words: tuple[str, ...]
    keys: Mapping[int, npt.NDArray[np.uint64]]
    by_key: Mapping[int, Mapping[int, Sequence[int]]]

    @classmethod
    def of(cls, words: Sequence[str]) -> "WordTable":
        """The table of the words; empty words are never found. O(total length · longest)."""
        codes, start = code_points(words)
        lengths = np.diff(start) - 1
        by_key: dict[int, dict[int, list[int]]] = {}
        for size, hashes in window_hashes(codes, int(lengths.max(initial=0))):
            for number in np.flatnonzero(lengths == size).tolist():
                by_key.setdefault(size, {}).setdefault(int(hashes[start[number]]), []).append(number)
        keys = {size: np.array(sorted(found), dtype=np.uint64) for size, found in by_key.items()}
        return cls(tuple(words), keys, by_key)


def occurrences(texts: Sequence[str], table: WordTable) -> Iterator[tuple[int, int, int]]:
    """Every (text, word, offset) where a word stands in a text, shorter words first.

    All windows of each word length are hashed at once: O(total text · longest word), no loop over words.
    """
    codes, start = code_points(texts)
    for size, windows in window_hashes(codes, max(table.keys, default=0)):
        if size not in table.keys:
            continue
        keys, wanted = table.keys[size], table.by_key[size]
        place = np.minimum(np.searchsorted(keys, windows), len(keys) - 1)
        found = np.flatnonzero(keys[place] == windows)
        owner = np.searchsorted(start, found, side="right") - 1
        for at, text in zip(found.tolist(), owner.tolist(), strict=True):
            offset = at - int(start[text])
            for number in wanted[int(windows[at])]:
                if texts[text].startswith(table.words[number], offset):
                    yield text, number, offset


def grade(text: str, word: str, offset: int) -> float:
    """How well the word at the offset stands for the whole text: 0 when denied, else one of the three grades.

    In Chinese the thing itself stands last: 锂电池隔膜涂布机 is a machine, not a separator.

    >>> grade("锂电池隔膜", "隔膜", 3), grade("隔膜涂布机", "隔膜", 0), grade("磷酸铁锂材料", "磷酸铁锂", 0)
    (0.95, 0.3, 0.95)
    >>> grade("汽车用轴承", "汽车", 0), grade("汽车制造项目除外", "汽车", 0), grade("不从事汽车制造", "汽车", 3)
    (0.3, 0.0, 0.0)
    """
    if text == word:
        return EXACT
    before, tail = text[:offset], text[offset + len(word) :]
    if _DENIED.search(before) or _EXCEPTED.match(tail) or _splits_latin(text, word, offset):
        return 0.0
    if _MEANT_FOR.search(tail) or _USED_FOR.match(tail):
        return FOREIGN
    if _NEUTRAL_TAIL.fullmatch(tail):
        return WHOLE
    if len(word) <= SHORT:
        return FOREIGN
    if _WHOLE_WORD.search(word):
        return FOREIGN
    same = _SAME_MACHINE_TAIL if _MACHINE_WORD.search(word) else _SAME_MATERIAL_TAIL
    rest = same.match(tail)
    if rest and rest.end() and _NEUTRAL_TAIL.fullmatch(tail[rest.end() :]):
        return WHOLE
    return FOREIGN


def _splits_latin(text: str, word: str, offset: int) -> bool:
    """Whether a Latin word was found inside a longer Latin word."""
    left, right = text[offset - 1 : offset], text[offset + len(word) : offset + len(word) + 1]
    return bool(
        (re.match(r"[a-z0-9]", word) and re.match(r"[a-z0-9]", left))
        or (re.search(r"[a-z]$", word) and re.match(r"[a-z]", right))
    )


def graded_hits(
    texts: Sequence[str], table: WordTable, excludes: Mapping[int, frozenset[int]], segment_of: Sequence[int]
) -> list[Hit]:
    """Hits of words in texts, the best of each (text, segment), sorted by text and segment.

    A word inside a longer word of another segment does not count; a text that holds a word its segment excludes
    does not count for that segment. ``excludes``: segment -> texts it may not be found in.
    """
    words = table.words
    by_text: dict[int, list[tuple[int, int]]] = {}
    for text, word, offset in occurrences(texts, table):
        by_text.setdefault(text, []).append((word, offset))
    best: dict[tuple[int, int], Hit] = {}
    for text, found in by_text.items():
        for word, offset in _longest(found, words):
            segment = segment_of[word]
            if text in excludes.get(segment, frozenset()):
                continue
            value = grade(texts[text], words[word], offset)
            known = best.get((text, segment))
            if value and (known is None or (value, len(words[word])) > (known.grade, len(words[known.word]))):
                best[text, segment] = Hit(text, word, offset, value)
    return [best[key] for key in sorted(best)]


def _longest(found: list[tuple[int, int]], words: Sequence[str]) -> list[tuple[int, int]]:
    """The hits that do not lie strictly inside a longer hit."""
    spans = [(offset, offset + len(words[word]), word) for word, offset in found]
    return [
        (word, begin)
        for begin, end, word in spans
        if not any(b <= begin and end <= e and e - b > end - begin for b, e, _ in spans)
    ]
