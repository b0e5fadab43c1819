"""What a park may give: recovered land and funds with money left are in it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.parks.budget import budget_of
from chaingraph.findings.park.budget import ParkBudget
from chaingraph.model.parks.land import LandState, Parcel
from chaingraph.model.parks.platforms import Fund, FundStage
from chaingraph.model.place import Park
from tests.builders import HERE, chain, snapshot

ON = date(2026, 11, 30)


def budget(land: float | None, parcels: list[Parcel], funds: list[Fund] | None = None, **of: str) -> ParkBudget:
    park = Park(name="甲园区", land_mu=land, fund_yuan=7.0, **HERE)
    found = snapshot(chain(["铜箔"]), [], parks=[park], parcels=parcels, funds=funds or [])
    return budget_of(found, found.place("甲园区"), ON, of.get("chain"))


def parcel(name: str, area: float, **known: object) -> Parcel:
    return Parcel(park="甲园区", name=name, area_mu=area, **known)  # type: ignore[arg-type]


def test_land_taken_back_by_the_day_is_added_and_land_to_come_is_not() -> None:
    parcels = [
        parcel("一", 30.0, recovered_on="2026-11-30"),
        parcel("二", 20.0, recovered_on="2026-12-01"),
        parcel("三", 10.0, state=LandState.RECOVERED),
        parcel("四", 99.0, state=LandState.IDLE),
    ]
    found = budget(100.0, parcels)
    assert (found.resources.land_mu, found.recovered) == (140.0, ("一", "三"))
    assert budget(None, parcels).resources.land_mu == 40.0
    assert budget(None, []).resources.land_mu is None


def test_funds_of_the_place_that_invest_stand_in_for_the_parks_own_number() -> None:
    funds = [
        Fund(name="市基金", place="子市", stage=FundStage.INVESTING, size_yuan=10.0, committed_yuan=4.0),
        Fund(name="园基金", place="甲园区", stage=FundStage.INVESTING, size_yuan=5.0, committed_yuan=5.0),
        Fund(name="筹备", place="甲园区", stage=FundStage.PLANNED, size_yuan=50.0, committed_yuan=0.0),
        Fund(name="外地", place="丑市", stage=FundStage.INVESTING, size_yuan=50.0, committed_yuan=0.0),
        Fund(name="别链", place="子市", stage=FundStage.INVESTING, size_yuan=5.0, committed_yuan=0.0, chains=("轮胎",)),  # type: ignore[arg-type]
    ]
    found = budget(1.0, [], funds, chain="电池")
    assert [one.name for one in found.funds] == ["园基金", "市基金"]
    assert found.resources.fund_yuan == 6.0
    assert budget(1.0, []).resources.fund_yuan == 7.0


@given(st.lists(st.floats(0, 1e4), max_size=5), st.floats(0, 1e4))
def test_recovering_land_never_lowers_the_budget(areas: list[float], land: float) -> None:
    parcels = [parcel(str(n), area, state=LandState.RECOVERED) for n, area in enumerate(areas)]
    found = budget(land, parcels).resources.land_mu
    assert found is not None
    assert found >= land
