"""All places on all segments at once: the one arithmetic behind every figure of capability, demand and status."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from chaingraph.analysis.absence.absence import absence
from chaingraph.analysis.absence.rosters import like_lists, likeness, roster
from chaingraph.analysis.standing.bought import Turnover
from chaingraph.analysis.standing.coverage import status_of
from chaingraph.analysis.standing.demand import Balance, balance, capability
from chaingraph.analysis.standing.firm_marks import firm_marks
from chaingraph.analysis.standing.observed import observed_changes
from chaingraph.analysis.standing.specialisation import location_quotient
from chaingraph.analysis.standing.stated import Money, money
from chaingraph.arrays import Floats, Numbers
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.findings.place.survey import Survey
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.place import RosterKind
from chaingraph.settings import Settings


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Holdings:
    """What the kernel reads: where N firms sit, how large they are, and how much of each counts on S segments.

    Attributes
    ----------
    homes
        Layers of places, see ``FirmColumns.homes``; shape (N,) each, -1 is none of the places.
    sizes
        Yuan a year, shape (N,).
    placements
        Share of each firm's size on each segment, shape (N, S).
    places
        How many places there are, P.
    """

    homes: Sequence[Numbers]
    sizes: Floats
    placements: csr_array
    places: int


def balances(standing: Holdings, coefficients: csr_array, tiers: int, observed: Floats | None = None) -> Balance:
    """Capability, demand and gap of every place on every segment: C = T·F, then D over the tiers.

    ``observed`` is what observed purchases change in direct demand, shape (P, S).
    O(placements + tiers · P · non-zeros of A), memory O(P·S).

    >>> world = Holdings(homes=[np.array([0, 1])], sizes=np.array([9.0, 4.0]), places=2,
    ...                  placements=csr_array([[1.0, 0.0], [0.0, 1.0]]))
    >>> balances(world, csr_array([[0.0, 0.5], [0.0, 0.0]]), 1).gap.tolist()
    [[0.0, 4.5], [0.0, 0.0]]
    """
    made = capability(standing.homes, standing.sizes, standing.placements, standing.places)
    return balance(made, coefficients, tiers, observed)


def counted(standing: Holdings, among: npt.NDArray[np.bool_] | None = None) -> Numbers:
    """Firms of every place on every segment, shape (P, S); with ``among`` (N,) only those. O(placements)."""
    ones = csr_array(
        (np.ones(len(standing.placements.data)), standing.placements.indices, standing.placements.indptr),
        shape=standing.placements.shape,
    )
    weights = np.ones(len(standing.sizes)) if among is None else among.astype(np.float64)
    return np.rint(capability(standing.homes, weights, ones, standing.places)).astype(np.int64)


def standing_of(snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph, rules: Settings) -> Holdings:
    """The columns of a snapshot for these places and this chain, what-if included. O(N)."""
    return Holdings(
        homes=snapshot.columns.homes(places, snapshot.moves),
        sizes=snapshot.sizes(rules)[0],
        placements=snapshot.placements(chain),
        places=len(places),
    )


def survey(snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph, rules: Settings) -> Survey:
    """How these places stand on every segment of the chain, in the order given; a place stands once.

    Figures and status are those of ``coverage`` of each place. The location quotient compares with all firms of
    somebody's own list, wherever they sit, that lists like the place's hold. O(N + placements + P·S).
    """
    asked = tuple({place.name: place for place in places}.values())
    standing = standing_of(snapshot, asked, chain, rules)
    weighed = Turnover.weighed(snapshot, chain, rules)
    flows = balances(standing, weighed.edges, rules.demand_tiers, observed_changes(snapshot, asked, chain, weighed))
    told = _told(snapshot, standing, chain, flows, asked, rules)
    firms = counted(standing)
    backbone = counted(standing, backbone_firms(snapshot, chain, rules))
    surely = absence(snapshot, asked, chain)
    return Survey(
        chain=chain.chain.name,
        places=asked,
        segments=chain.segments,
        stages=chain.stages,
        firms=firms,
        backbone=backbone,
        made=flows.capability,
        wanted=flows.demand,
        capability_yuan=told.capability,
        demand_yuan=told.demand,
        absence=surely,
        status=_statuses(firms, backbone, flows, surely, rules),
        location_quotient=_quotients(snapshot, asked, standing, flows),
        firms_on_chain=_on_chain(standing),
        completeness=(firms > 0).mean(axis=1) if chain.segments else np.zeros(len(asked)),
        known=np.bincount(standing.placements.indices, minlength=len(chain.segments)),
        rosters=tuple(roster(snapshot, place) for place in asked),
        as_of=snapshot.as_of,
        data_version=snapshot.version,
    )


def _told(
    snapshot: Snapshot, standing: Holdings, chain: ChainGraph, flows: Balance, places: Sequence[Place], rules: Settings
) -> Money:
    """The part of the balance that is money. O(N + placements + P·S)."""
    stated = Turnover.stated(snapshot, chain, rules)
    made = capability(standing.homes, stated.sizes, stated.parts, standing.places)
    return money(flows, made, chain, rules, observed_changes(snapshot, places, chain, stated))


def backbone_firms(snapshot: Snapshot, chain: ChainGraph, rules: Settings) -> npt.NDArray[np.bool_]:
    """Which firms on the chain are backbone firms; shape (N,), O(firms on the chain)."""
    found = np.zeros(len(snapshot.enterprises), dtype=bool)
    firms = np.flatnonzero(np.diff(snapshot.placements(chain).indptr))
    found[firms] = firm_marks(snapshot).backbone(firms, chain.chain.name, rules)
    return found


def _statuses(
    firms: Numbers, backbone: Numbers, flows: Balance, absence: Floats, rules: Settings
) -> tuple[tuple[SegmentStatus, ...], ...]:
    rows = []
    for row, leading, made, wanted, surely in zip(
        firms, backbone, flows.capability, flows.demand, absence, strict=True
    ):
        rates = [min(1.0, c / d) if d > 0 else None for c, d in zip(made.tolist(), wanted.tolist(), strict=True)]
        cells = zip(row.tolist(), leading.tolist(), rates, surely.tolist(), strict=True)
        rows.append(tuple(status_of(n, b, rate, rules, sure) for n, b, rate, sure in cells))
    return tuple(rows)


def _quotients(snapshot: Snapshot, places: Sequence[Place], standing: Holdings, flows: Balance) -> Floats:
    """Location quotients, each place beside the firms that lists like its own hold. O(kinds of list · placements)."""
    everyone = _one_place(snapshot, standing)
    kinds = np.array([likeness(roster(snapshot, place)).value for place in places])
    found = np.full(flows.capability.shape, np.nan)
    for kind in sorted(set(kinds.tolist())):
        homes = np.where(like_lists(snapshot, RosterKind(kind)), everyone, -1)
        reference = capability([homes], standing.sizes, standing.placements, 1)[0]
        found[kinds == kind] = location_quotient(flows.capability[kinds == kind], reference)
    return found


def _one_place(snapshot: Snapshot, standing: Holdings) -> Numbers:
    """Everybody on a list, or seated in one of the places by a what-if, in one place; the others in none."""
    counts = snapshot.columns.rostered.copy()
    for layer in standing.homes:
        counts |= layer >= 0
    return np.where(counts, 0, -1)


def _on_chain(standing: Holdings) -> Numbers:
    """Firms of each place that stand on any segment, once each."""
    placed = np.diff(standing.placements.indptr) > 0
    total = np.zeros(standing.places, dtype=np.int64)
    for layer in standing.homes:
        total += np.bincount(layer[placed & (layer >= 0)], minlength=standing.places)
    return total
