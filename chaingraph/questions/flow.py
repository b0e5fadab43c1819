"""How goods run between the branches of a chain in a place."""

from chaingraph.analysis import flow as analysis
from chaingraph.graph.flow_findings import Basis, Flows
from chaingraph.workspace import Study, Workspace


def flows(workspace: Workspace, study: Study, basis: Basis) -> Flows:
    """Flows of a chain in a place on the basis asked for."""
    return analysis.flows(study.snapshot, study.coverage, study.graph, basis, workspace.rules)
