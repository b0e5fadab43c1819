"""What a graph database can do beyond keeping facts: answer questions itself, and hold what was computed."""

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from chaingraph.findings.firm.network import Neighbourhood, Paths, TierFirm
from chaingraph.store.cypher.graph_shape import Edge, Node


@runtime_checkable
class GraphQuestions(Protocol):
    """A store that walks the supply network itself; every answer equals that of ``analysis.supply_network``."""

    def firm_named(self, name: str) -> str | None:
        """The id of the one firm of that id, USCC, name or short name; None when there is none, or several."""

    def supply_tiers(self, enterprise: str, tiers: int) -> tuple[TierFirm, ...]:
        """Suppliers and customers within so many links."""

    def supply_paths(self, supplier: str, buyer: str, *, longest: int, most: int) -> Paths:
        """The shortest ways the goods of one firm reach another."""

    def neighbourhood(self, enterprise: str, *, links: int, most: int) -> Neighbourhood:
        """Firms within so many links, whichever way."""

    def firms_by_words(self, words: str, *, most: int) -> tuple[str, ...]:
        """Ids of firms whose name, short name or a product contains the words."""


@runtime_checkable
class GraphDrawing(Protocol):
    """A store with a graph that computed things can be drawn into."""

    def draw(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        """Put these in the place of what was drawn before, all at once; they are no facts and do not touch them."""
