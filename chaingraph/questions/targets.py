"""Targets of a place with what the landing of the first of them would change."""

from collections.abc import Sequence
from dataclasses import replace

from chaingraph.analysis.scenario import worth
from chaingraph.graph.target_findings import Target
from chaingraph.workspace import Study, Workspace


def with_worth(workspace: Workspace, study: Study, targets: Sequence[Target]) -> tuple[Target, ...]:
    """The same targets, the first ``worth_most`` of them with their worth; one study each.

    A firm that only likeness places on its segment is left out: its landing changes nothing until it is verified.
    """
    seen, most = (study.coverage, study.gaps), workspace.rules.worth_most
    return tuple(
        target
        if number >= most or target.unverified
        else replace(target, worth=worth(study.snapshot, seen, study.graph, workspace.rules, target.firm))
        for number, target in enumerate(targets)
    )
