"""One park on a sheet, and parks side by side."""

from collections.abc import Callable
from datetime import date

from chaingraph.analysis.parks.sheet import park_line, sheet
from chaingraph.analysis.standing.coverage import presence
from chaingraph.errors import UnknownName
from chaingraph.findings.park.sheet import ParkSheet, ParkTable
from chaingraph.graph.places import Place
from chaingraph.model.place import Park
from chaingraph.service.ask.park.fill import urgent_gaps
from chaingraph.service.workspace import Workspace


def everywhere(_: Place) -> bool:
    """Every place is asked about."""
    return True


def park_sheet(workspace: Workspace, name: str, on: date) -> ParkSheet:
    """The sheet of a park as of a day. Raises UnknownName, also for a region, which is no park."""
    snapshot, park = workspace.snapshot(), park_named(workspace, name)
    place = Place.of_park(park)
    here = {
        chain: presence(snapshot, place, snapshot.chains[chain], workspace.rules)
        for chain in park.chains
        if chain in snapshot.chains
    }
    return sheet(snapshot, park, on, here, urgent_gaps(workspace, (park,)))


def park_named(workspace: Workspace, name: str) -> Park:
    """The park of that name. Raises UnknownName with the parks there are."""
    snapshot = workspace.snapshot()
    found = next((park for park in snapshot.parks if park.name == name), None)
    if found is None:
        near = [park.name for park in snapshot.parks if name in park.name or park.name in name]
        raise UnknownName("园区", name, tuple(near or [park.name for park in snapshot.parks])[:5])
    return found


def park_table(workspace: Workspace, on: date, keep: Callable[[Place], bool] = everywhere) -> ParkTable:
    """Every park that is kept, by name, as of a day."""
    snapshot = workspace.snapshot()
    parks = [park for park in snapshot.parks if keep(Place.of_park(park))]
    lines = tuple(park_line(snapshot, park, on) for park in sorted(parks, key=lambda one: one.name))
    return ParkTable(on=on.isoformat(), parks=lines, data_version=snapshot.version)
