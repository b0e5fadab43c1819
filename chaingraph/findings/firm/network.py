"""What questions of the observed supply network answer with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class TierFirm:
    """A firm at a distance along observed supply: below 0 it supplies, above 0 it buys, so many links away."""

    tier: int
    enterprise_id: str
    name: str


@dataclass(frozen=True, slots=True, order=True)
class SupplyPath:
    """Firms by id, in the direction the goods run, each supplying the next."""

    firms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest paths from one firm to another, sorted; ``truncated`` when there are more than asked for."""

    paths: tuple[SupplyPath, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Firms within some links of one firm, whichever way the goods run, nearest first, then by id.

    ``links`` are (supplier, buyer) by id among the firms told, sorted; ``truncated`` when firms were left out.
    """

    firms: tuple[TierFirm, ...]
    links: tuple[tuple[str, str], ...]
    truncated: bool
