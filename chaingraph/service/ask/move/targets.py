"""Targets of a place with what the landing of the first of them would change."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from enum import StrEnum

from chaingraph.analysis.targets.excluded import excluded
from chaingraph.analysis.what_if.scenario import worth
from chaingraph.findings.move.target import Excluded, Mode, Target
from chaingraph.model.enterprise import POOL_MARK
from chaingraph.service.workspace import Study, Workspace

EVERYONE = 1_000_000


class Whose(StrEnum):
    """Whose list a target stands in: somebody's own, or only the shipped one."""

    OWN = "own"
    POOL = "pool"


def by_mode(
    workspace: Workspace,
    study: Study,
    segments: Sequence[str],
    modes: Collection[Mode],
    *,
    whose: Whose | None = None,
    top: int,
    with_likely: bool = False,
) -> tuple[Target, ...]:
    """The best targets that are approached in one of these ways, of one kind of list; in any where none is named."""
    most = EVERYONE if modes or whose else top
    found = workspace.targets_of(study, segments, top=most, with_likely=with_likely)
    return approached(found, modes, whose)[:top]


def approached(targets: Sequence[Target], modes: Collection[Mode], whose: Whose | None = None) -> tuple[Target, ...]:
    """Those of the targets that are approached in one of these ways and stand in that list, in their order."""
    return tuple(
        target
        for target in targets
        if (not modes or target.mode in modes)
        and (whose is None or (POOL_MARK in target.flags) == (whose is Whose.POOL))
    )


def left_out(study: Study, segments: Sequence[str]) -> tuple[Excluded, ...]:
    """Firms elsewhere on these segments, or on all gaps, that are no targets, with the reason."""
    keys = [study.graph.key_of(name) for name in segments] or [gap.key for gap in study.gaps]
    return excluded(study.snapshot, study.coverage, study.graph, keys)


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
