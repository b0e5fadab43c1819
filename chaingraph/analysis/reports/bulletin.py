"""What changed in a place between two moments: firms, leads, projects, and the status of every segment."""

from collections.abc import Iterator, Mapping, Sequence

from chaingraph.analysis.standing.survey import survey
from chaingraph.findings.report.bulletin import LeadMove, PlaceMonth, ProjectMove, StatusMove
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import ChainId
from chaingraph.model.promotion import Lead, Project
from chaingraph.settings import Settings

Moves = Mapping[str, tuple[StatusMove, ...]]


def place_months(before: Snapshot, now: Snapshot, places: Sequence[Place], rules: Settings) -> tuple[PlaceMonth, ...]:
    """Each place's changes, in the order given. O(chains · (N + tags) + places · (N + leads + projects))."""
    statuses = status_moves(before, now, places, rules)
    return tuple(_place_month(before, now, place, statuses[place.name]) for place in places)


def status_moves(before: Snapshot, now: Snapshot, places: Sequence[Place], rules: Settings) -> Moves:
    """By place, segments whose status changed, by chain and then in the chain's order.

    A chain that was not known before, or is known no more, is left out: its segments did not change.
    """
    found: dict[str, list[StatusMove]] = {place.name: [] for place in places}
    used = {tag.chain for facts in (before, now) for tag in facts.tags.rows}
    for chain in sorted(used & set(before.chains) & set(now.chains)):
        for place, move in _moves_on(before, now, places, chain, rules):
            found[place].append(move)
    return {place: tuple(moves) for place, moves in found.items()}


def _moves_on(
    before: Snapshot, now: Snapshot, places: Sequence[Place], chain: ChainId, rules: Settings
) -> Iterator[tuple[str, StatusMove]]:
    earlier = survey(before, places, before.chains[chain], rules)
    later = survey(now, places, now.chains[chain], rules)
    column = {segment.key: number for number, segment in enumerate(earlier.segments)}
    for row, place in enumerate(later.places):
        for number, segment in enumerate(later.segments):
            was = earlier.status[row][column[segment.key]] if segment.key in column else later.status[row][number]
            status = later.status[row][number]
            if was is not status:
                yield place.name, StatusMove(chain=chain, segment=segment.name, before=was, after=status)


def _place_month(before: Snapshot, now: Snapshot, place: Place, statuses: tuple[StatusMove, ...]) -> PlaceMonth:
    were, are = _members(before, place), _members(now, place)
    return PlaceMonth(
        place=place,
        firms=len(are),
        arrived=tuple(sorted(are[key] for key in are.keys() - were.keys())),
        left=tuple(sorted(were[key] for key in were.keys() - are.keys())),
        leads=tuple(_lead_moves(before, now, place)),
        projects=tuple(_project_moves(before, now, place)),
        statuses=statuses,
    )


def _members(facts: Snapshot, place: Place) -> dict[str, str]:
    """Names of the firms in the place by id."""
    return {firm.id: firm.name for firm, here in zip(facts.enterprises, facts.members(place), strict=True) if here}


def _lead_moves(before: Snapshot, now: Snapshot, place: Place) -> Iterator[LeadMove]:
    own = {place.name, place.label}
    known = {_lead_key(lead): lead for lead in before.leads if lead.place in own}
    for lead in sorted((lead for lead in now.leads if lead.place in own), key=_lead_key):
        was = known.get(_lead_key(lead))
        if was is None or was.stage != lead.stage:
            name = now.enterprises[now.index[lead.enterprise]].name if lead.enterprise in now.index else lead.enterprise
            yield LeadMove(enterprise=name, lead=lead, before=was.stage if was else None)


def _lead_key(lead: Lead) -> tuple[str, str, str]:
    return lead.enterprise, lead.chain or "", lead.segment or ""


def _project_moves(before: Snapshot, now: Snapshot, place: Place) -> Iterator[ProjectMove]:
    own = {place.name, place.label}
    known = {project.name: project for project in before.projects if project.park in own}
    for project in sorted((p for p in now.projects if p.park in own), key=lambda p: p.name):
        was = known.get(project.name)
        if was is None or _standing(was) != _standing(project):
            yield ProjectMove(project=project, before=was)


def _standing(project: Project) -> tuple[object, ...]:
    return project.batch, project.status, project.progress, project.invest_yuan
