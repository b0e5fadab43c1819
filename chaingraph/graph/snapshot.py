"""All facts at one moment, immutable; what-if is another snapshot."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.sparse import csc_array, csr_array

from chaingraph.arrays import Floats, Mask
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.hints import HintTable
from chaingraph.graph.moment.seats import Seated
from chaingraph.graph.places import Place
from chaingraph.graph.size import SizeBasis, firm_size
from chaingraph.graph.tag_columns import TagColumns
from chaingraph.graph.tags import Tag, TagTable
from chaingraph.ids import ChainId, DataVersion, SegmentKey
from chaingraph.memo import Key, Memo
from chaingraph.settings import Settings


@dataclass(frozen=True, eq=False, kw_only=True)
class Snapshot(Seated):
    """Every fact of one data version, who sits where, and who stands on which segment.

    Attributes
    ----------
    tags
        Which firm stands on which segment.
    hints
        What weakly speaks for firms on segments they do not stand on.
    """

    tags: TagTable
    hints: HintTable = field(default_factory=lambda: HintTable.of(()))

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
