"""Finding anything by words: firms, segments, places, chains and products, by characters, code, pinyin or initials."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from api.address.urls import Pair, part, query_text
from api.search.search import rank_of_names
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot

AFTER_NAMES = 10
PLACES = "地点"
KINDS = ("企业", "环节", PLACES, "产业链", "产品")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One thing found: what it is, what it is called, what tells it apart, and where it leads."""

    kind: str
    label: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Something that can be found, under every name it has; ``chains`` are those that a segment belongs to."""

    kind: str
    label: str
    detail: str
    names: tuple[str, ...]
    key: str
    chains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    def rank(self, wanted: str) -> int | None:
        """How well it answers, 0 best; an alias counts after every name, and only by its characters."""
        hit = rank_of_names(self.names, wanted)
        if hit is not None:
            return hit
        return AFTER_NAMES if any(wanted in alias.lower() for alias in self.aliases) else None


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Everything but firms that has a name, of one data version."""

    named: tuple[Named, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, places: Sequence[Place]) -> "NameIndex":
        """Segments, places, chains and products. O(segments · chains + offerings)."""
        named = (*_segments(snapshot), *_places(places), *_chains(snapshot), *_products(snapshot))
        return cls(tuple(named))

    def search(self, words: str, pair: Pair | None, most: int) -> list[Found]:
        """At most ``most`` of each kind, best kind of hit first, then the shortest name."""
        wanted = words.strip().lower()
        ranked = sorted(
            (KINDS.index(each.kind), rank, len(each.label), each.label, number)
            for number, each in enumerate(self.named)
            if wanted and (rank := each.rank(wanted)) is not None
        )
        hits: list[Found] = []
        for _, own in groupby(ranked, key=lambda found: found[0]):
            hits.extend(_hit(self.named[found[-1]], pair) for found in list(own)[:most])
        return hits


def firm_hits(snapshot: Snapshot, firms: Iterable[int], pair: Pair | None) -> list[Found]:
    """Firms as hits, in the order given."""
    hits = []
    for number in firms:
        firm = snapshot.enterprises[number]
        detail = " · ".join(word for word in (firm.region, firm.park, firm.short_name, firm.mark) if word)
        url = pair.enterprise_url(firm.id) if pair else f"/enterprises/{part(firm.id)}"
        hits.append(Found(kind="企业", label=firm.name, detail=detail, url=url))
    return hits


def _segments(snapshot: Snapshot) -> Iterable[Named]:
    chains: dict[tuple[str, str], list[str]] = {}
    words: dict[tuple[str, str], tuple[str, ...]] = {}
    for chain, graph in snapshot.chains.items():
        for segment in graph.segments:
            chains.setdefault((segment.key, segment.name), []).append(chain)
            words[segment.key, segment.name] = segment.aliases
    for (key, name), found in sorted(chains.items()):
        yield Named(
            kind="环节",
            label=name,
            detail="、".join(found),
            names=(name,),
            key=key,
            chains=tuple(found),
            aliases=words[key, name],
        )


def _places(places: Sequence[Place]) -> Iterable[Named]:
    for place in places:
        above = "/".join(p for p in (place.province, place.city, place.district) if p and p != place.label)
        names = tuple(dict.fromkeys((place.label, place.name)))
        yield Named(kind="地点", label=place.name, detail=f"{place.kind.value} {above}", names=names, key=place.name)


def _chains(snapshot: Snapshot) -> Iterable[Named]:
    for name, graph in snapshot.chains.items():
        detail = f"{len(graph.segments)} 个环节"
        yield Named(kind="产业链", label=name, detail=detail, names=(name,), key=name, chains=(name,))


def _products(snapshot: Snapshot) -> Iterable[Named]:
    makers = Counter(offering.product for own in snapshot.offerings_of for offering in own)
    for product, count in sorted(makers.items()):
        yield Named(kind="产品", label=product, detail=f"{count} 家企业", names=(product,), key=product)


def _hit(each: Named, pair: Pair | None) -> Found:
    return Found(kind=each.kind, label=each.label, detail=each.detail, url=_address(each, pair))


def _address(each: Named, pair: Pair | None) -> str:
    if each.kind == "地点":
        return f"/places/{part(each.key)}"
    if each.kind == "产品" or pair is None:
        return f"/enterprises{query_text({'q': each.label})}"
    there = Pair(pair.place, pair.chain if pair.chain in each.chains else each.chains[0])
    return there.url("panorama", {"segment": each.key} if each.kind == "环节" else {})
