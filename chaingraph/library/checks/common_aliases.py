"""Aliases so common among firms that they tell no firm from another."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from chaingraph.library.card import ChainCard

MOST_FIRMS = 0.05
"""An alias that a larger part of all firms contains is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonAlias:
    """One alias of a segment, and how many of the firms contain it."""

    chain: str
    segment: str
    alias: str
    firms: int
    of: int

    @property
    def sentence(self) -> str:
        """What is wrong, in Chinese.

        >>> CommonAlias(chain="链", segment="泵", alias="泵", firms=30, of=200).sentence
        '别名“泵”见于 200 家企业中的 30 家（15.0%），过于宽泛'
        """
        return f"别名“{self.alias}”见于 {self.of} 家企业中的 {self.firms} 家（{self.firms / self.of:.1%}），过于宽泛"


def common_aliases(
    cards: Iterable[ChainCard],
    texts: Sequence[str],
    *,
    normal: Callable[[str], str] = str,
    most: float = MOST_FIRMS,
) -> tuple[CommonAlias, ...]:
    """Names and aliases that more than ``most`` (0 to 1) of the firms' texts contain, by chain, segment and alias.

    Parameters
    ----------
    texts
        One a firm, all it says of itself, already in the form ``normal`` gives.
    normal
        How an alias is written before it is looked for.

    O(total text) lookups, and memory for the distinct aliases.
    """
    words = [
        (card.chain.name, segment.key, word)
        for card in cards
        for segment in card.segments
        for word in dict.fromkeys((segment.name, *segment.aliases))
    ]
    count = _firms_with({normal(word) for _, _, word in words}, texts)
    found = (
        CommonAlias(chain=chain, segment=segment, alias=word, firms=count[normal(word)], of=len(texts))
        for chain, segment, word in words
        if count[normal(word)] > most * len(texts)
    )
    return tuple(sorted(found, key=lambda c: (c.chain, c.segment, c.alias)))


def _firms_with(words: set[str], texts: Sequence[str]) -> Counter[str]:
    """How many texts contain each word; words are looked up by their first two characters."""
    by_start: dict[str, list[str]] = {}
    for word in words:
        by_start.setdefault(word[:2], []).append(word)
    count: Counter[str] = Counter()
    for text in texts:
        starts = {text[place : place + size] for size in (1, 2) for place in range(len(text))}
        count.update({word for start in starts for word in by_start.get(start, ()) if word in text})
    return count
