"""What must hold of the words of segments: each means one thing, is whole, and is not wider than its segment."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import networkx as nx

from chaingraph.ids import ChainId, SegmentKey
from chaingraph.library.card import ChainCard
from chaingraph.library.checks.problem import Problem
from chaingraph.model.chain import Segment
from chaingraph.text import plain

Homes = Mapping[ChainId, Mapping[SegmentKey, ChainId]]
"""Chain -> shared segment -> the chain that describes it."""
HAN = re.compile("[一-鿿]")
MEASURE = re.compile(
    r"[\d.~～—–-]+[万亿]?([A-Za-z²³/℃°]+|毫米|厘米|米|英寸|吨|千克|公斤|千瓦时|千瓦|兆瓦|伏|安|升|寸|度)?"
)
BRACKETS = (("（", "）"), ("(", ")"))
GENERAL = re.compile("通用|综合|一般|其他|归此")
"""Marks of a segment that means to be general, in its name or definition."""
ELSEWHERE = re.compile("（([^（）]+)另列）")
MACHINE = 5
"""A part of a chain's name so long names a thing, and its last three characters do too: 掘进机."""
SIBLINGS = 2
"""An alias is too wide when it ends the names of at least so many other segments of its chain."""


def check_words(cards: Sequence[ChainCard], homes: Homes) -> Iterator[Problem]:
    """Problems of the words of these chains; a shared segment is read in its home. O(words · segments a chain)."""
    yield from _twice(cards, homes)
    for card in cards:
        shared, own = homes.get(card.chain.name, {}), [s.name for s in card.segments]
        for segment in card.segments:
            if segment.key not in shared:
                yield from _fragments(segment)
                yield from _self_excluded(segment)
                yield from _elsewhere(segment)
                yield from _wide(segment, own)
    yield from _foreign(cards, homes)


def _twice(cards: Sequence[ChainCard], homes: Homes) -> Iterator[Problem]:
    """Words and products of two segments; names and aliases of one chain ``check_card`` tells."""
    found: dict[str, dict[SegmentKey, tuple[ChainId, bool]]] = defaultdict(dict)
    for card in cards:
        for segment in card.segments:
            home = homes.get(card.chain.name, {}).get(segment.key, card.chain.name)
            names = {segment.name, *segment.aliases}
            for word in {*names, *segment.products}:
                found[plain(word)].setdefault(segment.key, (home, word in names))
    for word, places in found.items():
        for key, (chain, named) in places.items():
            others = sorted(
                f"{home}·{other}"
                for other, (home, too) in places.items()
                if other != key and not (home == chain and named and too)
            )
            if others:
                yield Problem(chain, key, f"“{word}”也是{'、'.join(others)}的名称、别名或产品")


def _fragments(segment: Segment) -> Iterator[Problem]:
    """Words that are no thing: a product that is a bare size, unit or Latin letters; any word cut within brackets."""
    for word in (*segment.aliases, *segment.products):
        if any(word.count(opening) != word.count(closing) for opening, closing in BRACKETS):
            yield Problem(segment.chain, segment.key, f"“{word}”的括号不成对，是被切断的词")
    for product in segment.products:
        if not HAN.search(product) or MEASURE.fullmatch(product):
            yield Problem(segment.chain, segment.key, f"产品“{product}”不是完整的品名")


def _self_excluded(segment: Segment) -> Iterator[Problem]:
    """Excluded words that exclude the segment's own names or products."""
    for excluded in segment.excludes:
        hit = [w for w in (segment.name, *segment.aliases, *segment.products) if plain(excluded) in plain(w)]
        if hit:
            yield Problem(segment.chain, segment.key, f"排除词“{excluded}”把自己的“{hit[0]}”排除了")


def _elsewhere(segment: Segment) -> Iterator[Problem]:
    """Aliases and products that the definition sends to another segment: “（消防车另列）”."""
    for listed in ELSEWHERE.findall(segment.definition or ""):
        for word in (part for part in re.split("[、与和]", listed) if len(part) >= SIBLINGS):
            hit = [own for own in (*segment.aliases, *segment.products) if own.endswith(word)]
            if hit:
                yield Problem(segment.chain, segment.key, f"定义说“{word}”另列，自己却有“{hit[0]}”")


def _wide(segment: Segment, names: Sequence[str]) -> Iterator[Problem]:
    """Aliases that head the names of several other segments, unless the segment says that it is general."""
    for alias in segment.aliases:
        heads = [name for name in names if name.endswith(alias) and name not in (segment.name, alias)]
        general = segment.name.startswith(alias) or GENERAL.search(f"{segment.name}{segment.definition or ''}")
        if len(heads) >= SIBLINGS and not general:
            yield Problem(segment.chain, segment.key, f"别名“{alias}”比本环节宽：{'、'.join(heads[:3])}也是")


def _foreign(cards: Sequence[ChainCard], homes: Homes) -> Iterator[Problem]:
    """Shared segments whose definition names a thing only their home has, other than what they are made from."""
    users: dict[tuple[ChainId, SegmentKey], set[SegmentKey]] = defaultdict(set)
    for card in cards:
        for key, home in homes.get(card.chain.name, {}).items():
            users[home, key].update(s.key for s in card.segments)
    by_name = {card.chain.name: card for card in cards}
    for (home, key), known in sorted(users.items()):
        if home in by_name:
            yield from _named_at_home(by_name[home], key, known)


def _named_at_home(card: ChainCard, key: SegmentKey, known: set[SegmentKey]) -> Iterator[Problem]:
    graph = nx.DiGraph((edge.input, edge.output) for edge in card.inputs if not edge.recycle)
    sources = nx.ancestors(graph, key) if key in graph else set()
    shared = next(segment for segment in card.segments if segment.key == key)
    own = "\n".join((shared.name, *shared.aliases, *shared.products))
    subjects = [part for part in re.split("[·与和]", card.chain.name) if len(part) >= MACHINE]
    others = [s for s in card.segments if s.key not in known and s.key not in sources]
    words = {*subjects, *(part[-3:] for part in subjects), *(w for s in others for w in (s.name, *s.aliases))}
    for word in sorted(words):
        if len(word) >= SIBLINGS and word in (shared.definition or "") and word not in own:
            yield Problem(card.chain.name, key, f"定义说的是别链没有的“{word}”；专门要求应写在上游关系的 note 里")
