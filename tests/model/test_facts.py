"""Facts that cannot be true do not exist, and those that can survive their codec."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.errors import InvalidFact
from chaingraph.model.chain import Segment, SegmentInput
from chaingraph.model.enterprise import Enterprise, RegistrationStatus, Role, Signal
from chaingraph.model.kinds import KIND_BY_NAME, KINDS, evidence_cache
from chaingraph.model.links import Offering, SupplyLink
from chaingraph.model.place import Roster
from chaingraph.model.promotion import Lead, Project
from chaingraph.model.provenance import Certainty, Evidence
from chaingraph.units import date_text

TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=12)
FIRMS = st.builds(
    Enterprise,
    id=TEXT,
    name=TEXT.filter(str.strip),
    revenue_yuan=st.none() | st.floats(0, 1e13),
    employees=st.none() | st.integers(0, 10**6),
    qualifications=st.lists(TEXT, max_size=3).map(tuple),
    roles=st.lists(st.builds(Role, kind=st.sampled_from(["龙头", "链主"]), chain=st.none() | TEXT), max_size=2).map(
        tuple
    ),
    signals=st.lists(st.builds(Signal, kind=TEXT, on=st.none() | st.just("2024-02")), max_size=2).map(tuple),
    notes=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    status=st.none() | st.sampled_from(RegistrationStatus),
    former_names=st.lists(TEXT, max_size=2).map(tuple),
    main_share_year=st.none() | st.integers(1900, 2100),
    insured_staff=st.none() | st.integers(0, 10**6),
    pool=st.booleans(),
    evidence=st.builds(Evidence, source=st.none() | TEXT, as_of=st.none() | st.just("2024"), origin=st.just("f/s/1")),
)


@given(FIRMS)
def test_an_enterprise_survives_its_row(enterprise: Enterprise) -> None:
    kind = KIND_BY_NAME["enterprises"]
    assert kind.decode(kind.encode(enterprise), evidence_cache()) == enterprise


def test_every_kind_has_columns_and_a_key_among_its_fields() -> None:
    for kind in KINDS:
        names = [column.name for column in kind.columns]
        assert set(kind.key) <= set(names), kind.name
        assert kind.column_names[-3:] == ("source", "as_of", "origin")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Enterprise(id="a", name=" "), "企业名称为空"),
        (lambda: Enterprise(id="a", name="甲", revenue_yuan=-1.0), "营业收入 -1 不是非负数"),
        (lambda: Enterprise(id="a", name="甲", founded_on="2023-02-29"), "不是真实存在的日期"),
        (lambda: Enterprise(id="a", name="甲", main_share_year=20), "主营占比年份 20 不在 1900 到 2100 之间"),
        (lambda: Enterprise(id="a", name="甲", insured_staff=-1), "参保人数 -1 不是非负数"),
        (lambda: Segment(chain="c", key="k", name="n", material_ratio=1.5), "材料成本占比 1.5 不在 0 到 1 之间"),
        (lambda: Roster(place=" "), "名录口径的地区为空"),
        (lambda: Offering(enterprise="a", product="p", share=1.2), "产品占比 1.2 不在 0 到 1 之间"),
        (lambda: SupplyLink(supplier="a", buyer="a"), "同一家企业"),
        (lambda: SegmentInput(chain="c", input="x", output="x"), "不能是自己的上游"),
        (
            lambda: SegmentInput(chain="c", input="x", output="y", cost_share=0.5, cost_share_high=0.2),
            "下限 0.5 大于上限 0.2",
        ),
        (lambda: Role(kind="老大"), "角色“老大”不是"),
        (lambda: Lead(enterprise="a", place="p", stage="想想"), "阶段“想想”不是"),
        (lambda: Project(name="p", park="q", batch="先建"), "批次“先建”不是"),
        (lambda: Evidence(as_of="去年"), "数据截至 “去年”"),
    ],
)
def test_a_fact_that_cannot_be_true_is_refused_with_its_value(make, message: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(InvalidFact, match=message):
        make()


def test_dates_follow_the_calendar() -> None:
    assert [date_text(d) for d in ("2024", "2024-02", "2024-02-29")] == ["2024", "2024-02", "2024-02-29"]
    for wrong in ("2023-02-29", "1900-02-29", "2024-13", "2024-2-1", "24-01-01", "0000"):
        with pytest.raises(InvalidFact):
            date_text(wrong)


def test_certainty_is_read_from_the_source() -> None:
    found = [Evidence(source=s).certainty for s in (None, "年报", "官网（待核实）", "演示数据，待核实")]
    assert found == [Certainty.UNSOURCED, Certainty.STATED, Certainty.UNVERIFIED, Certainty.DEMO]


def test_a_value_that_only_a_newer_version_knows_is_refused_by_name() -> None:
    kind = KIND_BY_NAME["enterprises"]
    known = kind.encode(Enterprise(id="a", name="甲", status=RegistrationStatus.REVOKED, roles=(Role(kind="龙头"),)))
    for name, value, message in (
        ("status", "休眠", "“休眠”不是 存续、在业、迁出、停业、清算、吊销、注销 之一"),
        ("roles", '[{"kind":"龙头","rank":1}]', "Role 的 rank 由更新的版本写成"),
    ):
        row = [value if column == name else at for column, at in zip(kind.column_names, known, strict=True)]
        with pytest.raises(InvalidFact, match=message):
            kind.decode(row, evidence_cache())
