"""What a place may give: land and recovered land, plants, and funds with money left."""

from collections.abc import Iterator, Sequence
from datetime import date

from chaingraph.analysis.parks.days import last_day
from chaingraph.errors import Refused
from chaingraph.findings.move.portfolio import Resources
from chaingraph.findings.park.budget import OpenFund, ParkBudget
from chaingraph.graph.places import Place
from chaingraph.graph.snapshot import Snapshot
from chaingraph.model.parks.land import LandState, Parcel
from chaingraph.model.parks.platforms import Fund, FundStage
from chaingraph.units import wan


def budget_of(snapshot: Snapshot, place: Place, on: date, chain: str | None = None) -> ParkBudget:
    """The budget of a park; a region has no land or plant of its own, but its funds. O(parcels + funds).

    land = land on record + land recovered, known when either is
    """
    park = next((one for one in snapshot.parks if one.name == place.park), None)
    back = recovered(snapshot, place, on)
    more = sum(one.area_mu or 0.0 for one in back)
    funds = tuple(open_funds(snapshot, place, chain))
    free = [one.free_yuan for one in funds if one.free_yuan is not None]
    land = park.land_mu if park else None
    money = park.fund_yuan if park else None
    return ParkBudget(
        land_mu=land,
        recovered_mu=more,
        recovered=tuple(one.name for one in back),
        plant_m2=park.plant_m2 if park else None,
        fund_yuan=money,
        funds=funds,
        resources=Resources(
            land_mu=land if land is None and not more else (land or 0.0) + more,
            plant_m2=park.plant_m2 if park else None,
            fund_yuan=sum(free) if free and park else money,
        ),
    )


def recovered(snapshot: Snapshot, place: Place, on: date) -> Sequence[Parcel]:
    """Parcels of the park taken back by the day, by name."""
    own = (one for one in snapshot.facts["parcels"] if one.park == place.park and place.park is not None)
    return sorted((one for one in own if _is_back(one, on)), key=lambda one: one.name)


def _is_back(parcel: Parcel, on: date) -> bool:
    if parcel.recovered_on:
        return last_day(parcel.recovered_on) <= on
    return parcel.state is LandState.RECOVERED


def open_funds(snapshot: Snapshot, place: Place, chain: str | None = None) -> Iterator[OpenFund]:
    """Funds in their investing stage that are bound to the place or a region around it, and to the chain or to none."""
    for fund in sorted(snapshot.facts["funds"], key=lambda one: one.name):
        fits = chain is None or not fund.chains or chain in fund.chains
        if fund.stage is FundStage.INVESTING and fits and _reaches(snapshot, fund, place):
            yield _opened(fund)


def _reaches(snapshot: Snapshot, fund: Fund, place: Place) -> bool:
    if fund.place is None:
        return False
    try:
        return place.within(snapshot.place(fund.place))
    except Refused:
        return False


def _opened(fund: Fund) -> OpenFund:
    known = fund.size_yuan is not None and fund.committed_yuan is not None
    return OpenFund(
        name=fund.name,
        stage=str(fund.stage) if fund.stage else None,
        size_yuan=fund.size_yuan,
        committed_yuan=fund.committed_yuan,
        free_yuan=(fund.size_yuan or 0.0) - (fund.committed_yuan or 0.0) if known else None,
        source=fund.evidence.source,
    )


def package(snapshot: Snapshot, place: Place, chain: str, on: date) -> tuple[str, ...]:
    """What a firm of the chain could be offered in the place: land and plants of the parks that stand for the chain,
    and funds with money left, in words. Facts to talk about; nothing of it is part of any score."""
    parks = [park for park in snapshot.parks if chain in park.chains and Place.of_park(park).within(place)]
    seats = [Place.of_park(park) for park in parks]
    offers = (_offer(seat.name, budget_of(snapshot, seat, on, chain)) for seat in seats)
    funds = {one.name: one for where in (place, *seats) for one in open_funds(snapshot, where, chain)}
    money = (f"{one.name}规模 {wan(one.size_yuan)}，余 {wan(one.free_yuan)}" for _, one in sorted(funds.items()))
    return (*filter(None, offers), *money)


def _offer(park: str, budget: ParkBudget) -> str:
    """Land and plants of one park; empty where neither is known."""
    land, plant = budget.resources.land_mu, budget.plant_m2
    known = [f"可用净地 {land:,.0f} 亩"] if land is not None else []
    known += [f"标准厂房 {plant:,.0f} ㎡"] if plant is not None else []
    return f"{park}{'、'.join(known)}" if known else ""
