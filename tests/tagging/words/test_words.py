"""Occurrences of words in texts, found by hashing, against the plain way of looking."""

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.tagging.words.words import WordTable, occurrences

ALPHABET = st.text("锂电池a1", max_size=8)


@given(st.lists(ALPHABET, max_size=6), st.lists(st.text("锂电池a1", min_size=1, max_size=4), max_size=5, unique=True))
def test_hashing_finds_what_looking_finds(texts: list[str], words: list[str]) -> None:
    looked = {
        (t, w, at)
        for t, text in enumerate(texts)
        for w, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    }
    assert set(occurrences(texts, WordTable.of(words))) == looked
