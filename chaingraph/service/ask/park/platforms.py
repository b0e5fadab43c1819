"""Platforms of a place with the segments they serve, tagged as firms are."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from chaingraph.analysis.parks import platforms as analysis
from chaingraph.analysis.parks.projects import names_within
from chaingraph.analysis.standing.coverage import coverage
from chaingraph.findings.park.platform import Innovation, PlatformCard, Spinout, Unserved
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.tags import Tag
from chaingraph.ids import ChainId, EnterpriseId, ProductId, SegmentKey
from chaingraph.memo import Key
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.links import Offering
from chaingraph.service.ask.park.fill import MOST_PAIRS
from chaingraph.service.ask.park.park import everywhere
from chaingraph.service.workspace import Workspace
from chaingraph.settings import Settings
from chaingraph.tagging.hints.hints import computed_tags

TAGS = Key[dict[tuple[str, str, str], tuple[Tag, ...]]]("platform tags")


def innovation(workspace: Workspace, place: str, keep: Callable[[Place], bool] = everywhere) -> Innovation:
    """Platforms of the place (all for an empty name), critical segments of its parks that none serves, and results.

    Raises UnknownName or AmbiguousName for a wrong place.
    """
    snapshot = workspace.snapshot()
    where = snapshot.place(place) if place else None
    cards = platform_cards(workspace, where)
    bare: list[Unserved] = []
    born: list[Spinout] = []
    for park, chain in _pairs(snapshot, where, keep):
        cover = coverage(snapshot, park, snapshot.chains[chain], workspace.rules)
        bare += analysis.unserved(park, cover, platform_cards(workspace, _around(snapshot, park)))
        own = [card for card in cards if card.park == park.name]
        born += analysis.spinouts(cover, own, tags_of(snapshot, workspace.rules))
    return Innovation(
        place=where.name if where else None,
        platforms=cards,
        unserved=tuple(bare),
        spinouts=tuple(born),
        data_version=snapshot.version,
    )


def platform_cards(workspace: Workspace, where: Place | None) -> tuple[PlatformCard, ...]:
    """Platforms within a place, with what they serve."""
    snapshot = workspace.snapshot()
    names = None if where is None else names_within(snapshot, where)
    return analysis.platform_cards(snapshot, names, tags_of(snapshot, workspace.rules))


def serving_here(snapshot: Snapshot, rules: Settings, place: Place, chain: str) -> dict[SegmentKey, tuple[str, ...]]:
    """By segment of the chain, the platforms of the place and of the city around it that serve it, in words."""
    if not snapshot.facts["platforms"]:
        return {}
    near = names_within(snapshot, place) | names_within(snapshot, _around(snapshot, place))
    found: dict[SegmentKey, dict[str, None]] = {}
    for card in analysis.platform_cards(snapshot, near, tags_of(snapshot, rules)):
        words = f"{card.name}（{'，'.join(part for part in (card.kind, card.state, card.park) if part)}）"
        for served in card.serves:
            if served.chain == chain:
                found.setdefault(served.key, {})[words] = None
    return {key: tuple(names) for key, names in sorted(found.items())}


def _around(snapshot: Snapshot, park: Place) -> Place:
    """The city of a park, whose platforms serve it too; the park itself where its city is not known."""
    if park.park is None or not park.city:
        return park
    return snapshot.place("/".join(part for part in (park.province, park.city) if part))


def _pairs(snapshot: Snapshot, where: Place | None, keep: Callable[[Place], bool]) -> Iterable[tuple[Place, ChainId]]:
    parks = [(Place.of_park(park), park.chains) for park in snapshot.parks]
    asked = [(park, chains) for park, chains in parks if keep(park) and (where is None or park.within(where))]
    return [(park, chain) for park, chains in asked for chain in chains if chain in snapshot.chains][:MOST_PAIRS]


def tags_of(snapshot: Snapshot, rules: Settings) -> dict[tuple[str, str, str], tuple[Tag, ...]]:
    """What the tagger makes of every platform's words, as if each were a firm that makes what it works on, and of each
    of its results, by name, park and result ("" for the platform itself)."""
    return snapshot.memo.get(TAGS, lambda: _tagged(snapshot, rules))


def _tagged(snapshot: Snapshot, rules: Settings) -> dict[tuple[str, str, str], tuple[Tag, ...]]:
    words: dict[tuple[str, str, str], tuple[str, ...]] = {}
    for one in snapshot.facts["platforms"]:
        words[one.name, one.park, ""] = one.works_on
        words |= {(one.name, one.park, result): (result,) for result in one.results}
    if not words:
        return {}
    ids = {key: EnterpriseId(f"{number:06d}") for number, key in enumerate(words)}
    firms = [Enterprise(id=own, name=key[0]) for key, own in ids.items()]
    made = [Offering(enterprise=ids[key], product=ProductId(word)) for key, said in words.items() for word in said]
    empty: dict[str, Sequence[Any]] = dict.fromkeys(snapshot.facts, ())
    bare = Snapshot.of(snapshot.version, {**empty, "enterprises": firms, "offerings": made}, snapshot.chains)
    table, _ = computed_tags(bare, rules)
    return {key: tuple(table.of_firm(number)) for number, key in enumerate(words)}
