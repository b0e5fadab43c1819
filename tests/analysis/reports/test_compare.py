"""Places side by side: complements, clashes and shared gaps of a small province, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.analysis.reports.compare import compare
from chaingraph.analysis.targets.apart import apart
from chaingraph.findings.place.compare import ClashKind, Comparison
from chaingraph.graph.places import Place, PlaceKind
from chaingraph.ids import ChainId, EnterpriseId, SegmentKey
from chaingraph.model.place import Park
from chaingraph.model.promotion import Lead, Project
from chaingraph.settings import Settings
from tests.builders import CHAIN, chain, edge, firm, makes, snapshot

RULES = Settings()
GRAPH = chain(
    ["正极材料", "锂电池电芯", "电池包"], [edge("正极材料", "锂电池电芯", 0.4), edge("锂电池电芯", "电池包", 0.6)]
)
REGION = {"province": "甲省", "city": "子市"}
PARKS = [Park(name="包园", **REGION), Park(name="芯园", **REGION), Park(name="空园", **REGION)]
FIRMS = [
    firm("一包", park="包园", **REGION, revenue_yuan=1e9),
    firm("一芯", park="芯园", **REGION, revenue_yuan=5e8),
    firm("二芯", park="芯园", **REGION, revenue_yuan=3e8),
    firm("远正极", province="乙省", city="丑市", revenue_yuan=1e9),
]
OFFERINGS = [
    *makes("一包", "电池包", share=1.0), *makes("一芯", "锂电池电芯", share=1.0),
    *makes("二芯", "锂电池电芯", share=1.0), *makes("远正极", "正极材料", share=1.0),
]  # fmt: skip


def lead(place: str, enterprise: str = "远正极", stage: str = "在谈", segment: str | None = "正极材料") -> Lead:
    key = SegmentKey(segment) if segment else None
    return Lead(enterprise=EnterpriseId(enterprise), place=place, chain=CHAIN, segment=key, stage=stage)


def compared(*names: str, leads: tuple[Lead, ...] = (), projects: tuple[Project, ...] = ()) -> Comparison:
    snap = snapshot(GRAPH, FIRMS, OFFERINGS, parks=PARKS, leads=leads, projects=projects)
    return compare(snap, [snap.place(name) for name in names], GRAPH, RULES)


def test_one_parks_gap_is_anothers_strength_with_its_firms_named() -> None:
    """包园 wants .6 · 1000 m of cells and makes none; 芯园 makes 800 m and wants none."""
    found = compared("包园", "芯园")
    assert [(c.segment, c.needs.name, c.gives.name) for c in found.complements] == [("锂电池电芯", "包园", "芯园")]
    cell = found.complements[0]
    assert (cell.gap_yuan, cell.spare_yuan) == (pytest.approx(6e8), pytest.approx(8e8))
    assert cell.firms == (("一芯", "一芯"), ("二芯", "二芯"))
    assert cell.reason == "包园“锂电池电芯”缺失，每年缺约 6.0 亿元；芯园 有 2 家（一芯、二芯），自用之外约有 8.0 亿元"


def test_standings_count_what_the_matrix_shows() -> None:
    found = compared("包园", "芯园", "空园")
    assert [(s.place.name, s.firms, s.missing) for s in found.standings] == [
        ("包园", 1, 2),
        ("芯园", 2, 2),
        ("空园", 0, 3),
    ]
    assert found.standings[1].specialised == ("锂电池电芯",)


def test_a_segment_two_parks_lack_is_shared_with_the_shorter_first() -> None:
    """包园 wants cathode for the cells it lacks, .4 · 600 m; 芯园 for those it makes, .4 · 800 m."""
    shared = {gap.segment: gap for gap in compared("包园", "芯园").shared_gaps}
    assert [place.name for place in shared["正极材料"].places] == ["芯园", "包园"]
    assert shared["正极材料"].gap_yuan == (pytest.approx(3.2e8), pytest.approx(2.4e8))
    assert shared["正极材料"].known == 1


def test_two_parks_after_one_enterprise_clash_once() -> None:
    found = compared(
        "包园", "芯园", "空园", leads=(lead("包园"), lead("芯园", stage="签约"), lead("空园", stage="放弃"))
    )
    assert [(clash.kind, clash.subject) for clash in found.clashes] == [(ClashKind.ENTERPRISE, "远正极")]
    assert [(chase.place.name, chase.stage) for chase in found.clashes[0].chases] == [
        ("包园", "在谈"),
        ("芯园", "签约"),
    ]
    assert found.clashes[0].reason == "包园、芯园 都在跟进 远正极，宜商定由一家牵头，避免相互抬价"


def test_a_lead_and_a_project_on_one_segment_clash() -> None:
    project = Project(
        name="正极一期", park="芯园", chain=CHAIN, segment=SegmentKey("正极材料"), batch="建设", progress=0.5
    )
    found = compared("包园", "芯园", leads=(lead("包园"),), projects=(project,))
    assert [(clash.kind, clash.subject) for clash in found.clashes] == [(ClashKind.SEGMENT, "正极材料")]
    assert {chase.stage for chase in found.clashes[0].chases} == {"在谈", "建设，进度 50 %"}


def test_a_park_does_not_clash_with_its_own_city_nor_supply_it() -> None:
    found = compared("子市", "包园", leads=(lead("包园"), lead("子市")))
    assert found.clashes == ()
    assert found.complements == ()


PLACES = st.builds(
    lambda park, province, city: Place(kind=PlaceKind.CITY, name="x", park=park, province=province, city=city),
    st.sampled_from([None, "甲园"]), st.sampled_from([None, "甲省"]), st.sampled_from(["子市", "丑市"]),
)  # fmt: skip


@given(PLACES, PLACES)
def test_being_apart_does_not_depend_on_the_order(one: Place, other: Place) -> None:
    assert apart(one, other) == apart(other, one)
    assert not apart(one, one)


def test_what_is_after_another_chain_or_after_nothing_known_is_no_clash() -> None:
    others = [
        Lead(enterprise=EnterpriseId("无"), place=p, chain=ChainId("他链"), stage="在谈") for p in ("包园", "芯园")
    ]
    assert compared("包园", "芯园", leads=tuple(others)).clashes == ()
    projects = [Project(name=p, park=p, enterprise=EnterpriseId("无"), chain=ChainId("他链")) for p in ("包园", "芯园")]
    assert compared("包园", "芯园", projects=tuple(projects)).clashes == ()


def test_a_chain_alone_or_a_firm_that_is_not_listed_clashes_by_its_name() -> None:
    leads = tuple(Lead(enterprise=EnterpriseId("无"), place=p, chain=CHAIN, stage="在谈") for p in ("包园", "芯园"))
    assert [clash.subject for clash in compared("包园", "芯园", leads=leads).clashes] == ["无"]
    projects = tuple(Project(name=p, park=p, enterprise=EnterpriseId("无"), chain=CHAIN) for p in ("包园", "芯园"))
    assert [clash.subject for clash in compared("包园", "芯园", projects=projects).clashes] == ["无"]


def test_a_lead_without_segment_is_after_what_its_firm_makes() -> None:
    leads = (lead("包园", segment=None), lead("芯园", enterprise="新来的"))
    assert [(c.kind, c.subject) for c in compared("包园", "芯园", leads=leads).clashes] == [
        (ClashKind.SEGMENT, "正极材料")
    ]


def test_clashes_on_segments_stand_by_places_and_then_by_name() -> None:
    def after(place: str, name: str, segment: str) -> Lead:
        return lead(place, enterprise=name, segment=segment)

    leads = (
        after("包园", "一", "电池包"), after("芯园", "二", "电池包"),
        after("包园", "三", "正极材料"), after("芯园", "四", "正极材料"), after("空园", "五", "正极材料"),
        after("包园", "六", "锂电池电芯"), after("芯园", "七", "锂电池电芯"),
    )  # fmt: skip
    found = compared("包园", "芯园", "空园", leads=leads).clashes
    assert [clash.subject for clash in found] == ["正极材料", *sorted(["电池包", "锂电池电芯"])]
