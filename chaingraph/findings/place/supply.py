"""What is observed of purchases, how complete a chain is by three measures, and where else a segment is found."""

from dataclasses import dataclass

from chaingraph.ids import SegmentKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Observed:
    """Supply links with a local buyer that carry one segment's goods.

    Attributes
    ----------
    purchases_yuan, local_yuan
        Sum of the known amounts, yuan a year (latest year of each pair), and the part from local suppliers.
    purchased_yuan
        What those buyers spend on it in all: an amount with a share of spending stands for amount / share.
    links, priced
        Pairs of supplier and buyer seen, and how many of them state an amount.
    unverified
        How many of the pairs their own source calls 待核实.
    suppliers, local_suppliers
        Supplier firms seen, and how many of them are local.
    outside
        Names of suppliers from outside, largest known amount first, at most five.
    lost
        Local suppliers that an outside one has followed at the same buyer in a later year, as sentences.
    """

    purchases_yuan: float = 0.0
    local_yuan: float = 0.0
    purchased_yuan: float = 0.0
    links: int = 0
    priced: int = 0
    unverified: int = 0
    suppliers: int = 0
    local_suppliers: int = 0
    outside: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def local_rate(self) -> float | None:
        """Part of the known amounts that goes to local suppliers, 0 to 1; None when no amount is known.

        >>> Observed(purchases_yuan=100.0, local_yuan=25.0).local_rate
        0.25
        """
        return self.local_yuan / self.purchases_yuan if self.purchases_yuan > 0 else None

    @property
    def local_supplier_share(self) -> float | None:
        """Part of the supplier *firms* that are local, 0 to 1; None when no link is known."""
        return self.local_suppliers / self.suppliers if self.suppliers else None

    @property
    def outside_share(self) -> float | None:
        """Part bought outside: of spend where amounts are known, else of supplier firms; None when nothing is seen."""
        local = self.local_rate if self.local_rate is not None else self.local_supplier_share
        return None if local is None else 1.0 - local


NOTHING_OBSERVED = Observed()


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """How complete a chain is in a place, each 0 to 1.

    Attributes
    ----------
    plain
        Share of segments with a local firm.
    possible
        The same with the segments on which a local firm may stand that the lists do not describe well enough.
    weighted
        Σ w·min(1, C/D) / Σ w; a segment without demand counts 1 with a firm and 0 without.
    path
        Share of the paths from a raw to a final segment on which every segment has a local firm; None without edges.
    along
        Mean over those paths of the share of their segments with a local firm; None without edges.
    paths, covered_paths
        The counts behind ``path``.
    """

    plain: float = 0.0
    possible: float = 0.0
    weighted: float = 0.0
    path: float | None = None
    along: float | None = None
    paths: int = 0
    covered_paths: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyRate:
    """Local supply of a whole chain in a place, estimated and observed side by side.

    Attributes
    ----------
    estimated
        Σ min(C, D) / Σ D over what local firms buy directly, 0 to 1: a share of spend.
    observed
        Known amounts bought from local suppliers / known amounts, 0 to 1.
    spend_known
        Observed purchases / all direct purchases, 0 to 1: how far ``observed`` speaks for the whole.
    local_supplier_share
        A share of supplier *firms*, for when amounts are not known.
    purchases_yuan
        All direct purchases of local firms, yuan a year, observed ones in place of their estimates.
    """

    estimated: float | None = None
    observed: float | None = None
    spend_known: float | None = None
    local_supplier_share: float | None = None
    links: int = 0
    priced: int = 0
    purchases_yuan: float | None = 0.0


NOTHING_COMPLETE = Completeness()
NOTHING_SUPPLIED = SupplyRate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where a segment is found near a place that lacks it: the level, the place's name, firms there and some names."""

    level: str
    place: str
    firms: int
    names: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """As an officer would say it.

        >>> Elsewhere(level="兄弟园区", place="乙园", firms=2, names=("甲", "丙")).sentence
        '兄弟园区乙园有 2 家（甲、丙）'
        """
        more = "等" if self.firms > len(self.names) else ""
        return f"{self.level}{self.place}有 {self.firms} 家（{'、'.join(self.names)}{more}）"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownRevenue:
    """A local firm whose revenue nobody states.

    Attributes
    ----------
    size_class
        大, 中, 小 or 未知, what its size is taken for until then.
    part
        Its part of what all local firms are taken to buy along the chain, 0 to 1: a weight, not money.
    buys
        Names of the segments it buys from, the dearest first; ``keys`` are theirs.
    """

    firm: int
    enterprise: str
    enterprise_id: str
    size_class: str
    part: float
    keys: tuple[SegmentKey, ...]
    buys: tuple[str, ...]
