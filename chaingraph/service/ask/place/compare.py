"""Places side by side on one chain; a place named alone is set beside its siblings."""

from collections.abc import Iterable

import numpy as np

from chaingraph.analysis.reports import compare as analysis
from chaingraph.analysis.standing.survey import survey
from chaingraph.analysis.targets.apart import apart
from chaingraph.errors import Refused
from chaingraph.findings.place.compare import Comparison
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.workspace import Workspace

MOST_PLACES = 30
MOST_SIBLINGS = 8


def compare(workspace: Workspace, chain: str, places: Iterable[str] = ()) -> Comparison:
    """The named places side by side; one alone beside its siblings, none at all: every park, or the cities with most
    firms on the chain.

    Raises UnknownName or AmbiguousName for wrong names, Refused for more than ``MOST_PLACES``.
    """
    snapshot = workspace.snapshot()
    graph = snapshot.chain(chain)
    asked = tuple({place.name: place for place in map(snapshot.place, places)}.values())
    if len(asked) > MOST_PLACES:
        raise Refused(f"一次最多对比 {MOST_PLACES} 个地点，这里有 {len(asked)} 个")
    if len(asked) == 1:
        asked = (asked[0], *siblings(workspace, snapshot, asked[0], chain))
    return analysis.compare(snapshot, asked or _usual(workspace, snapshot, chain), graph, workspace.rules)


def siblings(workspace: Workspace, snapshot: Snapshot, place: Place, chain: str) -> tuple[Place, ...]:
    """Places of the same kind beside this one: parks of its city (or province), cities of its province, with most firms
    on the chain first; places without any are left out unless they are parks."""
    if place.kind is PlaceKind.PARK:
        parks = [snapshot.place(park.name) for park in snapshot.parks if park.name != place.name]
        near = [park for park in parks if park.city and park.city == place.city]
        return tuple((near or [park for park in parks if park.province == place.province])[:MOST_SIBLINGS])
    others = [other for other in workspace.places() if other.kind is PlaceKind.CITY and apart(other, place)]
    near = [other for other in others if other.province == place.province and place.province] or others
    return _busiest(workspace, snapshot, near, chain)


def _usual(workspace: Workspace, snapshot: Snapshot, chain: str) -> tuple[Place, ...]:
    parks = tuple(snapshot.place(park.name) for park in snapshot.parks)[:MOST_PLACES]
    return parks if len(parks) > 1 else _busiest(workspace, snapshot, list(workspace.places()), chain)


def _busiest(workspace: Workspace, snapshot: Snapshot, places: list[Place], chain: str) -> tuple[Place, ...]:
    """The places with most firms on the chain, at least one."""
    counts = survey(snapshot, places, snapshot.chain(chain), workspace.rules).firms_on_chain
    ranked = np.argsort(-counts, kind="stable").tolist()
    return tuple(snapshot.place(places[p].name) for p in ranked[:MOST_SIBLINGS] if counts[p] > 0)
