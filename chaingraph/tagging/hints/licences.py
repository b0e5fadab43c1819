"""Licence classes that a firm's words name by number, and the segments whose words such a class holds."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from chaingraph.tagging.words.firm_words import FirmWords
from chaingraph.tagging.words.index import SegmentIndex
from chaingraph.text import plain

NUMBERED = re.compile(r"(?<!\d)(68\d{2})(?!\d)")


@lru_cache(maxsize=1)
def licence_words() -> Mapping[str, tuple[str, ...]]:
    """Words of each class of the catalogue of medical devices of 2002, by number.

    >>> licence_words()["6865"]
    ('医用缝合线',)
    """
    lines = (files(__package__) / "licences.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if not line.startswith("#")]
    return {row[0]: tuple(map(plain, row[1:])) for row in rows if row}


def licensed_segments(index: SegmentIndex) -> dict[str, list[tuple[int, str]]]:
    """Class number -> the segments that hold one of its words, each with the word. O(words of the index)."""
    known: dict[str, list[int]] = {}
    for number, word in enumerate(index.words):
        known.setdefault(word, []).append(index.segment_of[number])
    found: dict[str, list[tuple[int, str]]] = {}
    for code, words in licence_words().items():
        best = {segment: word for word in reversed(words) for segment in known.get(word, ())}
        found[code] = sorted(best.items())
    return found


def licences_of(words: FirmWords) -> Sequence[tuple[str, str]]:
    """(class number, text as the firm writes it) of every licence class it names, each once."""
    said: dict[str, str] = {}
    for written in (*(written for _, _, written in words.products), *(text for text, _ in words.scope)):
        for code in NUMBERED.findall(written):
            said.setdefault(code, written)
    return sorted(said.items())
