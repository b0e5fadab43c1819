"""What an import may refer to: parks, regions, chains and segments of the library, the store and the import itself."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.library.gazetteer import Gazetteer, gazetteer
from chaingraph.library.reader import library
from chaingraph.library.regions import Regions
from chaingraph.model.chain import Segment
from chaingraph.model.place import Park
from chaingraph.text import plain
from loaders.known.near import NearNames

CHAIN_TAIL = re.compile(r"(产业链|链条|链|产业)$")


def chain_key(name: str) -> str:
    """A chain's name as people shorten it.

    >>> chain_key("动力电池产业链") == chain_key("动力电池")
    True
    """
    text = plain(name)
    short = CHAIN_TAIL.sub("", text)
    return short if len(short) >= 2 else text


class Chains:
    """Chains and segments by name or key."""

    def __init__(self, chains: Iterable[str], segments: Iterable[Segment]) -> None:
        self._names: dict[str, str] = {}
        self._segments: dict[str, dict[str, list[Segment]]] = {}
        self._near: dict[str | None, NearNames] = {}
        for name in chains:
            self.add_chain(name)
        for segment in segments:
            self.add_segment(segment)

    def add_chain(self, name: str) -> None:
        """Make a chain known."""
        self._near.clear()
        self._names.setdefault(name, name)
        self._names.setdefault(chain_key(name), name)

    def add_segment(self, segment: Segment) -> None:
        """Make a segment known by key and name; a newer version of a key replaces the older."""
        self.add_chain(segment.chain)
        own = self._segments.setdefault(segment.chain, {})
        for word in dict.fromkeys((segment.key, segment.name, plain(segment.key), plain(segment.name))):
            kept = [other for other in own.get(word, []) if other.key != segment.key]
            own[word] = [*kept, segment]

    def chain(self, name: str) -> str:
        """The chain a name means. Raises UnknownName with near names."""
        found = self.chain_or_none(name)
        if found is None:
            near = self._near.setdefault("", NearNames(self._names.values()))
            raise UnknownName("产业链", name, near.near(name))
        return found

    def chain_or_none(self, name: str) -> str | None:
        """The chain a name means, or None."""
        return self._names.get(name) or self._names.get(chain_key(name))

    def has_segment(self, text: str, chain: str) -> bool:
        """Whether a key or name means a segment of the chain."""
        own = self._segments.get(chain, {})
        return text in own or plain(text) in own

    def segment(self, text: str, chain: str | None) -> Segment:
        """The segment a key or name means, in one chain or in all.

        Raises UnknownName with near names, AmbiguousName with the choices (chain/segment).
        """
        where = [chain] if chain is not None else sorted(self._segments)
        for word in dict.fromkeys((text, plain(text))):
            found = [segment for name in where for segment in self._segments.get(name, {}).get(word, ())]
            exact = [segment for segment in found if segment.key == text]
            found = exact if len(exact) == 1 else found
            if len(found) == 1:
                return found[0]
            if found:
                raise AmbiguousName("环节", text, tuple(sorted(_caption(segment) for segment in found))[:8])
        if chain not in self._near:
            names = {s.name for name in where for group in self._segments.get(name, {}).values() for s in group}
            self._near[chain] = NearNames(names)
        raise UnknownName("环节", text, self._near[chain].near(text))


def _caption(segment: Segment) -> str:
    return f"{segment.chain}/{segment.name}" + ("" if segment.key == segment.name else f"（编码 {segment.key}）")


class Known:
    """Everything a row may name besides enterprises."""

    def __init__(self, facts: Mapping[str, Sequence[Any]]) -> None:
        cards = library()
        self.chains = Chains(
            [card.chain.name for card in cards] + [chain.name for chain in facts["chains"]],
            [s for card in cards for s in card.segments] + list(facts["segments"]),
        )
        self.gazetteer: Gazetteer = gazetteer()
        self.regions: Regions = self.gazetteer.regions
        self.parks: dict[str, Park] = {}
        self._park_names: dict[str, str] = {}
        self.districts: set[str] = set()
        self._near: dict[str, NearNames] = {}
        for park in facts["parks"]:
            self.add_park(park)
        for one in facts["enterprises"]:
            self.add_district(one.province, one.city, one.district)

    def add_park(self, park: Park) -> None:
        """Make a park known."""
        self._near.clear()
        self.parks[park.name] = park
        self._park_names.setdefault(plain(park.name), park.name)
        self.add_district(park.province, park.city, park.district)

    def add_district(self, province: str | None, city: str | None, district: str | None) -> None:
        """Make a district known, alone and as a path."""
        if district:
            self.districts |= {district, "/".join(part for part in (province, city, district) if part)}

    def park(self, name: str) -> Park:
        """The park a name means. Raises UnknownName with near names."""
        found = name if name in self.parks else self._park_names.get(plain(name))
        if found is None:
            near = self._near.setdefault("park", NearNames(self.parks))
            raise UnknownName("园区", name, near.near(name))
        return self.parks[found]

    def place(self, name: str) -> str:
        """The official name of a park or region. Raises UnknownName with near names, AmbiguousName with the choices."""
        found = self._park_names.get(plain(name)) if name not in self.parks else name
        if found is not None:
            return found
        official = self._region(name.strip("/").split("/"), name)
        if official is not None:
            return official
        if name.strip("/") in self.districts:
            return name.strip("/")
        near = self._near.setdefault("place", NearNames((*self.parks, *self.regions.names(), *self.districts)))
        raise UnknownName("园区或地区", name, near.near(name))

    def _region(self, path: list[str], name: str) -> str | None:
        """The official name of a province or city given alone or as a path of both."""
        province = self.regions.province(path[-2]) if len(path) == 2 else None
        cities = [pair for pair in self.regions.cities(path[-1]) if len(path) == 1 or pair[0] == province]
        if len(cities) > 1:
            raise AmbiguousName("地区", name, tuple("/".join(pair) for pair in cities))
        if cities and len(path) <= 2:
            return cities[0][1]
        return self.regions.province(path[-1]) if len(path) == 1 else None
