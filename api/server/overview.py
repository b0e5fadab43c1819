"""The state of everything at a glance: places, chains, how complete each is, and the most urgent gaps."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from api.access.scope import Scope
from api.address.urls import Pair
from chaingraph.findings.place.gap import Gap, Presence
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.model.provenance import Certainty
from chaingraph.service.workspace import Workspace

MOST_PLACES = 14
CHAINS_SHOWN = 5
MOST_GAPS = 10
GAPS_EACH = 3
MOST_DISTRICTS = 30
FIRMS_OF_A_DISTRICT = 10
EVERYWHERE = Scope(None)


@dataclass(frozen=True, slots=True)
class PlaceChains:
    """A place with its firms and its presence by chain; ``declared`` are the chains a park stands for, ``unheard`` its
    firms on no segment of any chain."""

    place: Place
    firms: int
    presence: Mapping[ChainId, Presence]
    declared: frozenset[str]
    unheard: int = 0

    @property
    def present(self) -> tuple[str, ...]:
        """Chains the park stands for, then those with local firms, most firms of their own first; ties by name."""
        here = [chain for chain, seen in self.presence.items() if seen.firms or chain in self.declared]
        return tuple(sorted(here, key=lambda chain: (chain not in self.declared, self.presence[chain].rank, chain)))

    @property
    def shown(self) -> tuple[str, ...]:
        """The chains that matter most here."""
        return self.present[:CHAINS_SHOWN]

    @property
    def folded(self) -> tuple[str, ...]:
        """The rest of the chains present."""
        return self.present[CHAINS_SHOWN:]


@dataclass(frozen=True, slots=True)
class UrgentGap:
    """A gap with the pair it belongs to."""

    pair: Pair
    gap: Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the home page and the head of every page show.

    ``firms`` are those of somebody's own list, ``pool`` counts the others. ``chains`` are those with a local firm or a
    park that stands for them, ``all_chains`` those that are known; ``own`` is the visitor's own place, which then
    stands first among ``places`` and ``rows``.
    """

    version: str
    places: tuple[Place, ...]
    rows: tuple[PlaceChains, ...]
    chains: tuple[str, ...]
    all_chains: tuple[str, ...]
    urgent: tuple[UrgentGap, ...]
    firms: int
    pool: int
    as_of: str | None
    demo: bool
    home: Pair | None
    own: Place | None = None

    @property
    def near(self) -> tuple[Place, ...]:
        """The visitor's own place and those within it; none while it is not chosen."""
        return tuple(place for place in self.places if self.own is not None and place.within(self.own))

    @property
    def far(self) -> tuple[Place, ...]:
        """All other places."""
        return tuple(place for place in self.places if self.own is None or not place.within(self.own))


def overview(workspace: Workspace, scope: Scope = EVERYWHERE) -> Overview:
    """Everything at a glance; asks at most 14 places how much of every chain they have. O(places · chains)."""
    snapshot = workspace.snapshot()
    places = tuple(place for place in _places(workspace, snapshot, scope) if scope.holds(place))
    chains = tuple(snapshot.chains)
    rows = tuple(_row(workspace, snapshot, place, chains) for place in places[:MOST_PLACES])
    shown = _ranked(rows, chains)
    pairs = [Pair(row.place.name, chain) for row in rows for chain in shown if chain in row.declared]
    own = [firm for firm in snapshot.enterprises if not firm.pool]
    return Overview(
        version=snapshot.version,
        places=places,
        rows=rows,
        chains=shown or chains,
        all_chains=chains,
        urgent=_urgent(workspace, pairs),
        firms=sum(scope.shows(firm) for firm in own),
        pool=len(snapshot.enterprises) - len(own),
        as_of=snapshot.as_of,
        demo=_has_demo(snapshot),
        home=_home(rows, places, shown or chains),
    )


def at_home(seen: Overview, workspace: Workspace, home: Place, chain: str) -> Overview:
    """The same seen from one's own place: it comes first, then what lies within; ``chain`` is opened with if known."""
    snapshot = workspace.snapshot()
    ordered = sorted((home, *(place for place in seen.places if place.name != home.name)), key=_nearness(home))
    known = {row.place.name: row for row in seen.rows}
    wanted = [*[place for place in ordered if place.within(home)][:MOST_PLACES], *(row.place for row in seen.rows)]
    chains = tuple(ChainId(name) for name in seen.all_chains)
    rows = {p.name: known.get(p.name) or _row(workspace, snapshot, p, chains) for p in wanted}
    first = rows[home.name]
    own_chain = chain if chain in seen.all_chains else _opening(first, tuple(rows.values()), seen.chains)
    opened = Pair(home.name, own_chain) if own_chain else seen.home
    return replace(seen, places=tuple(ordered), rows=tuple(rows.values()), home=opened, own=home)


def _nearness(home: Place) -> Callable[[Place], int]:
    """0 for the place itself, 1 within it, 2 elsewhere; others keep their order."""
    return lambda place: 0 if place.name == home.name else 1 if place.within(home) else 2


def _opening(first: PlaceChains, rows: Sequence[PlaceChains], chains: Sequence[str]) -> str:
    """The chain to open one's own place with: the most complete of those it or its parks stand for, else the one
    with most firms."""
    declared = {chain for row in rows if row.place.within(first.place) for chain in row.declared}
    if declared:
        return max(declared, key=lambda chain: (first.presence[ChainId(chain)].completeness, chain))
    return next(iter((*first.present, *chains)), "")


def _places(workspace: Workspace, snapshot: Snapshot, scope: Scope) -> list[Place]:
    """Places to choose from; those a narrow scope names come first, districts with some firms last."""
    parks_and_cities = (snapshot.place(place.name) for place in workspace.places())
    listed = [*(scope.places or ()), *parks_and_cities, *_districts(snapshot)]
    return list({place.name: place for place in listed}.values())


def _districts(snapshot: Snapshot) -> list[Place]:
    """Districts with firms enough to be asked about, most firms first."""
    count = Counter((e.province, e.city, e.district) for e in snapshot.enterprises if e.district)
    ranked = sorted((region for region in count if count[region] >= FIRMS_OF_A_DISTRICT), key=lambda r: (-count[r], r))
    names = ("/".join(part for part in region if part) for region in ranked[:MOST_DISTRICTS])
    return [snapshot.place(name) for name in names]


def _row(workspace: Workspace, snapshot: Snapshot, place: Place, chains: Sequence[str]) -> PlaceChains:
    park = next((park for park in snapshot.parks if place.kind is PlaceKind.PARK and park.name == place.park), None)
    declared = frozenset(park.chains) if park else frozenset[str]()
    members = snapshot.members(place)
    unheard = int((members & (np.diff(snapshot.tags.start) == 0)).sum())
    presence = workspace.presence(place.name)
    return PlaceChains(place, int(members.sum()), presence, declared & frozenset(chains), unheard)


def _ranked(rows: Sequence[PlaceChains], chains: Sequence[str]) -> tuple[str, ...]:
    """Chains that matter here: those parks stand for, then those with most firms of their own; ties by name."""
    weight = {
        chain: (
            -sum(chain in row.declared for row in rows),
            -sum(row.presence[ChainId(chain)].own for row in rows),
            -sum(row.presence[ChainId(chain)].firms for row in rows),
            chain,
        )
        for chain in chains
        if any(_matters(row, chain) for row in rows)
    }
    return tuple(sorted(weight, key=weight.__getitem__))


def _matters(row: PlaceChains, chain: str) -> bool:
    return chain in row.declared or row.presence[ChainId(chain)].firms > 0


def _urgent(workspace: Workspace, pairs: Sequence[Pair]) -> tuple[UrgentGap, ...]:
    found = [UrgentGap(pair, gap) for pair in pairs for gap in workspace.study(pair.place, pair.chain).gaps[:GAPS_EACH]]
    found.sort(key=lambda urgent: (-urgent.gap.severity, urgent.pair.place, urgent.pair.chain, urgent.gap.key))
    return tuple(found[:MOST_GAPS])


def _has_demo(snapshot: Snapshot) -> bool:
    sourced = (snapshot.enterprises, snapshot.parks, snapshot.leads, snapshot.projects, snapshot.links)
    return any(fact.evidence.certainty is Certainty.DEMO for facts in sourced for fact in facts)


def _home(rows: Sequence[PlaceChains], places: Sequence[Place], chains: Sequence[str]) -> Pair | None:
    """The pair to open with: of the parks' own chains, in the park or its city, the most complete."""
    declared = {(row.place.city, chain) for row in rows for chain in row.declared}
    pairs = [
        (cover.completeness, row.place.name, chain)
        for row in rows
        for chain, cover in row.presence.items()
        if chain in row.declared or (row.place.kind is PlaceKind.CITY and (row.place.city, chain) in declared)
    ]
    if pairs:
        _, place, chain = max(pairs)
        return Pair(place, chain)
    return Pair(places[0].name, chains[0]) if places and chains else None
