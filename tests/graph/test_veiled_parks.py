"""Another park's land, firms looked after and tasks are nobody else's business; what is compared stays."""

from chaingraph.graph.veil import veiled
from chaingraph.model.parks.firms import FirmService, NeedKind, Task, Visit
from chaingraph.model.parks.land import Parcel
from chaingraph.model.parks.standing import Factor, ParkFactor
from chaingraph.model.place import Park
from chaingraph.model.promotion import Milestone
from tests.builders import HERE, chain, firm, snapshot


def test_only_the_visitors_own_work_is_seen_and_what_is_compared_stays() -> None:
    parks = [Park(name=name, **HERE) for name in ("东园区", "西园区")]
    firms = [firm("甲厂", park="东园区", **HERE), firm("乙厂", park="西园区", **HERE)]
    whole = snapshot(
        chain(["铜箔"]),
        firms,
        parks=parks,
        parcels=[Parcel(park=name, name="一号") for name in ("东园区", "西园区")],
        milestones=[Milestone(project="p", park=name, name="开工") for name in ("东园区", "西园区")],
        tasks=[Task(place=name, title="报件") for name in ("东园区", "西园区")],
        firm_services=[FirmService(enterprise=one.id, kind=NeedKind.LAND) for one in firms],
        visits=[
            Visit(enterprise=firms[0].id, on="2026-01-01"),
            Visit(enterprise=firms[0].id, on="2026-01-01", by="a", place="西园区"),
        ],
        park_factors=[ParkFactor(park=name, factor=Factor.PLANT, year=2026) for name in ("东园区", "西园区")],
    )
    seen = veiled(whole, (whole.place("西园区"),)).facts
    assert [one.park for one in seen["parcels"]] == ["西园区"]
    assert [one.park for one in seen["milestones"]] == ["西园区"]
    assert [one.place for one in seen["tasks"]] == ["西园区"]
    assert [one.enterprise for one in seen["firm_services"]] == ["乙厂"]
    assert [one.by for one in seen["visits"]] == ["a"]
    assert len(seen["park_factors"]) == 2
