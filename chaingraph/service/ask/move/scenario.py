"""What if these firms landed in a place, or left it."""

from collections.abc import Iterable

from chaingraph.analysis.what_if import scenario as analysis
from chaingraph.findings.move.scenario import Scenario
from chaingraph.service.workspace import Study, Workspace


def scenario(workspace: Workspace, study: Study, *, land: Iterable[str] = (), leave: Iterable[str] = ()) -> Scenario:
    """Every measure of the study's chain in its place before and after; firms by id, USCC, full or short name.

    Raises UnknownName or AmbiguousName for a firm that is not one.
    """
    snapshot = study.snapshot
    return analysis.scenario(
        snapshot,
        (study.coverage, study.gaps),
        study.graph,
        workspace.rules,
        land=[snapshot.firm(name) for name in dict.fromkeys(land)],
        leave=[snapshot.firm(name) for name in dict.fromkeys(leave)],
    )
