"""One firm, one policy: the findings of a report on one firm for a place."""

from collections import Counter
from dataclasses import replace

from chaingraph.analysis.parks.budget import package
from chaingraph.analysis.parks.care import plan
from chaingraph.analysis.reports import dossier as analysis
from chaingraph.errors import Refused
from chaingraph.findings.firm.dossier import Dossier
from chaingraph.findings.park.care import FirmPlan
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.service.ask.park.day import day
from chaingraph.service.workspace import Workspace

MOST_TARGETS = 2000


def dossier(workspace: Workspace, enterprise: str, place: str = "", chain: str = "") -> Dossier:
    """What the firm means for the place on the chain; both are worked out where they are not named.

    The place is the firm's own city where a park of ours is there too, else the city with most parks; the chain is
    the one most of the firm stands on. Raises Refused when no chain is named and the firm stands on none.
    """
    snapshot = workspace.snapshot()
    firm = snapshot.firm(enterprise)
    where = snapshot.place(place) if place else usual_place(snapshot, firm)
    name = snapshot.chain(chain).chain.name if chain else _main_chain(snapshot, firm)
    study = workspace.study(where.name, name)
    own = analysis.own_segments(snapshot, firm, study.graph)
    near = analysis.around(study.graph, own)
    local = bool(snapshot.members(where)[firm])
    numbers = sorted({n for side in near.values() for n in side}) if local else list(own)
    keys = [study.graph.segments[number].key for number in numbers]
    grounds = analysis.Grounds(
        snapshot=snapshot,
        firm=firm,
        graph=study.graph,
        coverage=study.coverage,
        gaps=study.gaps,
        targets=workspace.targets_of(study, keys, top=MOST_TARGETS) if keys else (),
        ecosystem=workspace.ecosystem(snapshot.enterprises[firm].id),
    )
    found = analysis.dossier(grounds)
    return replace(found, plan=_plan(snapshot, firm), package=() if local else package(snapshot, where, name, day()))


def _plan(snapshot: Snapshot, firm: int) -> FirmPlan | None:
    """Who answers for the firm, where anything of that is on record."""
    found = plan(snapshot, firm, day(), lambda _: ())
    return found if found.owner or found.needs or found.visits else None


def usual_place(snapshot: Snapshot, firm: int) -> Place:
    """The place a report on the firm is written for when none is named. Raises Refused when there is none."""
    enterprise = snapshot.enterprises[firm]
    ours = Counter((park.province, park.city) for park in snapshot.parks if park.city)
    own = (enterprise.province, enterprise.city)
    if enterprise.city and (own in ours or (not ours and not enterprise.pool)):
        return _city(snapshot, *own)
    if not ours:
        raise Refused("不知道为哪个地点出报告：请写明地点")
    return _city(snapshot, *min(ours, key=lambda city: (-ours[city], city[1] or "", city[0] or "")))


def _city(snapshot: Snapshot, province: str | None, city: str | None) -> Place:
    return snapshot.place("/".join(part for part in (province, city) if part))


def _main_chain(snapshot: Snapshot, firm: int) -> ChainId:
    weight: dict[ChainId, float] = {}
    for tag in snapshot.tags.of_firm(firm):
        weight[tag.chain] = weight.get(tag.chain, 0.0) + tag.share
    led = {role.chain for role in snapshot.enterprises[firm].roles}
    if not weight:
        raise Refused(
            f"“{snapshot.enterprises[firm].name}”还没有识别到任何产业链环节：请写明产业链，或先在企业页指定环节"
        )
    return min(weight, key=lambda chain: (chain not in led, -weight[chain], chain))
