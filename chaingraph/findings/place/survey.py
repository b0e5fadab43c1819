"""How many places stand on every segment of a chain at once: a matrix of places by segments."""

from dataclasses import dataclass

import numpy as np

from chaingraph.arrays import Floats, Numbers
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.roster import Roster
from chaingraph.graph.places import Place
from chaingraph.ids import ChainId, SegmentKey
from chaingraph.model.chain import Segment, Stage
from chaingraph.units import known


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One place on one segment; ``location_quotient`` is NaN where there is nothing to compare with."""

    place: Place
    key: SegmentKey
    segment: str
    status: SegmentStatus
    firms: int
    absence: float
    capability_yuan: float | None
    demand_yuan: float | None
    location_quotient: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Survey:
    """P places by S segments of one chain; every figure is the one that the coverage of the single place shows.

    Attributes
    ----------
    firms, backbone
        Local firms on each segment, and how many of them are backbone firms; shape (P, S).
    made, wanted
        Weights that decide and order, shape (P, S); what is wanted is counted over the tiers of the settings.
    capability_yuan, demand_yuan
        The same in yuan a year as far as revenue is stated, NaN where less than half of it is; shape (P, S).
    absence
        Chance that no firm of the place makes the segment, 0 to 1, shape (P, S).
    status
        By place, then segment.
    location_quotient
        Share of a segment in the place's capability over its share in that of all firms which lists like its own hold,
        shape (P, S); 1 is the average, NaN is "nothing to compare with".
    firms_on_chain
        Local firms on the chain, once each, shape (P,).
    completeness
        Share of segments with at least one local firm, 0 to 1, shape (P,).
    known
        Firms on each segment in the whole store, shape (S,).
    rosters
        What the lists of each place hold.
    """

    chain: ChainId
    places: tuple[Place, ...]
    segments: tuple[Segment, ...]
    stages: tuple[Stage, ...]
    firms: Numbers
    backbone: Numbers
    made: Floats
    wanted: Floats
    capability_yuan: Floats
    demand_yuan: Floats
    absence: Floats
    status: tuple[tuple[SegmentStatus, ...], ...]
    location_quotient: Floats
    firms_on_chain: Numbers
    completeness: Floats
    known: Numbers
    rosters: tuple[Roster, ...]
    as_of: str | None
    data_version: str

    @property
    def short(self) -> Floats:
        """What is wanted and not made, by weight, shape (P, S)."""
        return np.maximum(self.wanted - self.made, 0)

    @property
    def gap_yuan(self) -> Floats:
        """What is wanted and not made, yuan a year, shape (P, S); NaN where either is not known."""
        return np.maximum(self.demand_yuan - self.capability_yuan, 0)

    def supply_rate(self, place: int, segment: int) -> float | None:
        """min(1, capability / demand) of one cell, or None without demand."""
        wanted = float(self.wanted[place, segment])
        return min(1.0, float(self.made[place, segment]) / wanted) if wanted > 0 else None

    def cells(self) -> tuple[Cell, ...]:
        """Every cell, place by place in drawing order of the segments."""
        return tuple(
            Cell(
                place=place,
                key=segment.key,
                segment=segment.name,
                status=self.status[p][s],
                firms=int(self.firms[p, s]),
                absence=round(float(self.absence[p, s]), 4),
                capability_yuan=known(self.capability_yuan[p, s]),
                demand_yuan=known(self.demand_yuan[p, s]),
                location_quotient=float(self.location_quotient[p, s]),
            )
            for p, place in enumerate(self.places)
            for s, segment in enumerate(self.segments)
        )

    def count(self, place: int, status: SegmentStatus) -> int:
        """How many segments of the place have the status."""
        return self.status[place].count(status)
