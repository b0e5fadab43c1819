"""Platforms with the segments they serve, critical segments that none serves, and results that could become firms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chaingraph.findings.park.platform import PlatformCard, Served, Spinout, Unserved
from chaingraph.findings.place.gap import Coverage, SegmentStatus
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.parks.platforms import Platform, PlatformKind

Tags = Mapping[tuple[str, str, str], Sequence[Tag]]
"""What the tagger makes of each platform's words and of each of its results, by its name, park and the result."""
SHORT = (SegmentStatus.MISSING, SegmentStatus.WEAK, SegmentStatus.UNSURVEYED)
PARTS = 2
KINDS = tuple(PlatformKind)


def platform_cards(snapshot: Snapshot, names: frozenset[str] | None, tags: Tags) -> tuple[PlatformCard, ...]:
    """Platforms of the places of these names (None: of all), by park, kind and name."""
    own = [one for one in snapshot.facts["platforms"] if names is None or one.park in names]
    return tuple(
        _card(snapshot, one, tags.get((one.name, one.park, ""), ()))
        for one in sorted(own, key=lambda p: (p.park, KINDS.index(p.kind), p.name))
    )


def _card(snapshot: Snapshot, one: Platform, tags: Sequence[Tag]) -> PlatformCard:
    return PlatformCard(
        name=one.name,
        park=one.park,
        kind=one.kind,
        level=one.level,
        host=one.host,
        state=one.state,
        planned_on=one.planned_on,
        started_on=one.started_on,
        opened_on=one.opened_on,
        area_m2=one.area_m2,
        incubated=one.incubated,
        works_on=one.works_on,
        results=one.results,
        talents=one.talents,
        serves=tuple(_served(snapshot, one, tags)),
        source=one.evidence.source,
        as_of=one.evidence.as_of,
    )


def _served(snapshot: Snapshot, one: Platform, tags: Sequence[Tag]) -> Iterator[Served]:
    """Segments somebody said, then those the tagger found, best first, each once."""
    seen: set[tuple[str, str]] = set()
    for text in one.segments:
        chain, _, key = text.partition("/")
        found = _named(snapshot, ChainId(chain), SegmentKey(key))
        if found and (chain, key) not in seen:
            seen.add((chain, key))
            yield Served(ChainId(chain), SegmentKey(key), found, 1.0, True, "平台表写明")
    for tag in sorted(tags, key=lambda t: (-t.score, t.chain, t.key)):
        name = _named(snapshot, tag.chain, tag.key)
        if name and (tag.chain, tag.key) not in seen:
            seen.add((tag.chain, tag.key))
            said = "；".join(piece.sentence for piece in tag.evidence[:PARTS])
            yield Served(tag.chain, tag.key, name, tag.score, False, said)


def _named(snapshot: Snapshot, chain: ChainId, key: SegmentKey) -> str | None:
    graph = snapshot.chains.get(chain)
    number = graph.index.get(key) if graph else None
    return None if graph is None or number is None else graph.segments[number].name


def serving(cards: Iterable[PlatformCard]) -> dict[tuple[ChainId, SegmentKey], tuple[str, ...]]:
    """Names of the platforms that serve each segment, sorted."""
    found: dict[tuple[ChainId, SegmentKey], set[str]] = {}
    for card in cards:
        for served in card.serves:
            found.setdefault((served.chain, served.key), set()).add(card.name)
    return {where: tuple(sorted(names)) for where, names in sorted(found.items())}


def unserved(place: Place, cover: Coverage, cards: Iterable[PlatformCard]) -> tuple[Unserved, ...]:
    """Critical segments of a chain that no platform of these serves, in drawing order."""
    served = serving(cards)
    return tuple(
        Unserved(
            park=place.name,
            chain=cover.chain,
            key=state.segment.key,
            segment=state.segment.name,
            local_firms=len(state.local),
        )
        for state in cover.states
        if (state.segment.critical or state.segment.chokepoint) and (cover.chain, state.segment.key) not in served
    )


def spinouts(cover: Coverage, cards: Iterable[PlatformCard], tags: Tags) -> tuple[Spinout, ...]:
    """Results that fit a segment which the place lacks or is short of: firms to be founded here.

    A result fits what its own words say; where they say nothing, what somebody said its platform serves.
    """
    states = {state.segment.key: state for state in cover.states}
    return tuple(
        Spinout(card.name, card.park, result, cover.chain, key, states[key].segment.name, states[key].status)
        for card in cards
        for result in card.results
        for key in _fits(card, tags.get((card.name, card.park, result), ()), cover.chain)
        if key in states and states[key].status in SHORT
    )


def _fits(card: PlatformCard, tags: Sequence[Tag], chain: ChainId) -> tuple[SegmentKey, ...]:
    own = [tag.key for tag in tags if tag.chain == chain]
    said = [served.key for served in card.serves if served.said and served.chain == chain]
    return tuple(dict.fromkeys(own or ([] if tags else said)))
