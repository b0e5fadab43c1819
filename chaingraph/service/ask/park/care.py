"""Firms looked after: the list of a place, one firm's whole plan, and what is overdue."""

from collections.abc import Callable
from datetime import date

from chaingraph.analysis.parks import care as analysis
from chaingraph.analysis.reports.dossier import around, own_segments
from chaingraph.errors import Refused
from chaingraph.findings.park.care import FirmPlan, MissingInput, Ring
from chaingraph.findings.place.gap import SegmentStatus
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.workspace import Workspace

LACKING = (SegmentStatus.MISSING, SegmentStatus.WEAK)
MOST_INPUTS = 6
MOST_SUPPLIERS = 3


def everyone(_: Enterprise) -> bool:
    """Every firm is asked about."""
    return True


def plans(
    workspace: Workspace, place: str, on: date, keep: Callable[[Enterprise], bool] = everyone
) -> tuple[FirmPlan, ...]:
    """Every firm looked after in the place (everywhere for an empty name), those with something overdue first.

    What their inputs lack is left to the plan of one firm.
    """
    snapshot = workspace.snapshot()
    where = snapshot.place(place) if place else None
    firms = [firm for firm in analysis.looked_after(snapshot, where) if keep(snapshot.enterprises[firm])]
    found = [analysis.plan(snapshot, firm, on, lambda _: ()) for firm in firms]
    return tuple(sorted(found, key=lambda one: (-one.late, -one.open, one.enterprise, one.enterprise_id)))


def plan(workspace: Workspace, enterprise: str, on: date) -> FirmPlan:
    """One firm's plan with the inputs its place lacks and who could supply them.

    Raises UnknownName or AmbiguousName.
    """
    snapshot = workspace.snapshot()
    return analysis.plan(snapshot, snapshot.firm(enterprise), on, lambda firm: missing_inputs(workspace, firm))


def rings(workspace: Workspace, place: str, on: date) -> tuple[Ring, ...]:
    """Everything overdue in the place, longest first."""
    snapshot = workspace.snapshot()
    return analysis.rings(snapshot, snapshot.place(place) if place else None, on)


def missing_inputs(workspace: Workspace, firm: int) -> tuple[MissingInput, ...]:
    """Segments the firm buys from that its city (else its park) lacks, with makers elsewhere.

    The chain that most of the firm stands on comes first, and in each the most urgent.
    """
    snapshot = workspace.snapshot()
    where = _home(snapshot, firm)
    if where is None:
        return ()
    found: list[MissingInput] = []
    weight: dict[str, float] = {}
    for tag in snapshot.tags.of_firm(firm):
        weight[tag.chain] = weight.get(tag.chain, 0.0) + tag.share
    for chain in sorted(weight, key=lambda name: (-weight[name], name)):
        found += _missing(workspace, firm, where, chain)
    return tuple(found[:MOST_INPUTS])


def _missing(workspace: Workspace, firm: int, where: str, chain: str) -> list[MissingInput]:
    study = workspace.study(where, chain)
    near = {study.graph.segments[n].key for n in _upstream(study.snapshot, firm, chain)}
    gaps = [gap for gap in study.gaps if gap.key in near and gap.status in LACKING][:MOST_INPUTS]
    if not gaps:
        return []
    return [
        MissingInput(
            chain=chain,
            key=gap.key,
            segment=gap.segment,
            suppliers=analysis.makers_elsewhere(
                study.snapshot, study.coverage.place, study.graph, study.graph.index[gap.key], workspace.rules
            )[:MOST_SUPPLIERS],
        )
        for gap in gaps
    ]


def _upstream(snapshot: Snapshot, firm: int, chain: str) -> tuple[int, ...]:
    graph = snapshot.chain(chain)
    return around(graph, own_segments(snapshot, firm, graph))["上游"]


def _home(snapshot: Snapshot, firm: int) -> str | None:
    own = snapshot.enterprises[firm]
    path = "/".join(part for part in (own.province, own.city) if part)
    for name in (path if own.city else None, own.park):
        try:
            if name:
                return snapshot.place(name).name
        except Refused:
            continue
    return None
