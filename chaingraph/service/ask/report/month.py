"""The month's pack of a place, as it stood when the month ended."""

from collections.abc import Callable
from datetime import date

from chaingraph.analysis.parks.care import rings
from chaingraph.analysis.parks.days import last_day
from chaingraph.analysis.parks.projects import cards
from chaingraph.analysis.reports.bulletin import place_months
from chaingraph.analysis.reports.month import pack
from chaingraph.analysis.reports.month.grounds import MonthGrounds
from chaingraph.errors import Refused
from chaingraph.findings.report.month import MonthPack
from chaingraph.findings.rule.periods import period_end
from chaingraph.findings.rule.ranking import Ranking
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.dates import day_of
from chaingraph.service.ask.park.park import everywhere
from chaingraph.service.ask.report.bulletin import our_places, turn_of
from chaingraph.service.ask.rule.assessment import ranking
from chaingraph.service.ask.rule.land import book_of
from chaingraph.service.ask.rule.schemes import periods_of, scheme_of
from chaingraph.service.decide.own_place import own_place
from chaingraph.service.workspace import Workspace


def last_full_month(workspace: Workspace, today: date) -> str:
    """The last month that is over, where anything was imported by its end; else that of the first import."""
    full = f"{today.year - (today.month == 1):04d}-{(today.month - 2) % 12 + 1:02d}"
    days = sorted(day for record in workspace.store.imports() if (day := day_of(record.at)))
    return full if not days or days[0][:7] <= full else days[0][:7]


def month_pack(
    workspace: Workspace,
    today: date,
    month: str = "",
    place: str | None = None,
    keep: Callable[[Place], bool] = everywhere,
) -> MonthPack:
    """The pack of a month, by default the last full one; of a place, by default the store's own, all for an empty name.

    Raises Refused for what is no month or lies before all data, UnknownName for a place that is none.
    """
    own = own_place(workspace.store)
    name = place if place is not None else own.place if own else ""
    asked = month or last_full_month(workspace, today)
    turn = turn_of(workspace, asked)
    now, ends = turn.now, min(last_day(asked), max(today, last_day(asked).replace(day=1)))
    where = now.place(name) if name else None
    parks = [park for park in now.parks if _asked(Place.of_park(park), where, keep)]
    places = [one for one in our_places(now) if keep(one) and (where is None or one.within(where))]
    if where is not None and where.name not in {one.name for one in places}:
        places.append(where)
    names = frozenset({park.name for park in parks} | ({where.name, where.label} if where else _cities(places)))
    return pack.month_pack(
        MonthGrounds(
            month=asked,
            ends=ends,
            place=where,
            parks=sorted(parks, key=lambda park: park.name),
            names=names,
            moves=place_months(turn.before, now, places, workspace.rules),
            first=turn.first,
            snapshot=now,
            ranking=_ranking(workspace, now, ends),
            land=book_of(now, name or None, ends),
            cards=[card for card in cards(now, where, ends) if _may(now, card.park, keep)],
            rings=rings(now, where, ends),
        )
    )


def _asked(park: Place, where: Place | None, keep: Callable[[Place], bool]) -> bool:
    return keep(park) and (where is None or park.within(where))


def _cities(places: list[Place]) -> set[str]:
    return {name for one in places for name in (one.name, one.label)}


def _may(snapshot: Snapshot, park: str, keep: Callable[[Place], bool]) -> bool:
    try:
        return keep(snapshot.place(park))
    except Refused:
        return keep is everywhere


def _ranking(workspace: Workspace, snapshot: Snapshot, ends: date) -> Ranking | None:
    """The last assessment whose period was over by the day; None where there is none, or no one scheme to take."""
    try:
        scheme = scheme_of(snapshot, workspace.rules)
        over = [period for period in periods_of(snapshot, scheme) if period_end(period) <= ends]
        return ranking(workspace, over[-1], scheme.name, facts=snapshot) if over else None
    except Refused:
        return None
