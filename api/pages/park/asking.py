"""What pages about parks ask for: the day, the place of the filter, and which places the visitor is shown."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Query, Request

from api.access.gate import require_place, scope_of, visitor_of
from chaingraph.graph.places import Place
from chaingraph.model.enterprise import Enterprise
from chaingraph.service.ask.park.park import everywhere
from chaingraph.service.workspace import Workspace

On = Annotated[str, Query(max_length=10)]
At = Annotated[str, Query(max_length=200)]


def kept(request: Request, workspace: Workspace) -> Callable[[Place], bool]:
    """Which places the visitor is shown."""
    visitor = visitor_of(request)
    return everywhere if visitor.everywhere else scope_of(visitor, workspace.snapshot()).holds


def shown(request: Request, workspace: Workspace) -> Callable[[Enterprise], bool]:
    """Which firms the visitor is shown."""
    return scope_of(visitor_of(request), workspace.snapshot()).shows


def own_place(request: Request, workspace: Workspace, at: str) -> str:
    """The place of the filter. Raises Forbidden when it is not the visitor's."""
    snapshot = workspace.snapshot()
    if at:
        require_place(scope_of(visitor_of(request), snapshot), snapshot, at)
    return at


def choices(request: Request, workspace: Workspace) -> list[str]:
    """Cities and parks to choose from, as far as they are the visitor's: each city, then its parks."""
    snapshot, keep = workspace.snapshot(), kept(request, workspace)
    parks = [park for park in snapshot.parks if keep(Place.of_park(park))]
    cities = sorted(
        {park.city for park in parks if park.city and keep(snapshot.place(_city(park.province, park.city)))}
    )
    return [*cities, *sorted(park.name for park in parks)]


def _city(province: str | None, city: str) -> str:
    return f"{province}/{city}" if province else city
