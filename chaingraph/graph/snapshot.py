"""All facts at one moment, immutable; what-if is another snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csc_array, csr_array

from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.columns import FirmColumns
from chaingraph.graph.hints import HintTable
from chaingraph.graph.places import Place, Region, resolve_place
from chaingraph.graph.size import SizeBasis, firm_size
from chaingraph.graph.tag_columns import TagColumns
from chaingraph.graph.tags import Tag, TagTable
from chaingraph.ids import ChainId, DataVersion, EnterpriseId, SegmentKey
from chaingraph.memo import Key, Memo
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.given_way import given_way
from chaingraph.model.links import Offering, Product, ProductInput, SupplyLink
from chaingraph.model.live import is_live
from chaingraph.model.place import Park
from chaingraph.model.promotion import Correction, Lead, Project
from chaingraph.settings import Settings
from chaingraph.text import holding


@dataclass(frozen=True, eq=False, kw_only=True)
class Snapshot:
    """Every fact of one data version.

    Attributes
    ----------
    enterprises
        Sorted by id; the position is the firm index i of every array, N in all.
    facts
        All facts by kind name, as the store answered them.
    chains
        Compiled chains by name: those of the store, and the built-in ones it does not replace.
    tags
        Which firm stands on which segment.
    hints
        What weakly speaks for firms on segments they do not stand on.
    moves
        (place name, firm index) -> True when a what-if puts the firm there, False when it takes it away.
    landed
        Firms that a what-if puts where the facts do not: a landing counts as a project, see ``sizes``.
    """

    version: DataVersion
    parks: tuple[Park, ...]
    enterprises: tuple[Enterprise, ...]
    chains: Mapping[ChainId, ChainGraph]
    facts: Mapping[str, Sequence[Any]]
    links: tuple[SupplyLink, ...] = ()
    projects: tuple[Project, ...] = ()
    leads: tuple[Lead, ...] = ()
    corrections: tuple[Correction, ...] = ()
    tags: TagTable
    hints: HintTable = field(default_factory=lambda: HintTable.of(()))
    moves: Mapping[tuple[str, int], bool] = field(default_factory=dict)
    landed: frozenset[int] = frozenset()

    @classmethod
    def of(
        cls, version: DataVersion, facts: Mapping[str, Sequence[Any]], chains: Mapping[ChainId, ChainGraph]
    ) -> "Snapshot":
        """The snapshot of facts by kind name, not yet tagged. O(total facts)."""
        enterprises = tuple(facts["enterprises"])
        return cls(
            version=version,
            parks=tuple(facts["parks"]),
            enterprises=enterprises,
            chains=chains,
            facts=facts,
            links=tuple(facts["supply_links"]),
            projects=tuple(facts["projects"]),
            leads=tuple(facts["leads"]),
            corrections=tuple(facts["corrections"]),
            tags=TagTable.of([()] * len(enterprises)),
            hints=HintTable.of([()] * len(enterprises)),
        )

    def tagged(self, tags: TagTable, hints: HintTable | None = None) -> "Snapshot":
        """The same facts with these tags, and hints where they are known."""
        return replace(self, tags=tags, hints=hints or self.hints)

    def with_(self, place: Place, firms: Iterable[int]) -> "Snapshot":
        """As if these firms were in the place."""
        seated, asked = self.columns.within(place), tuple(firms)
        landed = self.landed | {firm for firm in asked if not seated[firm]}
        return self._moved({(place.name, firm): True for firm in asked}, landed)

    def without(self, place: Place, firms: Iterable[int]) -> "Snapshot":
        """As if these firms were not in the place; they are candidates then."""
        gone = tuple(firms)
        return self._moved({(place.name, firm): False for firm in gone}, self.landed - set(gone))

    def _moved(self, moves: Mapping[tuple[str, int], bool], landed: frozenset[int]) -> "Snapshot":
        """Another snapshot that shares whatever was worked out already and does not depend on where firms sit."""
        own = {field.name for field in fields(self)}
        _ = self._size_cache, self._placement_cache, self._member_cache, self.memo
        other = replace(self, moves={**self.moves, **moves}, landed=landed)
        other.__dict__.update({name: value for name, value in self.__dict__.items() if name not in own})
        touched = {name for name, _ in moves}
        other.__dict__["_member_cache"] = {n: mask for n, mask in self._member_cache.items() if n not in touched}
        return other

    @cached_property
    def memo(self) -> Memo:
        """What was worked out once from facts and tags alone; what-ifs share it."""
        return Memo()

    @cached_property
    def offerings(self) -> Sequence[Offering]:
        """What enterprises make; the large kinds are decoded only when asked for."""
        return given_way(self.facts["offerings"], self.enterprises)

    @property
    def products(self) -> Sequence[Product]:
        """Products with their parents."""
        return self.facts["products"]

    @property
    def product_inputs(self) -> Sequence[ProductInput]:
        """Which product is made from which."""
        return self.facts["product_inputs"]

    @cached_property
    def index(self) -> dict[EnterpriseId, int]:
        """Firm index by id."""
        return {enterprise.id: number for number, enterprise in enumerate(self.enterprises)}

    @cached_property
    def gone(self) -> frozenset[int]:
        """Firms that are not live: in the lists and shown, and counted and recommended nowhere. O(N)."""
        return frozenset(number for number, one in enumerate(self.enterprises) if not is_live(one))

    @cached_property
    def as_of(self) -> str | None:
        """数据截至: the latest date any row of somebody's own list of firms speaks of, the same on every page. O(N)."""
        return max((on for one in self.enterprises if not one.pool and (on := one.evidence.as_of)), default=None)

    @cached_property
    def names(self) -> dict[str, tuple[int, ...]]:
        """Firm indices by every name they answer to: id, USCC, full name, short name."""
        found: dict[str, dict[int, None]] = {}
        for number, enterprise in enumerate(self.enterprises):
            for name in (enterprise.id, enterprise.uscc, enterprise.name, enterprise.short_name):
                if name:
                    found.setdefault(name, {})[number] = None
        return {name: tuple(numbers) for name, numbers in found.items()}

    @cached_property
    def offerings_of(self) -> tuple[tuple[Offering, ...], ...]:
        """Offerings of each firm, largest known share first, then by name."""
        grouped: list[list[Offering]] = [[] for _ in self.enterprises]
        for offering in self.offerings:
            firm = self.index.get(offering.enterprise)
            if firm is not None:
                grouped[firm].append(offering)
        return tuple(tuple(sorted(rows, key=lambda o: (-(o.share or 0), o.product))) for rows in grouped)

    @cached_property
    def links_of(self) -> dict[EnterpriseId, tuple[SupplyLink, ...]]:
        """Supply links that touch each enterprise."""
        touching: dict[EnterpriseId, list[SupplyLink]] = {}
        for link in self.links:
            touching.setdefault(link.supplier, []).append(link)
            touching.setdefault(link.buyer, []).append(link)
        return {firm: tuple(links) for firm, links in touching.items()}

    @cached_property
    def link_ends(self) -> tuple[Numbers, Numbers]:
        """Firm indices of supplier and buyer of every link, -1 where it is not in the lists; shape (L,) each."""
        suppliers = (self.index.get(link.supplier, -1) for link in self.links)
        buyers = (self.index.get(link.buyer, -1) for link in self.links)
        size = len(self.links)
        return np.fromiter(suppliers, dtype=np.int64, count=size), np.fromiter(buyers, dtype=np.int64, count=size)

    @cached_property
    def regions(self) -> frozenset[Region]:
        """Every (province, city, district) that a firm of somebody's own list, or a park, names."""
        firms = {(firm.province, firm.city, firm.district) for firm in self.enterprises if not firm.pool}
        return frozenset(firms | {(park.province, park.city, park.district) for park in self.parks})

    def place(self, name: str) -> Place:
        """The place a name means; see ``resolve_place`` for what is refused."""
        return resolve_place(name, self.parks, self.regions)

    def chain(self, name: str) -> ChainGraph:
        """The chain of that name. Raises UnknownName with the known ones."""
        graph = self.chains.get(ChainId(name))
        if graph is None:
            raise UnknownName("产业链", name, (holding(name, self.chains) or tuple(self.chains))[:8])
        return graph

    def firm(self, name: str) -> int:
        """Index of the enterprise of that id, USCC, name or short name.

        Raises UnknownName with near names, or AmbiguousName with ids, when it is not one.
        """
        found = self.names.get(name, ())
        if len(found) == 1:
            return found[0]
        if not found:
            raise UnknownName("企业", name, tuple(sorted(holding(name, self.names), key=len)[:5]))
        choices = tuple(f"{self.enterprises[i].name}（{self.enterprises[i].id}）" for i in found)
        raise AmbiguousName("企业", name, choices)

    def members(self, place: Place) -> Mask:
        """Which firms of its own lists are in the place, what-if included. Shape (N,), O(N)."""
        cache: dict[str, Mask] = self._member_cache
        if place.name not in cache:
            mask = self.columns.within(place)
            for (name, firm), there in self.moves.items():
                if name == place.name:
                    mask[firm] = there
            mask.flags.writeable = False
            cache[place.name] = mask
        return cache[place.name]

    def elsewhere(self, place: Place) -> Mask:
        """Which firms could come to the place: all but its own, and but those the shipped list seats there already.
        Shape (N,), O(N)."""
        return ~self.members(place) & ~self.unsure_here(place)

    def unsure_here(self, place: Place) -> Mask:
        """Which firms only the shipped list seats in the place: they may be there, and count for nothing. O(N)."""
        return self.columns.located(place) & ~self.columns.rostered & ~self.members(place)

    def taken_out(self, place: Place) -> frozenset[int]:
        """Firms whose facts seat them in the place and that a what-if takes out of it. O(moves)."""
        moved = [firm for (name, firm), there in self.moves.items() if name == place.name and not there]
        return frozenset(firm for firm in moved if place.holds(self.enterprises[firm]))

    @cached_property
    def columns(self) -> FirmColumns:
        """Where firms sit, as columns of numbers; what-if is not in them."""
        return FirmColumns.of(self.enterprises)

    @cached_property
    def _member_cache(self) -> dict[str, Mask]:
        return {}

    def sizes(self, rules: Settings) -> tuple[Floats, tuple[SizeBasis, ...]]:
        """Size of each firm, shape (N,), and what each rests on: yuan a year where the basis is stated, else a weight.

        A landed firm counts at most ``landing_yuan``: what lands is a project, not the whole group.
        """
        cache = self._size_cache
        if rules not in cache:
            pairs = [firm_size(enterprise) for enterprise in self.enterprises]
            cache[rules] = (np.array([pair[0] for pair in pairs], dtype=float), tuple(pair[1] for pair in pairs))
        if not self.landed:
            return cache[rules]
        sizes, landed = cache[rules][0].copy(), sorted(self.landed)
        sizes[landed] = np.minimum(sizes[landed], rules.landing_yuan)
        return sizes, cache[rules][1]

    def stated_sizes(self, rules: Settings) -> Floats:
        """Size of each firm in yuan a year, 0 where only its class is known; shape (N,)."""
        sizes, basis = self.sizes(rules)
        key = Key[Mask]("stated sizes")
        stated = self.memo.get(key, lambda: np.array([one.stated for one in basis], dtype=bool))
        return np.where(stated, sizes, 0.0)

    @cached_property
    def _size_cache(self) -> dict[Settings, tuple[Floats, tuple[SizeBasis, ...]]]:
        return {}

    def placements(self, chain: ChainGraph) -> csr_array:
        """Share of each firm's size counted on each segment of a chain: shape (N, S), entries in 0 to 1."""
        cache = self._placement_cache
        name = chain.chain.name
        if name not in cache:
            tags = self.tag_columns(chain)
            shape = (len(self.enterprises), len(chain.segments))
            placed = csr_array((tags.shares, (tags.firms, tags.segments)), shape=shape)
            columns_of_firms = placed.tocsc()
            columns_of_firms.sort_indices()
            cache[name] = placed, columns_of_firms
        return cache[name][0]

    def stated_placements(self, chain: ChainGraph) -> csr_array:
        """The placements whose share is known rather than spread evenly, shape (N, S)."""

        def known() -> csr_array:
            tags, shape = self.tag_columns(chain), (len(self.enterprises), len(chain.segments))
            at = tags.firms[tags.stated], tags.segments[tags.stated]
            return csr_array((tags.shares[tags.stated], at), shape=shape)

        return self.memo.get(Key[csr_array]("stated placements", chain.chain.name), known)

    def placed_by_segment(self, chain: ChainGraph) -> csc_array:
        """The same by segment: the firms of segment s are ``indices[indptr[s]:indptr[s + 1]]``, ascending."""
        self.placements(chain)
        return self._placement_cache[chain.chain.name][1]

    @cached_property
    def _placement_cache(self) -> dict[ChainId, tuple[csr_array, csc_array]]:
        return {}

    def tag_columns(self, chain: ChainGraph) -> TagColumns:
        """The tags of a chain as columns, ordered by segment, then firm; made once."""
        name = chain.chain.name
        return self.memo.get(
            Key[TagColumns]("tag columns", name),
            lambda: TagColumns.of(self.tags, self._rows_by_chain.get(name, []), chain.index),
        )

    @cached_property
    def _rows_by_chain(self) -> dict[ChainId, list[int]]:
        """The rows of the tag table by chain; a firm that is not live stands nowhere. O(tags)."""
        found: dict[ChainId, list[int]] = {}
        firms = self.tags.firm_of_row()
        for row, tag in enumerate(self.tags.rows):
            if self.gone and int(firms[row]) in self.gone:
                continue
            found.setdefault(tag.chain, []).append(row)
        return found

    def firms_on(self, chain: ChainGraph) -> tuple[tuple[int, ...], ...]:
        """Firms on each segment of a chain, ascending."""

        def listed() -> tuple[tuple[int, ...], ...]:
            columns = self.placed_by_segment(chain)
            bounds = pairwise(columns.indptr.tolist())
            return tuple(tuple(columns.indices[a:b].tolist()) for a, b in bounds)

        return self.memo.get(Key[tuple[tuple[int, ...], ...]]("firms on", chain.chain.name), listed)

    def tag(self, firm: int, chain: ChainId, key: SegmentKey) -> Tag | None:
        """The firm's tag on that segment, or None."""
        return next((tag for tag in self.tags.of_firm(firm) if tag.chain == chain and tag.key == key), None)
