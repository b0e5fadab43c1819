"""A snapshot as somebody bound to a few places may see it: that others follow a firm up, and not who or how far."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any

from chaingraph.errors import Refused
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId
from chaingraph.model.promotion import Lead, Project
from chaingraph.model.provenance import Evidence

VEILED = Evidence(source="负责范围以外，不予显示")
"""The evidence of a lead or project that is shown without its details: what tells it from others."""
SIBLING, ELSEWHERE = "本市另一园区", "另一地方"
Cities = set[tuple[str | None, str | None]]


def is_veiled(fact: Lead | Project) -> bool:
    """Whether only the existence of the lead or project is shown."""
    return fact.evidence == VEILED


def veiled(snapshot: Snapshot, mine: tuple[Place, ...]) -> Snapshot:
    """The same facts, with leads and projects of other places reduced to enterprise, chain and segment.

    Their place becomes "another park of this city" or "elsewhere"; a region that one of the visitor's places lies in
    keeps its name. Enterprises, links and chains are the same objects, and so is all that was worked out from them.
    O(leads + projects + places).
    """
    named = _names(snapshot, mine)
    leads = tuple(lead if named(lead.place) is None else _lead(lead, named(lead.place)) for lead in snapshot.leads)
    projects = tuple(one if named(one.park) is None else _project(one, named(one.park)) for one in snapshot.projects)
    facts = {**snapshot.facts, **_own_work(snapshot, mine, named), "leads": leads, "projects": projects}
    return _sharing(snapshot, replace(snapshot, leads=leads, projects=projects, facts=facts))


def _own_work(
    snapshot: Snapshot, mine: tuple[Place, ...], named: Callable[[str], str | None]
) -> dict[str, Sequence[Any]]:
    """What is a park's own work and nobody else's business: parcels, milestones, tasks, services and visits.

    Standing, factors, platforms and assessments are compared across parks, and stay.
    """

    def held(enterprise: EnterpriseId) -> bool:
        number = snapshot.index.get(enterprise)
        return number is not None and any(place.holds(snapshot.enterprises[number]) for place in mine)

    facts = snapshot.facts
    return {
        "parcels": tuple(one for one in facts["parcels"] if named(one.park) is None),
        "milestones": tuple(one for one in facts["milestones"] if named(one.park) is None),
        "tasks": tuple(one for one in facts["tasks"] if named(one.place) is None),
        "firm_services": tuple(one for one in facts["firm_services"] if held(one.enterprise)),
        "visits": tuple(
            one for one in facts["visits"] if (named(one.place) is None if one.place else held(one.enterprise))
        ),
    }


def _names(snapshot: Snapshot, mine: tuple[Place, ...]) -> Callable[[str], str | None]:
    """For the name of a place, what it is shown as; None for the visitor's own, which hide nothing."""
    cities: Cities = {(place.province, place.city) for place in mine if place.city}
    known: dict[str, str | None] = {}

    def named(name: str) -> str | None:
        if name not in known:
            known[name] = _shown(snapshot, name, mine, cities)
        return known[name]

    return named


def _shown(snapshot: Snapshot, name: str, mine: Iterable[Place], cities: Cities) -> str | None:
    try:
        place = snapshot.place(name)
    except Refused:
        return ELSEWHERE
    if any(place.within(one) for one in mine):
        return None
    if place.park is None and any(one.within(place) for one in mine):
        return name
    return SIBLING if place.park and (place.province, place.city) in cities else ELSEWHERE


def _lead(lead: Lead, where: str | None) -> Lead:
    return Lead(
        enterprise=lead.enterprise,
        place=where or ELSEWHERE,
        chain=lead.chain,
        segment=lead.segment,
        stage=lead.stage,
        evidence=VEILED,
    )


def _project(project: Project, where: str | None) -> Project:
    return Project(
        name="项目",
        park=where or ELSEWHERE,
        enterprise=project.enterprise,
        chain=project.chain,
        segment=project.segment,
        evidence=VEILED,
    )


def _sharing(whole: Snapshot, other: Snapshot) -> Snapshot:
    """The other snapshot with all that was worked out from the whole one: nothing of it rests on leads or projects."""
    own = {field.name for field in fields(whole)}
    _ = whole.memo
    other.__dict__.update({name: value for name, value in whole.__dict__.items() if name not in own})
    return other
