"""Facts of one moment, grouped by firm and found by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from chaingraph.arrays import Numbers
from chaingraph.errors import AmbiguousName, UnknownName
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place, Region, resolve_place
from chaingraph.ids import ChainId, DataVersion, EnterpriseId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.given_way import given_way
from chaingraph.model.links import Offering, Product, ProductInput, SupplyLink
from chaingraph.model.live import is_live
from chaingraph.model.place import Park
from chaingraph.model.promotion import Correction, Lead, Project
from chaingraph.text import holding


@dataclass(frozen=True, eq=False, kw_only=True)
class FactsAtOnce:
    """Every fact of one data version.

    Attributes
    ----------
    enterprises
        Sorted by id; the position is the firm index i of every array, N in all.
    facts
        All facts by kind name, as the store answered them.
    chains
        Compiled chains by name: those of the store, and the built-in ones it does not replace.
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
