"""How one firm's goods reach another: leg by leg, each observed with its evidence or inferred with its rule."""

from dataclasses import dataclass

from chaingraph.findings.firm.ecosystem import Ecosystem


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """Goods run from ``giver`` to ``taker``; an id where that end is a firm, None where it is a segment of a chain.

    ``product`` is what is supplied where the link says so; ``basis`` is the evidence of an observed leg or the rule of
    an inferred one, ``certainty`` how far it can be leant on.
    """

    giver: str
    giver_id: str | None
    taker: str
    taker_id: str | None
    observed: bool
    product: str
    basis: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Legs one after the other; ``chain`` is the chain an inferred route follows, None for an observed one."""

    legs: tuple[Leg, ...]
    chain: str | None

    @property
    def observed(self) -> bool:
        """Whether every leg has evidence."""
        return all(leg.observed for leg in self.legs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two firms are joined, both ways: observed routes first, then inferred ones, each by length.

    ``forward`` runs from ``first`` to ``second``. ``truncated``: more observed routes as short exist.
    """

    first: str
    first_id: str
    second: str
    second_id: str
    forward: tuple[Route, ...]
    backward: tuple[Route, ...]
    truncated: bool
    data_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A firm near another along observed supply: ``tier`` below 0 supplies, above 0 buys, so many links away.

    ``products``, ``basis`` and ``certainty`` speak of its link to the firm itself; empty for firms further away.
    """

    tier: int
    enterprise: str
    enterprise_id: str
    region: str | None
    segments: tuple[str, ...]
    products: tuple[str, ...]
    basis: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A firm with its observed partners, suppliers before customers, near ones first, and what to draw of them."""

    enterprise: str
    enterprise_id: str
    partners: tuple[Partner, ...]
    drawn: Ecosystem
    data_version: str
