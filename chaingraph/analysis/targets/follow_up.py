"""Who is after an enterprise already: leads and projects of the place itself, and of others."""

from dataclasses import dataclass

from chaingraph.analysis.gaps.pipeline import place_names
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.veil import is_veiled
from chaingraph.ids import EnterpriseId
from chaingraph.model.promotion import Lead, Project

DROPPED = "放弃"
Following = tuple[str, str]
"""A sentence and who says so."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """By enterprise: what the place itself has under way, and what others have."""

    own: dict[EnterpriseId, tuple[Following, ...]]
    others: dict[EnterpriseId, tuple[Following, ...]]


def follow_up(snapshot: Snapshot, place: Place) -> FollowUp:
    """Leads not dropped, and projects, by enterprise, sorted. O(leads + projects + parks).

    A lead of a park inside the place, or of the city or province it lies in, is the place's own; one of another park
    of the same city is a sibling's.
    """
    here = place_names(snapshot, place) | _above(place)
    cities = {park.name: (park.province, park.city) for park in snapshot.parks}
    own: dict[EnterpriseId, set[Following]] = {}
    others: dict[EnterpriseId, set[Following]] = {}
    for enterprise, where, words, source in _entries(snapshot):
        if where in here:
            own.setdefault(enterprise, set()).add((f"{where if where != place.name else '本地'}{words}", source))
        else:
            sibling = place.city is not None and cities.get(where) == (place.province, place.city)
            label = f"兄弟园区 {where}" if sibling else where
            others.setdefault(enterprise, set()).add((f"{label}{words}", source))
    return FollowUp(
        {enterprise: tuple(sorted(told)) for enterprise, told in own.items()},
        {enterprise: tuple(sorted(told)) for enterprise, told in others.items()},
    )


def _above(place: Place) -> frozenset[str]:
    """Names of the regions the place lies in, alone and as a path."""
    levels = [level for level in (place.province, place.city, place.district) if level]
    return frozenset((*levels, *("/".join(levels[: n + 1]) for n in range(len(levels)))))


def _entries(snapshot: Snapshot) -> list[tuple[EnterpriseId, str, str, str]]:
    """(enterprise, place named, words, source) of every live lead and every project with an enterprise."""
    leads = [
        (lead.enterprise, lead.place, _lead(lead), lead.evidence.caption)
        for lead in snapshot.leads
        if lead.stage != DROPPED
    ]
    projects = [
        (project.enterprise, project.park, _project(project), project.evidence.caption)
        for project in snapshot.projects
        if project.enterprise is not None
    ]
    return [*leads, *projects]


def _lead(lead: Lead) -> str:
    if is_veiled(lead):
        return "已在跟进"
    owner = f"，责任人 {lead.owner}" if lead.owner else ""
    on = f"，{lead.updated_on} 更新" if lead.updated_on else ""
    return f"已在跟进（{lead.stage}{owner}{on}）"


def _project(project: Project) -> str:
    if is_veiled(project):
        return "已有项目"
    state = project.batch or project.status
    return f"已有项目“{project.name}”" + (f"（{state}）" if state else "")
