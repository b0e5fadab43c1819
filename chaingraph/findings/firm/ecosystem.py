"""What the ecosystem of an enterprise is made of: firms by tier, gaps, and edges with their basis."""

from dataclasses import dataclass
from enum import StrEnum


class Nearness(StrEnum):
    """Where a firm sits as seen from the leading firm."""

    PARK = "本园"
    CITY = "本市"
    PROVINCE = "省内"
    OUTSIDE = "省外"
    UNKNOWN = "地区不详"


@dataclass(frozen=True, slots=True, kw_only=True)
class EcosystemNode:
    """A firm, or a segment without local firm, in a column of an ecosystem.

    ``tier`` is -2 … 2: negative supplies the leading firm, positive buys from it, 0 is the firm itself. ``firm`` and
    ``enterprise_id`` are None for a gap: then ``segment`` is what nobody local supplies. ``mark`` says that only the
    shipped list knows the firm (内置名录): then it is never near; else it is empty.
    """

    id: str
    tier: int
    firm: int | None
    name: str
    segment: str | None
    nearness: Nearness
    size_yuan: float | None
    observed: bool
    enterprise_id: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EcosystemEdge:
    """Goods run from ``source`` to ``target`` (node ids); ``basis`` is the evidence or the rule of inference."""

    source: str
    target: str
    observed: bool
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmPurchases:
    """What is known of one firm's purchases; local is its own park or city.

    ``local_supply_rate`` is a share of the spend that is known (yuan a year), ``spend_known`` the part of its estimated
    purchases that this covers; without any known spend only the counts of firms speak.
    """

    suppliers: int = 0
    local_suppliers: int = 0
    known_yuan: float = 0.0
    local_yuan: float = 0.0
    local_supply_rate: float | None = None
    spend_known: float | None = None


NOTHING_BOUGHT = FirmPurchases()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ecosystem:
    """Suppliers and customers of a firm by tier.

    ``total`` counts the firms found per tier, ``nodes`` holds those within the cap, so ``total[t]`` minus the firm
    nodes of tier t is "the rest". ``local_supplier_share`` is a share of first-tier supplier *firms*, observed or
    inferred, not of spend; ``purchases`` is what observed links say of spend.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    nodes: tuple[EcosystemNode, ...]
    edges: tuple[EcosystemEdge, ...]
    total: dict[int, int]
    local_supplier_share: float | None
    observed_links: int
    inferred_links: int
    truncated: bool
    as_of: str | None
    data_version: str
    purchases: FirmPurchases = NOTHING_BOUGHT
