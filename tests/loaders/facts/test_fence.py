"""An importer bound to a few places brings rows of those; every other row is told where it stands and why."""

from pathlib import Path
from typing import Any

import pytest

from chaingraph.graph.snapshot import Snapshot
from chaingraph.ids import DataVersion, EnterpriseId, ImportId
from chaingraph.model.enterprise import Enterprise
from chaingraph.model.place import Park
from chaingraph.settings import Settings
from chaingraph.store.base.memory import MemoryStore
from chaingraph.store.base.port import ImportBatch
from loaders.run import ImportReport, Terms, load_on

RULES = Settings()
HERE = {"province": "河南省", "city": "新乡市"}
ELSEWHERE = {"province": "江苏省", "city": "扬州市"}


def city() -> MemoryStore:
    """Two parks of one city, a firm in each, and a candidate elsewhere."""
    store = MemoryStore()
    firms = [
        Enterprise(id=EnterpriseId(name), name=name, park=park, **seat)
        for name, park, seat in (("东厂", "东园", HERE), ("西厂", "西园", HERE), ("远厂", None, ELSEWHERE))
    ]
    facts = {"parks": [Park(name="东园", **HERE), Park(name="西园", **HERE)], "enterprises": firms}
    store.write(ImportBatch(id=ImportId("first"), title="名录", facts=facts))
    return store


def brought(
    store: MemoryStore, folder: Path, name: str, text: str, *scope: str, by: str = "东园招商员"
) -> ImportReport:
    """What becomes of a file in the hands of somebody bound to these places."""
    file = folder / f"{name}.csv"
    file.write_text(text, encoding="utf-8")
    version, facts = store.read()
    places = tuple(Snapshot.of(DataVersion(version), facts, {}).place(one) for one in scope)
    return load_on([file], store, Terms(rules=RULES, at="2026-11-26", by=by, within=places))


def of_kind(store: MemoryStore, kind: str) -> list[Any]:
    """The stored facts of a kind."""
    return list(store.read()[1][kind])


def test_a_row_of_another_park_is_refused_with_file_row_column_value_and_rule(tmp_path: Path) -> None:
    store = city()
    text = "企业名称,所在园区,主营产品\n新东厂,东园,隔膜\n新西厂,西园,电芯\n散户,,电芯\n"
    told = brought(store, tmp_path, "企业", text, "东园")
    assert (told.read, told.accepted, told.rejected) == (3, 1, 2)
    issue = told.issues[0]
    assert (issue.file, issue.row, issue.column, issue.value, issue.rule) == (
        "企业.csv",
        3,
        "所在园区",
        "西园",
        "负责范围",
    )
    assert "不在您负责的范围（东园）内" in issue.message
    assert {one.name for one in of_kind(store, "enterprises")} == {"东厂", "西厂", "远厂", "新东厂"}
    assert [(one.product) for one in of_kind(store, "offerings")] == ["隔膜"]


def test_a_firm_of_another_park_is_not_drawn_over_by_a_list_but_a_candidate_may_settle(tmp_path: Path) -> None:
    store = city()
    told = brought(store, tmp_path, "企业", "企业名称,所在园区\n西厂,东园\n远厂,东园\n", "东园")
    assert (told.merged, told.rejected) == (1, 1)
    assert "已在另一园区" in told.issues[0].message
    assert {one.name: one.park for one in of_kind(store, "enterprises")} == {
        "东厂": "东园",
        "西厂": "西园",
        "远厂": "东园",
    }


def test_a_city_holds_its_parks_and_its_firms_without_a_park(tmp_path: Path) -> None:
    told = brought(
        city(), tmp_path, "企业", "企业名称,所在园区,省,市\n甲,西园,,\n乙,,河南省,新乡市\n丙,,江苏省,扬州市\n", "新乡市"
    )
    assert (told.accepted, told.rejected) == (2, 1)
    assert told.issues[-1].column == "市"


@pytest.mark.parametrize(
    ("table", "text", "column"),
    [
        ("园区", "园区名称,省,市\n东园,河南省,新乡市\n西园,河南省,新乡市\n", "园区名称"),
        ("线索", "企业,地点\n远厂,东园\n远厂,西园\n", "地点"),
        ("项目", "项目名称,园区\n一期,东园\n二期,西园\n", "园区"),
        ("主营产品", "企业,产品\n东厂,电芯\n西厂,电芯\n", "企业"),
        ("供应关系", "供应商,采购方\n远厂,东厂\n远厂,西厂\n", "供应商"),
        ("标注", "企业,环节,产业链\n东厂,方形电芯,动力电池\n西厂,方形电芯,动力电池\n", "企业"),
    ],
)
def test_every_table_takes_the_row_within_and_refuses_the_row_outside(
    tmp_path: Path, table: str, text: str, column: str
) -> None:
    told = brought(city(), tmp_path, table, text, "东园")
    assert (told.read, told.rejected, told.accepted + told.merged) == (2, 1, 1)
    assert [(one.row, one.column) for one in told.issues if one.rule == "负责范围"] == [(3, column)]


def test_tables_that_belong_to_every_place_are_refused(tmp_path: Path) -> None:
    store = city()
    told = brought(store, tmp_path, "产业链", "产业链,环节,位置\n新链,头,上游\n", "东园")
    assert (told.accepted, told.rejected) == (0, 1)
    assert "各地共用" in told.issues[0].message
    assert len(store.imports()) == 1


def test_a_row_about_a_firm_whose_own_row_was_refused_is_refused_with_it(tmp_path: Path) -> None:
    store = city()
    (tmp_path / "企业.csv").write_text("企业名称,所在园区\n新西厂,西园\n", encoding="utf-8")
    (tmp_path / "线索.csv").write_text("企业,地点\n新西厂,东园\n", encoding="utf-8")
    facts = store.read()[1]
    place = Snapshot.of(DataVersion("x"), facts, {}).place("东园")
    told = load_on([tmp_path], store, Terms(rules=RULES, at="2026-11-26", by="我", within=(place,)))
    assert (told.rejected, of_kind(store, "leads")) == (2, [])


def test_two_officers_bring_the_same_file_and_each_gets_in_what_is_theirs(tmp_path: Path) -> None:
    store = city()
    text = "企业名称,所在园区\n甲,东园\n乙,西园\n丙,东园\n"
    east = brought(store, tmp_path, "企业", text, "东园")
    west = brought(store, tmp_path, "企业", text, "西园", by="西园招商员")
    assert (east.accepted, west.accepted, west.already_imported) == (2, 1, False)
    assert brought(store, tmp_path, "企业", text, "东园").already_imported
    assert {"甲", "乙", "丙"} <= {one.name for one in of_kind(store, "enterprises")}


def test_a_place_nobody_knows_holds_nothing(tmp_path: Path) -> None:
    told = brought(city(), tmp_path, "企业", "企业名称,所在园区\n甲,东园\n")
    assert (told.accepted, told.rejected) == (0, 1)
