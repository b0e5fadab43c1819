"""How many places stand on a chain at once: parks and cities side by side."""

from collections.abc import Iterable

from chaingraph.analysis.standing import survey as analysis
from chaingraph.findings.place.survey import Survey
from chaingraph.service.workspace import Workspace


def survey(workspace: Workspace, chain: str, places: Iterable[str] = ()) -> Survey:
    """The matrix of places by segments; without names, every park and every city of the store.

    Raises UnknownName or AmbiguousName for a place or chain that is not one.
    """
    snapshot = workspace.snapshot()
    names = tuple(places)
    asked = tuple(snapshot.place(name) for name in names) if names else workspace.places()
    return analysis.survey(snapshot, asked, snapshot.chain(chain), workspace.rules)
