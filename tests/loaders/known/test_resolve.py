"""One enterprise is one enterprise however it is written, and two stay two; every merge and conflict is told."""

from pathlib import Path

from chaingraph.store.base.memory import MemoryStore
from tests.loaders.files import GOOD_USCC, OTHER_USCC, csv, enterprises, facts, loaded, only

HEAD = "企业名称,统一社会信用代码,市,从业人数\n"


def test_spellings_of_one_name_merge_and_the_merge_is_told(tmp_path: Path) -> None:
    store = MemoryStore()
    rows = "新鄉市甲（集團）有限公司,,新乡市,10\n新乡市甲(集团) 有限公司,,,20\n"
    report = loaded(csv(tmp_path, "企业.csv", HEAD + rows), store=store)
    assert (report.accepted, report.merged) == (1, 1)
    (one,) = enterprises(store).values()
    assert (one.employees, one.city) == (20, "新乡市")
    issue = only(report, "同一企业")
    assert issue.severity == "合并"
    assert "从业人数 不一致" in issue.message


def test_a_later_file_merges_into_the_store_by_code(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "一.csv", HEAD + f"甲公司,{GOOD_USCC},新乡市,10\n"), store=store)
    report = loaded(csv(tmp_path, "二.csv", HEAD + f"甲公司,{GOOD_USCC},,30\n"), store=store)
    assert (report.accepted, report.merged) == (0, 1)
    one = enterprises(store)["甲公司"]
    assert (one.id, one.city, one.employees) == (GOOD_USCC, "新乡市", 30)


def test_a_code_learnt_later_joins_the_firm_known_by_name(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "一.csv", HEAD + "甲公司,,新乡市,10\n"), store=store)
    before = enterprises(store)["甲公司"].id
    loaded(csv(tmp_path, "二.csv", HEAD + f"甲公司,{GOOD_USCC},,\n"), store=store)
    (one,) = enterprises(store).values()
    assert (one.id, one.uscc) == (before, GOOD_USCC)


def test_one_name_in_two_cities_is_two_firms(tmp_path: Path) -> None:
    store = MemoryStore()
    loaded(csv(tmp_path, "企业.csv", HEAD + "甲公司,,新乡市,\n甲公司,,郑州市,\n"), store=store)
    assert len(facts(store, "enterprises")) == 2


def test_two_names_with_one_code_conflict_and_the_second_is_rejected(tmp_path: Path) -> None:
    store = MemoryStore()
    rows = f"甲公司,{GOOD_USCC},,\n乙公司,{GOOD_USCC},,\n"
    report = loaded(csv(tmp_path, "企业.csv", HEAD + rows), store=store)
    assert (report.accepted, report.rejected) == (1, 1)
    issue = only(report, "一码两名")
    assert (issue.severity, issue.row, issue.value) == ("冲突", 3, GOOD_USCC)
    assert list(enterprises(store)) == ["甲公司"]


def test_one_name_with_two_codes_stays_two_firms_and_is_listed(tmp_path: Path) -> None:
    store = MemoryStore()
    rows = f"甲公司,{GOOD_USCC},,\n甲公司,{OTHER_USCC},,\n"
    report = loaded(csv(tmp_path, "企业.csv", HEAD + rows), store=store)
    assert (report.accepted, report.rejected) == (2, 0)
    assert only(report, "一名两码").severity == "冲突"
    assert {one.id for one in facts(store, "enterprises")} == {GOOD_USCC, OTHER_USCC}


def test_a_reference_two_firms_answer_to_is_rejected_with_the_choices(tmp_path: Path) -> None:
    csv(tmp_path, "企业.csv", HEAD + f"甲公司,{GOOD_USCC},,\n甲公司,{OTHER_USCC},,\n乙公司,,,\n")
    csv(tmp_path, "供应关系.csv", f"供应商,采购方\n甲公司,乙公司\n{OTHER_USCC},乙公司\n")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert [link.supplier for link in facts(store, "supply_links")] == [OTHER_USCC]
    issue = only(report, "企业须唯一")
    assert len(issue.suggestions) == 2
    assert all("甲公司（" in choice for choice in issue.suggestions)


def test_a_row_that_may_be_either_of_two_firms_is_rejected(tmp_path: Path) -> None:
    rows = "甲公司,,新乡市,\n甲公司,,郑州市,\n甲公司,,,5\n"
    report = loaded(csv(tmp_path, "企业.csv", HEAD + rows))
    assert (report.accepted, report.rejected) == (2, 1)
    assert only(report, "同名多家").severity == "冲突"


def test_a_firm_in_a_park_takes_its_region_only_where_it_has_none(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", "园区名称,省,市,区县\n北站园,河南省,新乡市,牧野区\n")
    csv(
        tmp_path, "企业.csv", "企业名称,所在园区,省,市\n甲公司,北站园,,\n乙公司,北站园,江苏,扬州\n丙公司,北站园,河南,\n"
    )
    store = MemoryStore()
    loaded(tmp_path, store=store)
    regions = {name: one.region for name, one in enterprises(store).items()}
    assert regions == {
        "甲公司": "河南省/新乡市/牧野区",
        "乙公司": "江苏省/扬州市",
        "丙公司": "河南省/新乡市/牧野区",
    }


def test_a_city_outside_its_province_is_left_unknown_and_told(tmp_path: Path) -> None:
    store = MemoryStore()
    report = loaded(csv(tmp_path, "企业.csv", "企业名称,省,市\n甲公司,河南,扬州\n"), store=store)
    assert enterprises(store)["甲公司"].region == "河南省"
    assert only(report, "行政区划").severity == "提示"


def test_ids_do_not_depend_on_other_rows(tmp_path: Path) -> None:
    first, second = MemoryStore(), MemoryStore()
    loaded(csv(tmp_path, "一.csv", HEAD + "甲公司,,新乡市,\n"), store=first)
    loaded(csv(tmp_path, "二.csv", HEAD + "乙公司,,,\n甲公司,,新乡市,\n"), store=second)
    assert enterprises(first)["甲公司"].id == enterprises(second)["甲公司"].id


def test_near_names_are_near_in_what_is_their_own(tmp_path: Path) -> None:
    csv(tmp_path, "企业.csv", "企业名称\n天力锂能集团股份有限公司\n天能电池（新乡）有限公司\n丙集团股份有限公司\n")
    csv(tmp_path, "主营产品.csv", "企业,产品\n天能电池集团股份有限公司,铅炭电池\n")
    assert only(loaded(tmp_path), "企业须已知").suggestions == ("天能电池（新乡）有限公司",)
