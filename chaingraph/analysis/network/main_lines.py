"""What a firm mainly makes, and which inputs of a chain say something of who supplies whom."""

from collections.abc import Iterable
from dataclasses import dataclass

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import ALIKE, INFERRED, Tag
from chaingraph.ids import SegmentKey
from chaingraph.memo import Key
from chaingraph.model.chain import SegmentInput
from chaingraph.text import MERE_TRADE

MAIN_PART = 0.4
"""A segment is a main line where at least this part of what counts on the firm's largest one counts on it."""
LEAST_SCORE = 0.7
"""Score, and probability where it is known, from which a tag is sure enough to rest a line between two firms on."""
WEAK_FIELDS = frozenset({"经营范围", "行业", "行业代码"})
"""Fields that tell a main line only of a firm whose products nobody states."""
EVERYWHERE = 20
"""From so many buying segments, over all chains, an input is one that everything uses."""
LEAST_SHARE = 0.01
"""Least cost share of a required input that tells a supplier."""
LEAST_LOOSE_SHARE = 0.1
"""The same of an input that is not required, or that everything uses."""
EVERYDAY = frozenset("EFHKLMOPQRST")
"""Sections of GB/T 4754 that build, trade, advise and serve: they supply no maker with what it makes things of."""


@dataclass(frozen=True, slots=True)
class MainLines:
    """Main lines of firms and telling inputs of chains, of one snapshot."""

    snapshot: Snapshot

    def tags(self, firm: int) -> list[Tag]:
        """The firm's tags on its main lines in chains that are known, the largest first, then by score and name.

        A by-line, a segment told by likeness alone, and, where products are stated, one that only the scope or the
        industry tells, is none. O(its tags).
        """
        tags = [tag for tag in self.snapshot.tags.of_firm(firm) if tag.chain in self.snapshot.chains]
        largest = max((tag.share for tag in tags), default=0.0)
        stated = bool(self.snapshot.offerings_of[firm])
        main = [tag for tag in tags if tag.share >= MAIN_PART * largest and _told(tag, stated)]
        return sorted(main, key=lambda tag: (-tag.share, -tag.score, tag.chain, tag.key))

    def home(self, firm: int) -> list[Tag]:
        """The main lines, each only in the chains where it is largest. O(its tags)."""
        tags = self.tags(firm)
        largest: dict[SegmentKey, float] = {}
        for tag in tags:
            largest[tag.key] = max(tag.share, largest.get(tag.key, 0.0))
        return [tag for tag in tags if tag.share == largest[tag.key]]

    def keys(self, firm: int) -> frozenset[SegmentKey]:
        """Segments of the main lines that are sure enough, in whatever chain; one key is one thing.

        Where parts of revenue are stated, a line also needs ``MAIN_PART`` of the firm's largest product, whether that
        stands on a segment or not. O(its tags).
        """
        least = MAIN_PART * max((one.share or 0.0 for one in self.snapshot.offerings_of[firm]), default=0.0)
        kept = [tag for tag in self.tags(firm) if _sure(tag) and _part(tag) >= least and not _traded(tag)]
        return frozenset(tag.key for tag in self._named(firm, kept))

    def _named(self, firm: int, tags: list[Tag]) -> list[Tag]:
        """Of a firm that states no parts of revenue, the lines its own name tells, where it tells one.

        A cement works that also sews its bags supplies nobody with packaging.
        """
        name = self.snapshot.enterprises[firm].name
        told = [tag for tag in tags if any(len(one.matched) > 1 and one.matched in name for one in tag.evidence)]
        stated = any(one.share is not None for one in self.snapshot.offerings_of[firm])
        return tags if stated or not told else told

    def may_supply(self, firm: int, chain: ChainGraph, segment: int) -> bool:
        """Whether the segment is of things, and the firm of no trade or service that is not the segment's own."""
        section = (self.snapshot.enterprises[firm].industry_code or "")[:1]
        own = {code[:1] for code in chain.segments[segment].industry_codes}
        return not everyday(chain, segment) and (section not in EVERYDAY or section in own)

    def telling(self, chain: ChainGraph, edges: Iterable[SegmentInput]) -> list[SegmentInput]:
        """Inputs that tell a supplier, dearest first: no recycling, no equipment bought once, no trifle.

        An input of unknown share counts. O(edges).
        """
        kept = [edge for edge in solid(edges) if self._weighs(edge)]
        return [edge for edge in kept if not everyday(chain, chain.index[edge.input])]

    def common(self, key: SegmentKey) -> bool:
        """Whether everything uses the segment's product: many segments, over all chains, buy it."""
        return self._buyers.get(key, 0) >= EVERYWHERE

    def _weighs(self, edge: SegmentInput) -> bool:
        loose = edge.required is False or self.common(edge.input)
        least = LEAST_LOOSE_SHARE if loose else LEAST_SHARE
        return edge.middle_share is None or edge.middle_share >= least

    @property
    def _buyers(self) -> dict[SegmentKey, int]:
        """How many segments, over all chains, buy from each; made once."""
        return self.snapshot.memo.get(Key[dict[SegmentKey, int]]("buying segments"), lambda: _counted(self.snapshot))


def solid(edges: Iterable[SegmentInput]) -> list[SegmentInput]:
    """Edges that carry goods all the time, dearest first: no recycling, no equipment bought once."""
    kept = [edge for edge in edges if not edge.recycle and not edge.capital]
    return sorted(kept, key=lambda e: (-(e.middle_share or 0.0), e.input, e.output))


def everyday(chain: ChainGraph, segment: int) -> bool:
    """Whether all industry codes of the segment are of building, trade or services; without a code it is not."""
    codes = chain.segments[segment].industry_codes
    return bool(codes) and all(code[:1] in EVERYDAY for code in codes)


def _told(tag: Tag, stated: bool) -> bool:
    fields = {piece.field for piece in tag.evidence}
    unsaid = WEAK_FIELDS if stated else frozenset[str]()
    return not fields or bool(fields - unsaid - {INFERRED, ALIKE})


def _traded(tag: Tag) -> bool:
    """Whether every word that places the firm here is of trade."""
    return bool(tag.evidence) and all(MERE_TRADE.search(piece.text) for piece in tag.evidence)


def _part(tag: Tag) -> float:
    """The part of revenue that is stated for what places the firm here; where none is, what is counted."""
    return sum(piece.share or 0.0 for piece in tag.evidence) if tag.share_stated else tag.share


def _sure(tag: Tag) -> bool:
    return min(tag.score, 1.0 if tag.probability is None else tag.probability) >= LEAST_SCORE


def _counted(snapshot: Snapshot) -> dict[SegmentKey, int]:
    pairs = {(edge.input, edge.output) for chain in snapshot.chains.values() for edge in solid(chain.inputs)}
    found: dict[SegmentKey, int] = {}
    for source, _ in pairs:
        found[source] = found.get(source, 0) + 1
    return found
