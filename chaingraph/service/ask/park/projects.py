"""The board of projects of a place, with the urgent gaps that have none."""

from collections.abc import Callable
from datetime import date

from chaingraph.analysis.parks.projects import batches, cards, progress
from chaingraph.errors import Refused
from chaingraph.findings.park.project import ProjectBoard, ProjectCard
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.ask.park.fill import urgent_gaps
from chaingraph.service.ask.park.park import everywhere
from chaingraph.service.workspace import Workspace


def board(
    workspace: Workspace, place: str, on: date, keep: Callable[[Place], bool] = everywhere, *, supervised: bool = False
) -> ProjectBoard:
    """Projects of the place (all for an empty name) as of a day; ``supervised`` leaves only those of 挂牌督办.

    Raises UnknownName or AmbiguousName for a wrong place.
    """
    snapshot = workspace.snapshot()
    where = snapshot.place(place) if place else None
    found = cards_of(workspace, place, on, keep, supervised=supervised)
    parks = [park for park in snapshot.parks if _asked(Place.of_park(park), where, keep)]
    gaps = urgent_gaps(workspace, parks)
    return ProjectBoard(
        place=where.name if where else None,
        on=on.isoformat(),
        cards=found,
        batches=batches(found),
        targets=progress(snapshot, where, found, on),
        unfilled=tuple(gap for gap in gaps if not gap.projects),
        filling=tuple(gap for gap in gaps if gap.projects),
        data_version=snapshot.version,
    )


def cards_of(
    workspace: Workspace, place: str, on: date, keep: Callable[[Place], bool] = everywhere, *, supervised: bool = False
) -> tuple[ProjectCard, ...]:
    """The cards alone: no gap is asked for. A project of a place that is not kept is left out."""
    snapshot = workspace.snapshot()
    where = snapshot.place(place) if place else None
    found = (card for card in cards(snapshot, where, on) if card.supervised or not supervised)
    held = {name: _held(snapshot, name, keep) for name in {one.park for one in snapshot.projects}}
    return tuple(card for card in found if held.get(card.park, False))


def _held(snapshot: Snapshot, name: str, keep: Callable[[Place], bool]) -> bool:
    """Whether the place of a project is kept; one the data do not know is nobody's, and so only for who may see all."""
    try:
        return keep(snapshot.place(name))
    except Refused:
        return keep is everywhere


def _asked(park: Place, where: Place | None, keep: Callable[[Place], bool]) -> bool:
    return keep(park) and (where is None or park.within(where))
