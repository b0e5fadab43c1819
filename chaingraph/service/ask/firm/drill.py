"""What if this firm walked away, and where does the chain of a place hang by a thread."""

from chaingraph.analysis.what_if import drill as analysis
from chaingraph.analysis.what_if.criticality import chokepoints as analyse_chokepoints
from chaingraph.errors import Refused
from chaingraph.findings.firm.drill import Chokepoint, Drill
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.workspace import Study, Workspace


def drill(workspace: Workspace, enterprise: str, *, place: str = "", chain: str = "") -> Drill:
    """The drill of an enterprise; by default in its own city (else park, province), on the chain where most falls.

    Raises UnknownName or AmbiguousName for wrong names, Refused where the firm stands on no chain or nowhere.
    """
    snapshot = workspace.snapshot()
    firm = snapshot.firm(enterprise)
    where = snapshot.place(place) if place else _home(snapshot, firm)
    name = snapshot.enterprises[firm].name
    if not snapshot.members(where)[firm]:
        raise Refused(f"{name} 不在“{where.name}”，无从演练它的退出")
    known = analysis.chains_of(snapshot, firm)
    if not known:
        raise Refused(f"{name} 未识别到任何产业链环节，无从演练它的退出")
    if not chain:
        found = [analysis.drill(snapshot, firm, where, snapshot.chains[one], workspace.rules) for one in known]
        return max(found, key=lambda one: (one.hard, len({loss.enterprise for loss in one.losses})))
    graph = snapshot.chain(chain)
    if graph.chain.name not in known:
        raise Refused(f"{name} 不在产业链“{graph.chain.name}”上；它所在的有：{'、'.join(known)}")
    return analysis.drill(snapshot, firm, where, graph, workspace.rules)


def chokepoints(workspace: Workspace, study: Study) -> tuple[Chokepoint, ...]:
    """Segments the study's chain hangs on in its place."""
    return analyse_chokepoints(study.snapshot, study.coverage, study.graph, workspace.rules)


def _home(snapshot: Snapshot, firm: int) -> Place:
    """The firm's city, else its park, else its province."""
    enterprise = snapshot.enterprises[firm]
    if enterprise.pool:
        raise Refused(f"{enterprise.name} 只见于内置名录，不在任何地方的企业名单里，无从演练它的退出")
    if enterprise.city:
        return snapshot.place("/".join(part for part in (enterprise.province, enterprise.city) if part))
    if enterprise.park or enterprise.province:
        return snapshot.place(enterprise.park or enterprise.province or "")
    raise Refused(f"{enterprise.name} 所在地区不详，请用 --place 写明在哪里演练")
