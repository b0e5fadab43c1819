"""Which land lies idle, what it costs, and what can be taken back?"""

from datetime import date

from chaingraph.analysis.land.book import land_rows, land_sums, quarter_end
from chaingraph.findings.rule.land_book import LandBook
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.service.workspace import Workspace


def land_book(workspace: Workspace, place: str | None, on: date) -> LandBook:
    """Parcels of a place, or of all, by the clock on a day. Raises UnknownName for a place that is none."""
    return book_of(workspace.snapshot(), place, on)


def book_of(snapshot: Snapshot, place: str | None, on: date) -> LandBook:
    """The same of a snapshot. O(n log n)."""
    where = snapshot.place(place) if place else None
    wanted = parks_within(snapshot, where) if where else None
    parcels = [one for one in snapshot.facts["parcels"] if wanted is None or one.park in wanted]
    names: dict[str, str] = {firm.id: firm.name for firm in snapshot.enterprises}
    rows, ends = land_rows(parcels, names, on), quarter_end(on)
    return LandBook(
        place=where.name if where else "",
        on=on,
        quarter_ends=ends,
        rows=rows,
        sums=land_sums(rows, ends),
        as_of=max((one.evidence.as_of for one in parcels if one.evidence.as_of), default=None),
        data_version=snapshot.version,
    )


def parks_within(snapshot: Snapshot, place: Place) -> frozenset[str]:
    """Names under which ledgers may write a place: its own, and its parks'."""
    if place.park is not None:
        return frozenset({place.park})
    inside = (park.name for park in snapshot.parks if Place.of_park(park).within(place))
    return frozenset({place.name, place.label, *inside})
