"""The matrix of places by segments: which places are put side by side, and who stands behind one cell."""

from collections.abc import Callable

from chaingraph.analysis.standing import matrix as analysis
from chaingraph.analysis.standing.survey import survey
from chaingraph.findings.place.matrix import Matrix
from chaingraph.graph.places import Place
from chaingraph.service.workspace import Workspace


def matrix(
    workspace: Workspace,
    chain: str,
    *,
    by_branch: bool = False,
    shown: Callable[[Place], bool] = lambda _: True,
    pinned: str = "",
) -> Matrix:
    """Parks by name, then cities by firms on the chain, at most 30 places that have any.

    The ``pinned`` place and parks that stand for the chain are always there. ``shown`` says which places may be seen.
    Raises UnknownName for a chain or pinned place that is not one.
    """
    snapshot = workspace.snapshot()
    first = [snapshot.place(pinned)] if pinned else []
    known = {place.name: place for place in (*first, *workspace.places()) if shown(place)}
    places = tuple(snapshot.place(name) for name in known)
    seen = survey(snapshot, places, snapshot.chain(chain), workspace.rules)
    always = {place.name for place in first} | {park.name for park in snapshot.parks if seen.chain in park.chains}
    return analysis.matrix(snapshot, seen, by_branch=by_branch, always=always)


def firms_in(workspace: Workspace, place: str, chain: str, name: str, *, by_branch: bool = False) -> tuple[int, ...]:
    """Local firms behind one cell, largest segment first, each once; ``name`` is a segment's key or a branch's name."""
    study = workspace.study(place, chain)
    keys = {s.key for s in study.graph.segments if s.branch == name} if by_branch else {study.graph.key_of(name)}
    found = [firm for state in study.coverage.states if state.segment.key in keys for firm in state.local]
    return tuple(dict.fromkeys(found))
