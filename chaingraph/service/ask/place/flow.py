"""How goods run between the branches of a chain in a place."""

from chaingraph.analysis.network import flow as analysis
from chaingraph.findings.place.flow import Basis, Flows
from chaingraph.service.workspace import Study, Workspace


def flows(workspace: Workspace, study: Study, basis: Basis) -> Flows:
    """Flows of a chain in a place on the basis asked for."""
    return analysis.flows(study.snapshot, study.coverage, study.graph, basis, workspace.rules)
