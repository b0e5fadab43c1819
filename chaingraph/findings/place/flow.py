"""How goods run between the branches of a chain in a place: observed links counted, or purchases estimated."""

from dataclasses import dataclass
from enum import StrEnum

from chaingraph.graph.places import Place
from chaingraph.ids import ChainId
from chaingraph.model.chain import Stage


class Basis(StrEnum):
    """What a flow rests on."""

    OBSERVED = "有来源"
    INFERRED = "推断"


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """A branch of the chain within one stage; ``name`` is unique."""

    name: str
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Goods from one branch to another.

    ``amount`` is a count of observed links, or yuan a year that local firms are estimated to buy. ``drawn`` is False
    for a flow that would close a circle. ``examples`` are pairs of firms or of segments, in words.
    """

    source: str
    target: str
    amount: float
    drawn: bool
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """Flows of a chain in a place on one basis, largest first; ``within`` counts what stays inside a branch."""

    place: Place
    chain: ChainId
    basis: Basis
    nodes: tuple[FlowNode, ...]
    flows: tuple[Flow, ...]
    within: float
    as_of: str | None
    data_version: str
