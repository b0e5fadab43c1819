"""Projects as cards: what each is bound to, its milestones, what is late; batches and yearly targets counted."""

from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b

from chaingraph.analysis.parks.days import late_days
from chaingraph.findings.park.project import BatchCount, ProjectCard, Step, TargetProgress
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.graph.veil import is_veiled
from chaingraph.model.kinds import KIND_BY_FACT
from chaingraph.model.parks.standing import YearlyTarget
from chaingraph.model.promotion import BATCHES, Milestone, Project
from chaingraph.units import YI

NO_BATCH = "未分批"
COUNTED = ("亿元以上项目", "亿元以上新开工项目", "亿元项目")
"""Beginnings of yearly targets that the projects themselves answer: so many of at least 亿元 that began in the year."""
ENDED = ("投产", "竣工", "终止", "建成", "落地")


def project_id(project: Project) -> str:
    """Short digest of the natural key.

    >>> len(project_id(Project(name="a", park="甲园")))
    16
    """
    return blake2b(KIND_BY_FACT[Project].key_of(project).encode(), digest_size=8).hexdigest()


def cards(snapshot: Snapshot, place: Place | None, on: date) -> tuple[ProjectCard, ...]:
    """Projects of a place (None: of all) that may be seen, by batch, most overdue first, then name. O(projects)."""
    steps: dict[tuple[str, str], list[Milestone]] = {}
    for one in snapshot.facts["milestones"]:
        steps.setdefault((one.project, one.park), []).append(one)
    names = None if place is None else names_within(snapshot, place)
    seen = (one for one in snapshot.projects if not is_veiled(one) and (names is None or one.park in names))
    found = [_card(snapshot, one, steps.get((one.name, one.park), ()), on) for one in seen]
    return tuple(sorted(found, key=lambda c: (_rank(c.batch), -c.late_days, c.name, c.park)))


def names_within(snapshot: Snapshot, place: Place) -> frozenset[str]:
    """Names of the place and of every park within it."""
    inside = (park.name for park in snapshot.parks if Place.of_park(park).within(place))
    return frozenset((place.name, place.label, *inside))


def _rank(batch: str | None) -> int:
    return BATCHES.index(batch) if batch in BATCHES else len(BATCHES)


def _card(snapshot: Snapshot, project: Project, milestones: Iterable[Milestone], on: date) -> ProjectCard:
    number = snapshot.index.get(project.enterprise) if project.enterprise else None
    firm = None if number is None else snapshot.enterprises[number]
    steps = tuple(sorted((_step(one, on) for one in milestones), key=lambda s: (s.due_on or "9", s.name)))
    over = (project.status or "").startswith(ENDED) or (project.progress or 0.0) >= 1.0
    own = late_days(project.due_on, on, done=over)
    return ProjectCard(
        id=project_id(project),
        name=project.name,
        park=project.park,
        batch=project.batch,
        status=project.status,
        enterprise=firm.name if firm else project.enterprise,
        enterprise_id=project.enterprise,
        chain=project.chain,
        key=project.segment,
        segment=_segment(snapshot, project),
        invest_yuan=project.invest_yuan,
        hundred_million=None if project.invest_yuan is None else project.invest_yuan >= YI,
        progress=project.progress,
        owner=project.owner,
        supervised=project.supervised,
        start_on=project.start_on,
        due_on=project.due_on,
        landed=firm is not None and _sits(snapshot, number, project.park),
        next_step=next((step for step in steps if not step.done_on), None),
        steps=steps,
        late_days=max((own, *(step.late_days for step in steps))),
        source=project.evidence.source,
        as_of=project.evidence.as_of,
    )


def _step(one: Milestone, on: date) -> Step:
    return Step(
        name=one.name,
        due_on=one.due_on,
        done_on=one.done_on or None,
        late_days=late_days(one.due_on, on, done=bool(one.done_on)),
    )


def _segment(snapshot: Snapshot, project: Project) -> str | None:
    graph = snapshot.chains.get(project.chain) if project.chain else None
    if graph is None or project.segment is None or project.segment not in graph.index:
        return project.segment
    return graph.segments[graph.index[project.segment]].name


def _sits(snapshot: Snapshot, firm: int | None, park: str) -> bool:
    return firm is not None and snapshot.enterprises[firm].park == park


def batches(found: Sequence[ProjectCard]) -> tuple[BatchCount, ...]:
    """The four batches in order, and what is in none where there is any."""
    names = [*BATCHES, *([NO_BATCH] if any(_rank(card.batch) == len(BATCHES) for card in found) else [])]
    return tuple(_count(name, [card for card in found if (card.batch or NO_BATCH) == name]) for name in names)


def _count(name: str, own: Sequence[ProjectCard]) -> BatchCount:
    return BatchCount(
        batch=name,
        projects=len(own),
        invest_yuan=sum(card.invest_yuan or 0.0 for card in own),
        hundred_million=sum(bool(card.hundred_million) for card in own),
        late=sum(card.late_days > 0 for card in own),
    )


def begun(found: Iterable[ProjectCard], year: int) -> int:
    """Projects of at least 亿元 that began in the year."""
    return sum(bool(card.hundred_million) and (card.start_on or "")[:4] == str(year) for card in found)


def progress(
    snapshot: Snapshot, place: Place | None, found: Sequence[ProjectCard], on: date
) -> tuple[TargetProgress, ...]:
    """Yearly targets of the place and its parks for the year of the day; of all places for None."""
    names = None if place is None else names_within(snapshot, place)
    rows = [
        one for one in snapshot.facts["yearly_targets"] if one.year == on.year and (names is None or one.place in names)
    ]
    ordered = sorted(rows, key=lambda one: (one.place, one.indicator))
    return tuple(_progress(snapshot, one, found) for one in ordered)


def _progress(snapshot: Snapshot, target: YearlyTarget, found: Sequence[ProjectCard]) -> TargetProgress:
    counts = target.achieved is None and target.indicator.startswith(COUNTED)
    names = names_within(snapshot, snapshot.place(target.place)) if counts else frozenset()
    achieved = float(begun([c for c in found if c.park in names], target.year)) if counts else target.achieved
    return TargetProgress(
        place=target.place,
        year=target.year,
        indicator=target.indicator,
        target=target.target,
        achieved=achieved,
        unit=target.unit,
        counted=counts,
    )
