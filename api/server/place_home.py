"""What the home of a place shows: its chains, the gaps that are sure, what to ask about, and what imports brought."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from api.address.urls import Pair
from api.server.overview import Overview, PlaceChains, UrgentGap
from api.server.studies import Studies
from chaingraph.errors import Refused
from chaingraph.findings.place.gap import Gap, SegmentStatus
from chaingraph.findings.place.suspect import Suspect
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.model.dates import day_of
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import Facts, ImportRecord

T = TypeVar("T")
MOST_CHAINS = 6
MOST_SURE = 5
SURE = 0.9
"""How probable it must be that nobody here makes it before home calls it a gap."""
MOST_SUSPECTS = 3
MOST_CHANGES = 5
MOST_ROWS = 20_000
"""A longer import is not read through for its local firms: home waits for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """A chain with segments that some local firm may make: how many, and the likeliest firms, each once."""

    pair: Pair
    segments: int
    suspects: tuple[Suspect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One import or decision and how many facts of the place it carries; None where it was too long to read through."""

    record: ImportRecord
    firms: int | None
    leads: int
    projects: int

    @property
    def local(self) -> bool:
        """Whether anything of it is of the place."""
        return self.firms is None or bool(self.firms or self.leads or self.projects)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHome:
    """The home of one place; ``since`` is the day of the last import when something is older, to compare with."""

    place: Place
    pair: Pair
    rows: tuple[PlaceChains, ...]
    sure: tuple[UrgentGap, ...]
    doubts: tuple[InDoubt, ...]
    unplaced: int
    changes: tuple[Change, ...]
    since: str

    @property
    def firms(self) -> int:
        """Firms of the place."""
        return self.rows[0].firms


def place_home(workspace: Workspace, studies: Studies, seen: Overview, records: Sequence[ImportRecord]) -> PlaceHome:
    """The home of the place that ``seen`` is seen from; asks at most six chains for their gaps.

    Raises Refused when it is seen from nowhere.
    """
    if seen.own is None or seen.home is None:
        raise Refused("还没有选定地点")
    place, facts = seen.own, workspace.snapshot()
    rows = tuple(row for row in seen.rows if row.place.within(place))
    gaps = [(pair, gap) for pair in _pairs(rows) for gap in _gaps(studies, pair)]
    days = sorted(day_of(record.at) for record in records)
    return PlaceHome(
        place=place,
        pair=seen.home,
        rows=rows,
        sure=_sure(gaps),
        doubts=_doubts(gaps),
        unplaced=_unplaced(facts, place),
        changes=tuple(_change(workspace, facts, place, record) for record in records[::-1][:MOST_CHANGES]),
        since=days[-1] if days and days[0] < days[-1] else "",
    )


def _pairs(rows: Sequence[PlaceChains]) -> list[Pair]:
    """The place on the chains it or its parks stand for, then on those with most firms."""
    declared = sorted({chain for row in rows for chain in row.declared})
    present = [chain for chain in rows[0].present if rows[0].presence[ChainId(chain)].firms]
    chains = dict.fromkeys([*declared, *present])
    return [Pair(rows[0].place.name, chain) for chain in chains][:MOST_CHAINS]


def _gaps(studies: Studies, pair: Pair) -> tuple[Gap, ...]:
    return studies.study(studies.asked(pair.place, pair.chain, (), ())).gaps


def _sure(gaps: Iterable[tuple[Pair, Gap]]) -> tuple[UrgentGap, ...]:
    """Gaps that nobody here fills, surely; most severe first, a segment that chains share once."""
    found = [
        UrgentGap(pair, gap)
        for pair, gap in gaps
        if gap.status is SegmentStatus.MISSING and gap.absence >= SURE and gap.not_worth is None
    ]
    found.sort(key=lambda one: (-one.gap.severity, one.pair.chain, one.gap.key))
    return first_of_each(found, lambda one: (one.gap.key, one.gap.segment))[:MOST_SURE]


def _doubts(gaps: Iterable[tuple[Pair, Gap]]) -> tuple[InDoubt, ...]:
    """Chains with segments in doubt, most first."""
    by_pair: dict[Pair, list[Gap]] = {}
    for pair, gap in gaps:
        if gap.status is SegmentStatus.UNSURVEYED:
            by_pair.setdefault(pair, []).append(gap)
    found = [InDoubt(pair=pair, segments=len(own), suspects=_likeliest(own)) for pair, own in by_pair.items()]
    return tuple(sorted(found, key=lambda one: (-one.segments, one.pair.chain)))


def _likeliest(gaps: Iterable[Gap]) -> tuple[Suspect, ...]:
    ranked = sorted((s for gap in gaps for s in gap.suspects), key=lambda s: (-s.probability, s.enterprise))
    return first_of_each(ranked, lambda one: one.firm)[:MOST_SUSPECTS]


def first_of_each(ranked: Iterable[T], of: Callable[[T], Hashable]) -> tuple[T, ...]:
    """What is ranked, each once, where it first stands."""
    first: dict[Hashable, T] = {}
    for one in ranked:
        first.setdefault(of(one), one)
    return tuple(first.values())


def _unplaced(facts: Snapshot, place: Place) -> int:
    """Firms of the place that stand on no segment of any chain. O(N + tags)."""
    placed = np.diff(facts.tags.start) > 0
    return int((facts.members(place) & ~placed).sum())


def _change(workspace: Workspace, facts: Snapshot, place: Place, record: ImportRecord) -> Change:
    if record.rows > MOST_ROWS:
        return Change(record=record, firms=None, leads=0, projects=0)
    said = workspace.store.said(record.id)
    members = facts.members(place)
    firms = [facts.index[firm.id] for firm in said.get("enterprises", ()) if firm.id in facts.index]
    leads = _inside(facts, place, said, "leads", "place")
    projects = _inside(facts, place, said, "projects", "park")
    return Change(record=record, firms=int(members[firms].sum()) if firms else 0, leads=leads, projects=projects)


def _inside(facts: Snapshot, place: Place, said: Facts, kind: str, field: str) -> int:
    return sum(lies_within(facts, getattr(fact, field), place) for fact in said.get(kind, ()))


def lies_within(facts: Snapshot, name: str, place: Place) -> bool:
    """Whether a place of that name lies in the place; a name the data do not know lies nowhere."""
    try:
        return facts.place(name).within(place)
    except Refused:
        return False
