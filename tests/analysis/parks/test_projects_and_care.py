"""Projects with milestones, firms looked after, what is overdue, and a project that lands."""

from datetime import date

import pytest

from chaingraph.analysis.parks.care import plan, rings
from chaingraph.analysis.parks.projects import batches, cards, progress, project_id
from chaingraph.errors import Refused
from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import EnterpriseId, ImportId, ProductId
from chaingraph.model.links import Offering
from chaingraph.model.parks.firms import FirmService, NeedKind, NeedState, Task, Visit
from chaingraph.model.parks.standing import YearlyTarget
from chaingraph.model.place import Park
from chaingraph.model.promotion import Milestone, Project
from chaingraph.service.ask.park.projects import board
from chaingraph.service.decide.projects import find, land
from chaingraph.service.workspace import Workspace
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from tests.api.world import CHAIN, facts
from tests.builders import HERE, chain, firm, snapshot

ON = date(2026, 11, 30)
PARKS = [Park(name="甲园区", **HERE), Park(name="乙园区", **HERE)]


def world(**known: object) -> Snapshot:
    return snapshot(chain(["铜箔"]), [firm("甲厂", park="甲园区", **HERE)], parks=PARKS, **known)  # type: ignore[arg-type]


def test_a_milestone_due_in_a_month_is_late_when_the_month_is_over() -> None:
    found = world(
        projects=[Project(name="p", park="甲园区", batch="建设", due_on="2027")],
        milestones=[
            Milestone(project="p", park="甲园区", name="开工", due_on="2026-10"),
            Milestone(project="p", park="甲园区", name="封顶", due_on="2026-09", done_on="2026-11-01"),
            Milestone(project="p", park="乙园区", name="别的", due_on="2020"),
        ],
    )
    (card,) = cards(found, None, ON)
    assert (card.late_days, [step.late_days for step in card.steps]) == (30, [0, 30])
    assert card.next_step is not None
    assert card.next_step.name == "开工"
    assert [one.what for one in rings(found, found.place("甲园区"), ON)] == ["开工"]
    assert rings(found, found.place("乙园区"), ON) == ()


def test_a_project_that_is_in_production_is_not_late() -> None:
    found = world(projects=[Project(name="p", park="甲园区", status="投产", due_on="2026-01")])
    assert cards(found, None, ON)[0].late_days == 0


def test_yearly_targets_count_projects_of_a_hundred_million_that_began_in_the_year() -> None:
    sizes = (("a", 1e8, "2026-03"), ("b", 99_999_999.0, "2026-03"), ("c", 2e8, "2025-12"), ("d", None, "2026"))
    found = world(
        projects=[Project(name=n, park="甲园区", batch="新开", invest_yuan=v, start_on=on) for n, v, on in sizes],  # type: ignore[arg-type]
        yearly_targets=[
            YearlyTarget(place="子市", year=2026, indicator="亿元以上新开工项目", target=3),
            YearlyTarget(place="甲园区", year=2026, indicator="工业投资", target=5.0, achieved=2.0),
        ],
    )
    everything = cards(found, None, ON)
    counted, said = progress(found, None, everything, ON)
    assert (counted.achieved, counted.counted) == (1.0, True)
    assert (said.achieved, said.counted) == (2.0, False)
    assert [(one.batch, one.projects, one.hundred_million) for one in batches(everything)][1] == ("新开", 4, 2)


def test_needs_and_the_next_visit_ring_once_their_day_is_over() -> None:
    firm_id = EnterpriseId("甲厂")
    found = world(
        firm_services=[
            FirmService(enterprise=firm_id, owner="张某", leader="李某"),
            FirmService(enterprise=firm_id, kind=NeedKind.LAND, need="60 亩", due_on="2026-11-29"),
            FirmService(enterprise=firm_id, kind=NeedKind.POWER, due_on="2020", state=NeedState.DONE),
            FirmService(enterprise=firm_id, kind=NeedKind.FINANCE, due_on="2026-11-30"),
        ],
        visits=[
            Visit(enterprise=firm_id, on="2026-09-01", next_on="2026-10-01"),
            Visit(enterprise=firm_id, on="2026-10-05", by="王某", next_on="2026-11-20"),
        ],
        tasks=[
            Task(place="甲园区", title="报件", due_on="2026-11"),
            Task(place="甲园区", title="b", due_on="2020", done_on="2026"),
        ],
    )
    told = plan(found, 0, ON, lambda _: ())
    assert (told.owner, told.leader, told.open, told.late, told.visit_late_days) == ("张某", "李某", 2, 2, 10)
    assert [(one.kind, one.late_days, one.owner) for one in rings(found, None, ON)] == [
        ("走访", 10, "张某"),
        ("企业诉求", 1, "张某"),
    ]


def office() -> Workspace:
    workspace = Workspace(MemoryStore())
    projects = [
        Project(name="隔膜一期", park="甲园", chain=CHAIN, segment="隔膜", batch="储备"),  # type: ignore[arg-type]
        Project(name="外来", park="甲园", enterprise=EnterpriseId("外地隔膜厂"), chain=CHAIN, segment="隔膜"),  # type: ignore[arg-type]
        Project(name="本地", park="甲园", enterprise=EnterpriseId("本地电芯厂")),
        Project(name="城里", park="子市"),
    ]
    workspace.store.write(
        ImportBatch(id=ImportId("a"), title="a", facts={**facts(), "projects": projects}, at="2026-07-01")
    )
    return workspace


def test_a_gap_with_a_project_is_being_filled_and_one_without_is_told_to_have_none() -> None:
    found = board(office(), "甲园", ON)
    assert [gap.segment for gap in found.filling] == ["隔膜"]
    assert "电解液" in {gap.segment for gap in found.unfilled}


@pytest.mark.parametrize(("name", "parent"), [("隔膜一期", None), ("外来", "外地隔膜厂")])
def test_a_landed_project_becomes_a_firm_of_its_park_on_its_segment(name: str, parent: str | None) -> None:
    workspace = office()
    project = next(one for one in workspace.snapshot().projects if one.name == name)
    made = land(workspace, find(workspace.snapshot(), project_id(project)), by="张某", at="2026-11-30T00:00:00Z")
    after = workspace.snapshot()
    number = after.index[made]
    assert after.enterprises[number].park == "甲园"
    assert after.members(after.place("甲园"))[number]
    assert {tag.key for tag in after.tags.of_firm(number)} == {"隔膜"}
    assert parent is None or after.enterprises[after.index[EnterpriseId(parent)]].park is None
    card = next(one for one in cards(after, None, ON) if one.name == name)
    assert (card.landed, card.enterprise_id, card.status) == (True, made, "落地")
    assert Offering(enterprise=made, product=ProductId("隔膜")).product in {
        one.product for one in after.offerings_of[number]
    }


@pytest.mark.parametrize("name", ["本地", "城里"])
def test_a_firm_that_is_there_and_a_project_without_a_park_do_not_land(name: str) -> None:
    workspace = office()
    project = next(one for one in workspace.snapshot().projects if one.name == name)
    with pytest.raises(Refused):
        land(workspace, project, by="张某", at="2026-11-30T00:00:00Z")
