"""Chains by name, compiled when they are first asked for: the store's own, and the built-in ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.ids import ChainId
from chaingraph.library.reader import library_card, library_names


class ChainShelf(Mapping[ChainId, ChainGraph]):
    """Chains by name, sorted, each compiled when it is first asked for."""

    def __init__(self, names: Iterable[ChainId], compiled: Callable[[ChainId], ChainGraph]) -> None:
        self._names = tuple(sorted(set(names)))
        self._compiled = compiled
        self._known: dict[ChainId, ChainGraph] = {}

    def __getitem__(self, name: ChainId) -> ChainGraph:
        """The compiled chain of that name."""
        if name not in self._names:
            raise KeyError(name)
        if name not in self._known:
            self._known[name] = self._compiled(name)
        return self._known[name]

    def __iter__(self) -> Iterator[ChainId]:
        """Names, sorted."""
        return iter(self._names)

    def __len__(self) -> int:
        """How many chains."""
        return len(self._names)


def compiled_chains(facts: Mapping[str, Sequence[Any]]) -> ChainShelf:
    """Chains of the store, and the built-in ones whose name the store does not use; each compiled when asked for."""
    own = {chain.name: chain for chain in facts["chains"]}

    def compiled(name: ChainId) -> ChainGraph:
        if name not in own:
            card = library_card(name)
            return ChainGraph.of(card.chain, card.segments, card.inputs)
        segments = [segment for segment in facts["segments"] if segment.chain == name]
        inputs = [edge for edge in facts["segment_inputs"] if edge.chain == name]
        return ChainGraph.of(own[name], segments, inputs)

    return ChainShelf({*library_names(), *own}, compiled)
