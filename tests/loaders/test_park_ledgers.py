"""Ledgers of parks as offices keep them: titles, merged names, 亿元, dates such as 2025.6, a column for each factor."""

from decimal import Decimal
from pathlib import Path

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from chaingraph.model.parks.assessment import Direction, Indicator, ValueOrigin
from chaingraph.model.parks.land import CausePeriod, IdleCause, LandState
from chaingraph.model.parks.platforms import FundStage, PlatformKind, PlatformState
from chaingraph.model.parks.standing import Checklist, Factor, ParkStatus
from chaingraph.store.base.memory import MemoryStore
from loaders.cells.ledgers import exact_yuan
from tests.loaders.files import csv, facts, loaded, only, xlsx

PARKS = "园区名称,省,市\n北站园区,河南省,新乡市\n平原园区,河南省,新乡市\n"
LAND_HEAD = (
    "序号", "园区", "地块名称", "土地使用权人", "面积（亩）", "成交价款（亿元）", "出让时间", "约定开工时间",
    "实际开工时间", "利用状态", "未动工原因", "原因起止",
)  # fmt: skip


def land_ledger(path: Path) -> Path:
    """A ledger with a title, a unit line, park names merged down and a total."""
    rows = [
        [1, "北站园区", "站前路以北", "某某电池有限公司", 85.5, "0.2568", "2022.6", "2023.6", "", "供而未用",
         "企业自身原因", ""],
        [2, "", "站前路以南", "", "120", 0.36, "2022年6月1日", "2023.6.1", "2024.3", "已开工建设", "", ""],
        [3, "平原园区", "滨河路东侧", "", 60, "1,200万元", "2021/3/5", "2022-03-05", "", "闲置", "政府",
         "政府原因：2022.5-2023.2；不可抗力 2023年3月1日至2023年4月30日"],
    ]  # fmt: skip
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range(0, 0, 0, 11, "新乡市闲置土地台账（截至2025年6月）")
        sheet.write_row(1, 0, ["", "", "", "", "", "单位：亩、亿元"])
        sheet.write_row(2, 0, LAND_HEAD)
        for number, row in enumerate(rows, start=3):
            sheet.write_row(number, 0, row)
        sheet.merge_range(3, 1, 4, 1, "北站园区")
        sheet.write_row(6, 0, ["", "合计", "", "", 265.5])
    return path


def test_a_land_ledger_with_titles_and_merged_parks_loads_whole(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    land_ledger(tmp_path / "台账.xlsx")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert report.tables["parcels"]["accepted"] == 3
    first, second, third = sorted(facts(store, "parcels"), key=lambda one: one.area_mu, reverse=True)
    assert (first.park, first.name, first.price_yuan) == ("北站园区", "站前路以南", Decimal("36000000.00"))
    assert (first.agreed_start, first.actual_start, first.state) == ("2023-06-01", "2024-03", LandState.IN_USE)
    assert (second.price_yuan, second.agreed_start, second.cause) == (Decimal("25680000"), "2023-06", IdleCause.FIRM)
    assert second.enterprise is not None
    assert (third.park, third.price_yuan, third.state) == ("平原园区", Decimal("12000000"), LandState.IDLE)
    assert third.causes == (
        CausePeriod(cause="政府", since="2022-05", until="2023-02"),
        CausePeriod(cause="不可抗力", since="2023-03-01", until="2023-04-30"),
    )
    assert third.evidence.as_of == "2025-06"


def factor_ledger(path: Path) -> Path:
    """A ledger with a pair of columns under each factor."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("六大要素")
        sheet.merge_range(0, 0, 0, 7, "专业园区六大要素进展情况表（2025年6月）")
        for column, text in ((2, "净地收储（亩）"), (4, "标准厂房（万㎡）"), (6, "产业基金（亿元）")):
            sheet.merge_range(1, column, 1, column + 1, text)
        sheet.merge_range(1, 0, 2, 0, "序号")
        sheet.merge_range(1, 1, 2, 1, "园区")
        sheet.write_row(2, 2, ["年度目标", "累计完成"] * 3)
        sheet.write_row(3, 0, [1, "北站园区", 500, 320, 8, 4.2, 2, 0])
        sheet.write_row(4, 0, [2, "平原园区", 300, "—", 5, 1, "", ""])
        sheet.write_row(5, 0, ["", "合计", 800, 320, 13, 5.2, 2, 0])
    return path


def test_a_ledger_with_a_pair_of_columns_for_each_factor_is_unfolded(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    factor_ledger(tmp_path / "要素.xlsx")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert report.rejected == 3
    found = {(one.park, one.factor): one for one in facts(store, "park_factors")}
    assert set(found) == {("北站园区", factor) for factor in (Factor.LAND_BANK, Factor.PLANT, Factor.FUND)} | {
        ("平原园区", Factor.LAND_BANK),
        ("平原园区", Factor.PLANT),
    }
    plant = found["北站园区", Factor.PLANT]
    assert (plant.year, plant.quarter, plant.target, plant.achieved) == (2025, 2, 80_000.0, 42_000.0)
    assert (found["北站园区", Factor.FUND].target, found["北站园区", Factor.FUND].achieved) == (20_000.0, 0.0)
    assert found["平原园区", Factor.LAND_BANK].achieved is None


def test_a_list_of_parks_with_land_plant_and_fund_stays_a_list_of_parks(tmp_path: Path) -> None:
    head = "园区名称,省,市,可用净地(亩),标准厂房(㎡),产业基金(万元)\n"
    report = loaded(csv(tmp_path, "表.csv", head + "北站园区,河南,新乡,3,4,5\n"), store=(store := MemoryStore()))
    assert (report.accepted, facts(store, "parks")[0].plant_m2) == (1, 4.0)


def test_platforms_and_funds_load_with_words_segments_and_money(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    csv(
        tmp_path,
        "平台.csv",
        "平台名称,所属园区,平台类别,状态,投用时间,在孵企业,研究方向,服务环节,人才需求\n"
        "某某研究院,北站园区,省级重点实验室,已投用,2021.6,12,三元正极材料；固态电池,动力电池/方形电芯；没有的环节,博士2名\n",
    )
    csv(tmp_path, "基金.csv", "基金名称,投向地区,所处阶段,总规模(亿元),已投金额(亿元)\n某某基金,新乡市,已运营,5,1.2\n")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    (platform,), (fund,) = facts(store, "platforms"), facts(store, "funds")
    assert (platform.kind, platform.state, platform.incubated) == (PlatformKind.INNOVATION, PlatformState.RUNNING, 12)
    assert (platform.works_on, len(platform.segments)) == (("三元正极材料", "固态电池"), 1)
    assert only(report, "环节须已知").message.endswith("未采用") or "未采用" in only(report, "环节须已知").message
    assert (fund.stage, fund.size_yuan, fund.committed_yuan) == (FundStage.INVESTING, 5e8, 1.2e8)


def test_checklists_and_scores_with_a_column_for_each_entry_are_unfolded(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    xlsx(
        tmp_path,
        "清单.xlsx",
        {
            "五个一": [
                ["2026年3月五个一落实情况"],
                ["序号", "园区", "一个专班", "一个规划"],
                [1, "北站园区", "√", "2025.6"],
                [2, "平原园区", "", "√"],
            ],
            "考评数据": [
                ["2026年上半年考评数据"],
                ["序号", "园区", "考评期", "增加值增速（%）", "亿元项目数（个）"],
                [1, "北站园区", "2026年上半年", 9.5, 3],
                [2, "平原园区", "2026年上半年", 7, 1],
            ],
        },
    )
    store = MemoryStore()
    loaded(tmp_path, store=store)
    done = {(one.park, one.entry): one.done_on for one in facts(store, "park_checks")}
    assert done == {
        ("北站园区", "一个专班"): "2026-03",
        ("北站园区", "一个规划"): "2025-06",
        ("平原园区", "一个规划"): "2026-03",
    }
    assert {one.checklist for one in facts(store, "park_checks")} == {Checklist.FIVE_ONES}
    values = {(one.park, one.indicator): (one.period, one.value) for one in facts(store, "assessments")}
    assert values["北站园区", "增加值增速"] == ("2026-H1", 9.5)
    assert len(values) == 4


def test_standing_scheme_and_results_load(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    csv(tmp_path, "园区动态.csv", "园区,变动日期,类别,变动原因\n北站园区,2020年3月,专业,首批命名\n")
    csv(
        tmp_path,
        "考评指标.csv",
        "一级指标,指标名称,分值,指标性质,取数方式\n质量,增速,30,正向,填报\n质量,能耗,10,负向,系统\n",
    )
    csv(tmp_path, "考评结果.csv", "园区,考评年度,得分,等次,排名\n北站园区,2025年度,86.5,良好,第2名\n")
    store = MemoryStore()
    loaded(tmp_path, store=store)
    (standing,) = facts(store, "park_statuses")
    assert (standing.on, standing.status) == ("2020-03", ParkStatus.SPECIALISED)
    found: dict[str, Indicator] = {one.name: one for one in facts(store, "indicators")}
    assert (found["能耗"].direction, found["能耗"].origin) == (Direction.DOWN, ValueOrigin.COMPUTED)
    assert (found["增速"].scheme, found["增速"].weight) == ("年度考评", 30.0)
    (result,) = facts(store, "assessment_results")
    assert (result.period, result.rank, result.score) == ("2025", 2, 86.5)


def test_services_visits_tasks_and_milestones_load(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    csv(tmp_path, "企业.csv", "企业名称,所在园区\n某某电池有限公司,北站园区\n")
    csv(tmp_path, "项目.csv", "项目名称,园区,是否挂牌督办\n铜箔二期,北站园区,是\n")
    csv(
        tmp_path,
        "一企一策.csv",
        "企业名称,诉求类别,诉求内容,责任人,办理情况,办理时限\n某某电池有限公司,用电,增容,张某,正在推进,2026.12\n",
    )
    csv(
        tmp_path,
        "走访.csv",
        "企业名称,走访时间,走访人,走访情况,下次走访\n某某电池有限公司,2026.11.3,李某,谈了增容,2027.1\n",
    )
    csv(tmp_path, "任务.csv", "任务,园区,企业,期限\n报送方案,北站园区,某某电池有限公司,2026.12.20\n")
    csv(tmp_path, "项目节点.csv", "项目名称,节点,计划完成时间,实际完成时间\n铜箔二期,主体封顶,2026.10,\n")
    store = MemoryStore()
    report = loaded(tmp_path, store=store)
    assert report.rejected == 0
    (service,), (step,) = facts(store, "firm_services"), facts(store, "milestones")
    assert (str(service.kind), str(service.state), service.due_on) == ("用能", "办理中", "2026-12")
    assert (step.park, step.due_on, step.done_on) == ("北站园区", "2026-10", None)
    assert (facts(store, "visits")[0].next_on, facts(store, "tasks")[0].due_on) == ("2027-01", "2026-12-20")
    assert facts(store, "projects")[0].supervised is True


def test_the_same_ledger_twice_changes_nothing(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", PARKS)
    land_ledger(tmp_path / "台账.xlsx")
    store = MemoryStore()
    loaded(tmp_path, store=store)
    version = store.read()[0]
    again = loaded(tmp_path, store=store)
    assert (again.already_imported, store.read()[0]) == (True, version)


def test_a_slip_in_a_parks_name_is_refused_with_the_name_meant(tmp_path: Path) -> None:
    csv(tmp_path, "园区.csv", "园区名称,省,市\n动力电池专业园区,河南省,新乡市\n")
    csv(tmp_path, "园区动态.csv", "园区,变动日期,类别\n动力电池专业圆区,2020-03,专业园区\n")
    assert only(loaded(tmp_path), "园区须已知").suggestions[0] == "动力电池专业园区"


@given(st.decimals(min_value=0, max_value=10**6, places=6, allow_nan=False, allow_infinity=False))
def test_money_of_a_parcel_is_exact(amount: Decimal) -> None:
    assert exact_yuan(f"{amount:f}万元", "元")[0] == amount * 10_000
