"""How two firms are joined, and who stands around one: observed supply first, then what the chains imply."""

from dataclasses import replace

from chaingraph.analysis.network import relations as analysis
from chaingraph.analysis.network.ecosystem import ecosystem
from chaingraph.errors import Refused
from chaingraph.findings.firm.relation import Relation, Surroundings
from chaingraph.service.ask.place import network
from chaingraph.service.workspace import Workspace

MOST_ROUTES = 20


def relation(workspace: Workspace, first: str, second: str) -> Relation:
    """Routes between two firms, both ways.

    Raises UnknownName or AmbiguousName for wrong names, Refused for one firm named twice.
    """
    snapshot = workspace.snapshot()
    one, other = snapshot.firm(first), snapshot.firm(second)
    if one == other:
        raise Refused(f"两处写的是同一家企业：{snapshot.enterprises[one].name}")
    a, b = snapshot.enterprises[one], snapshot.enterprises[other]
    ways = [network.supply_paths(workspace, *ends) for ends in ((a.id, b.id), (b.id, a.id))]
    forward, backward = (
        analysis.observed_routes(snapshot, [path.firms for path in found.paths[:MOST_ROUTES]]) for found in ways
    )
    return Relation(
        first=a.name,
        first_id=a.id,
        second=b.name,
        second_id=b.id,
        forward=forward + analysis.inferred_routes(snapshot, one, other),
        backward=backward + analysis.inferred_routes(snapshot, other, one),
        truncated=any(found.truncated or len(found.paths) > MOST_ROUTES for found in ways),
        data_version=snapshot.version,
    )


def surroundings(workspace: Workspace, enterprise: str, links: int = 2) -> Surroundings:
    """Observed partners of a firm within so many links, and the picture's findings.

    Raises UnknownName or AmbiguousName.
    """
    snapshot = workspace.snapshot()
    firm = snapshot.firm(enterprise)
    found = snapshot.enterprises[firm]
    tiers = network.supply_tiers(workspace, found.id, links)
    drawn = analysis.observed_part(ecosystem(snapshot, firm, workspace.rules, links))
    return Surroundings(
        enterprise=found.name,
        enterprise_id=found.id,
        partners=analysis.partners(snapshot, firm, tiers),
        drawn=replace(drawn, enterprise=found.name),
        data_version=snapshot.version,
    )
