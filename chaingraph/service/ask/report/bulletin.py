"""The monthly bulletin: what changed in every place of ours within a month."""

import re
from dataclasses import dataclass

from chaingraph.analysis.reports.bulletin import place_months
from chaingraph.errors import Refused
from chaingraph.findings.report.bulletin import Bulletin
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.dates import day_of
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.port import ImportRecord

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
MOST_CITIES = 10


@dataclass(frozen=True, slots=True)
class _Month:
    """Imports before and within a month; within is what the month brought."""

    before: tuple[ImportRecord, ...]
    within: tuple[ImportRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A month's two ends; ``first`` says that there was nothing before it, so that nothing can be compared."""

    before: Snapshot
    now: Snapshot
    first: bool


def turn_of(workspace: Workspace, month: str) -> Turn:
    """The store as it was when the month ``YYYY-MM`` (Chinese time) began and when it ended.

    Raises Refused when the month is not one, or nothing had been imported by its end.
    """
    if not MONTH.fullmatch(month):
        raise Refused(f"月份“{month}”不是 年-月，例如 2026-11")
    records = workspace.store.imports()
    split = _split(records, month)
    if not split.before and not split.within:
        raise Refused(f"{month} 以前没有导入过数据，出不了月通报")
    last = max(record.sequence for record in (*split.before, *split.within))
    newest = last == max(record.sequence for record in records)
    started = max((record.sequence for record in split.before), default=0)
    before = workspace.snapshot_at(started) if split.before and split.within else None
    now = workspace.snapshot() if newest else workspace.snapshot_at(last)
    return Turn(before=now if before is None else before, now=now, first=not split.before)


def bulletin(workspace: Workspace, month: str) -> Bulletin:
    """What the month changed in every place of ours. Raises Refused as ``turn_of`` does."""
    turn = turn_of(workspace, month)
    return Bulletin(
        month=month,
        places=place_months(turn.before, turn.now, our_places(turn.now), workspace.rules),
        first=turn.first,
        as_of=turn.now.as_of,
        data_version=turn.now.version,
    )


def our_places(snapshot: Snapshot) -> tuple[Place, ...]:
    """Parks by name and the cities they are in; without parks the cities with most firms."""
    parks = tuple(snapshot.place(park.name) for park in snapshot.parks)
    cities: set[tuple[str | None, str | None]] = {(park.province, park.city) for park in snapshot.parks if park.city}
    if not parks:
        count: dict[tuple[str | None, str | None], int] = {}
        for firm in snapshot.enterprises:
            if firm.city and not firm.pool:
                count[firm.province, firm.city] = count.get((firm.province, firm.city), 0) + 1
        ranked = sorted(count, key=lambda city: (-count[city], city[1] or "", city[0] or ""))
        cities = set(ranked[:MOST_CITIES])
    paths = sorted("/".join(part for part in city if part) for city in cities)
    found = [snapshot.place(path) for path in paths]
    return (*(place for place in found if place.kind is PlaceKind.CITY), *sorted(parks, key=lambda p: p.name))


def _split(records: tuple[ImportRecord, ...], month: str) -> _Month:
    before = tuple(record for record in records if day_of(record.at)[:7] < month)
    within = tuple(record for record in records if day_of(record.at)[:7] == month)
    return _Month(before, within)
