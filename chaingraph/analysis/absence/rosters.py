"""What a place's lists can say: which firms they hold, stated or inferred, and what silence in them is worth."""

from collections.abc import Sequence

import numpy as np

from chaingraph.analysis.absence.classes import firm_classes
from chaingraph.arrays import Floats, Mask, Numbers
from chaingraph.findings.place.roster import LEAST_FIRMS, Roster
from chaingraph.graph.chain_graph import ChainGraph
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.library.gbt4754 import industry_name
from chaingraph.memo import Key
from chaingraph.model.chain import Segment
from chaingraph.model.place import RosterKind

NEARLY_ALL = 0.97
INDUSTRIAL = frozenset("BCD")
"""Sections of GB/T 4754 that a list of manufacturers holds: mining, manufacturing, utilities."""
SCALE_YUAN = 2e7
"""Revenue from which an industrial firm is above designated size."""
REACH = {RosterKind.LISTED: 0.6, RosterKind.ABOVE_SCALE: 0.97}
REACH_OTHERS = 0.5
"""What silence is worth where the lists hold listed firms alone, firms above scale alone, or no firms of the segment's
sections: below ``certain_absence`` except for firms above scale, of whom little is missing that could carry a chain."""
MARKS = Key[tuple[Mask, Mask, Numbers]]("roster marks")


def reach(snapshot: Snapshot, places: Sequence[Place], chain: ChainGraph) -> Floats:
    """What silence is worth on every segment of a chain in every place, shape (P, S), 0 to 1."""
    rosters = [roster(snapshot, place) for place in places]
    whole = np.array([REACH.get(found.kind, 1.0) for found in rosters])
    blind = np.array([found.services is False for found in rosters], dtype=bool)
    beyond = np.array([beyond_industry(segment) for segment in chain.segments], dtype=bool)
    return whole[:, None] * np.where(blind[:, None] & beyond[None, :], REACH_OTHERS, 1.0)


def beyond_industry(segment: Segment) -> bool:
    """Whether firms of a segment are of other sections than industry, by its codes: services, farming, building.

    >>> from chaingraph.ids import ChainId, SegmentKey
    >>> beyond_industry(Segment(chain=ChainId("a"), key=SegmentKey("b"), name="b", industry_codes=("I6513",)))
    True
    """
    sections = {code[:1] for code in segment.industry_codes}
    return bool(sections) and sections.isdisjoint(INDUSTRIAL)


def roster(snapshot: Snapshot, place: Place) -> Roster:
    """What the lists of a place hold: as a table states, else as its firms let one infer. O(N) once a place."""
    here = Key[Roster]("roster of", place.name)
    return snapshot.memo.get(
        here, lambda: _roster(snapshot, np.flatnonzero(snapshot.columns.within(place)), place.name)
    )


def comparable(snapshot: Snapshot, place: Place) -> Mask:
    """Which firms may be held against those of a place, shape (N,): where its lists hold listed firms alone, listed
    ones; where they hold more, none of cities of which only listed firms are known; too few firms say nothing. O(N)."""
    return like_lists(snapshot, likeness(roster(snapshot, place)))


def likeness(found: Roster) -> RosterKind:
    """What of a roster decides whom it may be held against: 上市, 未知 where it tells nothing, else 全部."""
    if found.kind is RosterKind.LISTED:
        return RosterKind.LISTED
    unknown = found.kind is RosterKind.UNKNOWN and found.firms < LEAST_FIRMS
    return RosterKind.UNKNOWN if unknown else RosterKind.ALL


def like_lists(snapshot: Snapshot, kind: RosterKind) -> Mask:
    """The firms that lists of this likeness may be held against, shape (N,); made once a kind. O(N)."""
    return snapshot.memo.get(Key[Mask]("like lists", kind), lambda: _like_lists(snapshot, kind))


def _like_lists(snapshot: Snapshot, kind: RosterKind) -> Mask:
    listed, _, _ = _marks(snapshot)
    if kind is RosterKind.LISTED:
        return listed
    if kind is RosterKind.UNKNOWN:
        return np.ones(len(snapshot.enterprises), dtype=bool)
    cities = snapshot.columns.codes["city"] + 1
    total = np.maximum(np.bincount(cities), 1)
    only = np.bincount(cities, listed) >= NEARLY_ALL * total
    return np.asarray(~only[cities], dtype=bool)


def _roster(snapshot: Snapshot, firms: Numbers, place: str) -> Roster:
    facts = snapshot.facts.get("rosters", ())
    stated = next((RosterKind(fact.kind) for fact in facts if fact.place == place and fact.kind), None)
    kind, services = _inferred(snapshot, firms)
    if stated is None or stated is RosterKind.UNKNOWN:
        return Roster(kind=kind, stated=False, services=services, firms=len(firms))
    held = {RosterKind.MANUFACTURING: False, RosterKind.ALL: True}.get(stated, services)
    return Roster(kind=stated, stated=True, services=held, firms=len(firms))


def _inferred(snapshot: Snapshot, firms: Numbers) -> tuple[RosterKind, bool | None]:
    if len(firms) < LEAST_FIRMS:
        return RosterKind.UNKNOWN, None
    listed, above, industrial = _marks(snapshot)
    coded = industrial[firms] >= 0
    services = None
    if coded.sum() >= LEAST_FIRMS:
        services = bool((industrial[firms][coded] == 1).mean() < NEARLY_ALL)
    if listed[firms].mean() >= NEARLY_ALL:
        return RosterKind.LISTED, services
    if above[firms].mean() >= NEARLY_ALL:
        return RosterKind.ABOVE_SCALE, services
    return (RosterKind.MANUFACTURING if services is False else RosterKind.UNKNOWN), services


def _marks(snapshot: Snapshot) -> tuple[Mask, Mask, Numbers]:
    """Of each firm: listed; revenue known and above scale; of industry 1, of another section 0, not known -1."""
    return snapshot.memo.get(MARKS, lambda: _marked(snapshot))


def _marked(snapshot: Snapshot) -> tuple[Mask, Mask, Numbers]:
    firms, classes = snapshot.enterprises, firm_classes(snapshot)
    section = [-1 if not industry_name(code) else int(code[:1] in INDUSTRIAL) for code in classes.codes]
    return (
        np.array([bool(firm.listed_as) and "未上市" not in (firm.listed_as or "") for firm in firms], dtype=bool),
        np.array([(firm.revenue_yuan or 0) >= SCALE_YUAN for firm in firms], dtype=bool),
        np.array(section, dtype=np.int64)[classes.of_firm],
    )
