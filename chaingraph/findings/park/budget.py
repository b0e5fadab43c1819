"""What a park may give to firms that come: land, plants and money, each with where it comes from."""

from dataclasses import dataclass

from chaingraph.findings.move.portfolio import Resources


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenFund:
    """A fund that may invest in a place: what is not promised yet, yuan; None where size or promises are unknown."""

    name: str
    stage: str | None
    size_yuan: float | None
    committed_yuan: float | None
    free_yuan: float | None
    source: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkBudget:
    """The budget of a park's portfolio.

    Attributes
    ----------
    land_mu, plant_m2, fund_yuan
        What the park has on record; None is not known.
    recovered_mu
        Land taken back, which is banked and may be given again; in ``resources`` on top of ``land_mu``.
    funds
        Funds bound to the park or a region around it and in their investing stage. Where any has money left, their sum
        stands in ``resources`` in place of ``fund_yuan``, which they make up.
    """

    land_mu: float | None
    recovered_mu: float
    recovered: tuple[str, ...]
    plant_m2: float | None
    fund_yuan: float | None
    funds: tuple[OpenFund, ...]
    resources: Resources
